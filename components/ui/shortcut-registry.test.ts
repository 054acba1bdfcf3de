import { describe, expect, it, vi } from 'vitest';
import { createShortcutRegistry, type KeyPress } from './shortcut-registry';

function press(key: string, more: Partial<KeyPress> = {}) {
  const preventDefault = vi.fn();
  return {
    key,
    metaKey: false,
    ctrlKey: false,
    altKey: false,
    defaultPrevented: false,
    isComposing: false,
    target: null,
    preventDefault,
    ...more,
  };
}

function field(): EventTarget {
  return { closest: () => ({}) } as unknown as EventTarget;
}

function registryWith(keys: string, now?: () => number) {
  const registry = createShortcutRegistry(now);
  const run = vi.fn();
  const remove = registry.add({ keys, label: keys, run });
  return { registry, run, remove };
}

describe('the shortcut registry', () => {
  it('runs a plain key and keeps the browser from typing it into what gets the focus', () => {
    const { registry, run } = registryWith('/');
    const event = press('/');
    registry.handle(event);
    expect(run).toHaveBeenCalledOnce();
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });

  it('leaves plain keys alone while someone types', () => {
    const { registry, run } = registryWith('i');
    registry.handle(press('i', { target: field() }));
    expect(run).not.toHaveBeenCalled();
  });

  it('runs a combination also while someone types, with Ctrl and with Cmd', () => {
    const { registry, run } = registryWith('mod+k');
    registry.handle(press('k', { ctrlKey: true, target: field() }));
    registry.handle(press('k', { metaKey: true, target: field() }));
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('does not take a plain key for its combination, so Ctrl+I stays the browser’s', () => {
    const { registry, run } = registryWith('i');
    registry.handle(press('i', { ctrlKey: true }));
    registry.handle(press('i', { altKey: true }));
    expect(run).not.toHaveBeenCalled();
  });

  it('ignores a key that composes a character or was already answered', () => {
    const { registry, run } = registryWith('i');
    registry.handle(press('i', { isComposing: true }));
    registry.handle(press('i', { defaultPrevented: true }));
    expect(run).not.toHaveBeenCalled();
  });

  it('runs two keys in a row within the time, and not after it', () => {
    let time = 0;
    const { registry, run } = registryWith('g o', () => time);
    registry.handle(press('g'));
    time = 899;
    registry.handle(press('o'));
    expect(run).toHaveBeenCalledTimes(1);
    registry.handle(press('g'));
    time = 1_800;
    registry.handle(press('o'));
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('prefers the newest of two with the same keys, and returns to the older when it goes', () => {
    const { registry, run: older } = registryWith('i');
    const newer = vi.fn();
    const remove = registry.add({ keys: 'i', label: 'newer', run: newer });
    registry.handle(press('i'));
    expect([older.mock.calls.length, newer.mock.calls.length]).toEqual([0, 1]);
    expect(registry.list()).toHaveLength(1);
    remove();
    registry.handle(press('i'));
    expect(older).toHaveBeenCalledOnce();
  });

  it('turns plain keys off on request, but neither combinations nor the list of keys', () => {
    const { registry, run } = registryWith('i');
    const list = vi.fn();
    const search = vi.fn();
    registry.add({ keys: '?', label: 'list', run: list });
    registry.add({ keys: 'mod+k', label: 'search', run: search });
    registry.setEnabled(false);
    registry.handle(press('i'));
    registry.handle(press('?'));
    registry.handle(press('k', { ctrlKey: true }));
    expect([run, list, search].map((mock) => mock.mock.calls.length)).toEqual([0, 1, 1]);
  });
});
