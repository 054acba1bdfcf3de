import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MailEventType, type MailState, mailStates, stateAfter } from './mail';

const events: MailEventType[] = [
  'postponed',
  'accepted',
  'sent',
  'delayed',
  'delivered',
  'bounced',
  'complained',
  'failed',
];

function stateAfterAll(list: readonly MailEventType[]): MailState {
  return list.reduce<MailState>((state, event) => stateAfter(state, true, event), 'QUEUED');
}

describe('the state of a message', () => {
  test.each<[MailState, MailEventType, MailState]>([
    ['QUEUED', 'accepted', 'SENT'],
    ['QUEUED', 'postponed', 'QUEUED'],
    ['SENT', 'delayed', 'SENT'],
    ['SENT', 'delivered', 'DELIVERED'],
    ['DELIVERED', 'sent', 'DELIVERED'],
    ['DELIVERED', 'accepted', 'DELIVERED'],
    ['BOUNCED', 'delivered', 'BOUNCED'],
    ['DELIVERED', 'bounced', 'BOUNCED'],
    ['DELIVERED', 'complained', 'COMPLAINED'],
    ['SENT', 'failed', 'FAILED'],
    ['DELIVERED', 'failed', 'DELIVERED'],
    ['FAILED', 'delivered', 'DELIVERED'],
    ['FAILED', 'sent', 'FAILED'],
  ])('%s after %s is %s', (before, event, after) => {
    expect(stateAfter(before, true, event)).toBe(after);
  });

  test('is sent after all when it was given up without knowing, and the provider says so', () => {
    expect(stateAfter('FAILED', false, 'sent')).toBe('SENT');
  });

  test('does not depend on the order in which events arrive', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: 1 }), (list) => {
        expect(stateAfterAll([...list].sort())).toBe(stateAfterAll(list));
      }),
    );
  });

  test('never goes back to waiting', () => {
    fc.assert(
      fc.property(fc.constantFrom(...mailStates), fc.constantFrom(...events), (state, event) => {
        if (state !== 'QUEUED') expect(stateAfter(state, false, event)).not.toBe('QUEUED');
      }),
    );
  });
});
