export type Shortcut = { keys: string; label: string; run: () => void };

/** What the registry reads of a keyboard event; a DOM `KeyboardEvent` is one. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'defaultPrevented' | 'isComposing' | 'target' | 'preventDefault'
>;

export type ShortcutRegistry = {
  /** Registers; the newest of two with the same keys wins. Returns what takes it away again. */
  add: (shortcut: Shortcut) => () => void;
  /** One per key, in the order of registration. */
  list: () => Shortcut[];
  handle: (event: KeyPress) => void;
  isEnabled: () => boolean;
  /** Turns the plain keys on or off; combinations with `mod`, `?` and named keys always work (WCAG 2.1.4). */
  setEnabled: (enabled: boolean) => void;
};

const SEQUENCE_MILLISECONDS = 900;

/** Keeps the shortcuts of the page and finds the one that a key press means. */
export function createShortcutRegistry(now: () => number = () => Date.now()): ShortcutRegistry {
  const shortcuts: Shortcut[] = [];
  let enabled = true;
  let pending: { stroke: string; at: number } | undefined;

  function add(shortcut: Shortcut) {
    shortcuts.push(shortcut);
    return () => {
      shortcuts.splice(shortcuts.indexOf(shortcut), 1);
    };
  }

  function handle(event: KeyPress) {
    const stroke = strokeOf(event);
    if (!stroke || event.defaultPrevented || event.isComposing || !mayRun(stroke, event.target)) return;
    const first = pending && now() - pending.at < SEQUENCE_MILLISECONDS ? pending.stroke : undefined;
    pending = undefined;
    const found = (first && find(`${first} ${stroke}`)) || find(stroke);
    if (found) {
      event.preventDefault();
      found.run();
    } else {
      pending = { stroke, at: now() };
    }
  }

  function mayRun(stroke: string, target: EventTarget | null): boolean {
    if (stroke.startsWith('mod+')) return true;
    return (enabled || stroke === '?' || stroke.length > 1) && !isTyping(target) && !isCovered();
  }

  const find = (keys: string) => shortcuts.findLast((shortcut) => shortcut.keys === keys);
  return {
    add,
    handle,
    list: () => [...new Map(shortcuts.map((shortcut) => [shortcut.keys, shortcut])).values()],
    isEnabled: () => enabled,
    setEnabled: (next) => {
      enabled = next;
    },
  };
}

function strokeOf({ key, metaKey, ctrlKey, altKey }: KeyPress): string | undefined {
  // A modifier held down for a capital or a sign is not a stroke of its own.
  if (altKey || key === 'Shift' || key === 'Meta' || key === 'Control' || key === 'Dead') return undefined;
  return metaKey || ctrlKey ? `mod+${key.toLowerCase()}` : key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLElement> | null;
  return Boolean(
    element?.isContentEditable ||
      element?.closest?.('input:not([type=checkbox]), textarea, select, [role=combobox]'),
  );
}

function isCovered(): boolean {
  if (typeof document === 'undefined') return false;
  return document.querySelector('[role=dialog],[role=alertdialog],[role=menu],[role=listbox]') !== null;
}
