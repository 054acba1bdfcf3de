import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ChangeSource, followChanges } from './follow-changes';

/** A stream whose events a test sends. */
class FakeSource extends EventTarget implements ChangeSource {
  readyState = 0;
  closed = false;
  close() {
    this.closed = true;
  }
  say(event: 'hello' | 'change' | 'beat') {
    this.readyState = 1;
    this.dispatchEvent(new Event(event));
  }
  /** Breaks: the browser will try again, unless the server refused. */
  break({ refused = false } = {}) {
    this.readyState = refused ? 2 : 0;
    this.dispatchEvent(new Event('error'));
  }
}

class FakePage extends EventTarget {
  visibilityState: 'visible' | 'hidden' = 'visible';
  turn(to: 'visible' | 'hidden') {
    this.visibilityState = to;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function follow() {
  const sources: FakeSource[] = [];
  const page = new FakePage();
  const [onChange, onState] = [vi.fn(), vi.fn()];
  const open = () => {
    sources.push(new FakeSource());
    return last();
  };
  const last = () => sources.at(-1) as FakeSource;
  const stop = followChanges({ open, onChange, onState, page });
  return { sources, last, page, onChange, onState, stop };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a change is told, and so is each new start of the stream, since something may have been missed', () => {
  const { last, onChange, onState } = follow();
  last().say('hello');
  expect(onState).toHaveBeenLastCalledWith('live');
  expect(onChange).toHaveBeenCalledTimes(1);
  last().say('change');
  expect(onChange).toHaveBeenCalledTimes(2);
});

test('nothing is open while nobody looks, and looking again catches up', () => {
  const { sources, last, page, onChange } = follow();
  last().say('hello');
  page.turn('hidden');
  expect(sources[0]?.closed).toBe(true);
  page.turn('visible');
  last().say('hello');
  expect(sources).toHaveLength(2);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test('a stream that ends and stands again at once is not worth a word', () => {
  const { last, onState } = follow();
  last().say('hello');
  last().break();
  vi.advanceTimersByTime(1_000);
  last().say('hello');
  vi.advanceTimersByTime(10_000);
  expect(onState.mock.calls.flat()).toEqual(['live', 'live']);
});

test('a longer break is told, and that it is over', () => {
  const { last, onState } = follow();
  last().say('hello');
  last().break();
  vi.advanceTimersByTime(3_000);
  expect(onState).toHaveBeenLastCalledWith('connecting');
  last().say('hello');
  expect(onState).toHaveBeenLastCalledWith('live');
});

test('a refusal, after which browsers give up, is tried again, ever more slowly, and called what it is', () => {
  const { sources, last, onState } = follow();
  for (const wait of [1_000, 2_000, 4_000, 8_000]) {
    const before = sources.length;
    last().break({ refused: true });
    vi.advanceTimersByTime(wait - 1);
    expect(sources).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(sources).toHaveLength(before + 1);
  }
  expect(onState).toHaveBeenLastCalledWith('offline');
});

test('a stream that falls silent is opened anew, since no browser notices', () => {
  const { sources, last, onChange, onState } = follow();
  last().say('hello');
  vi.advanceTimersByTime(40_000);
  last().say('beat');
  vi.advanceTimersByTime(44_999);
  expect(sources).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(sources).toHaveLength(2);
  expect(sources[0]?.closed).toBe(true);
  vi.advanceTimersByTime(2_500);
  expect(onState).toHaveBeenLastCalledWith('connecting');
  last().say('hello');
  expect(onState).toHaveBeenLastCalledWith('live');
  expect(onChange).toHaveBeenCalledTimes(2);
});

test('once stopped it opens nothing more', () => {
  const { sources, last, page, stop } = follow();
  last().break({ refused: true });
  stop();
  page.turn('hidden');
  page.turn('visible');
  vi.advanceTimersByTime(60_000);
  expect(sources).toHaveLength(1);
  expect(sources[0]?.closed).toBe(true);
});
