'use client';

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { Dialog } from './dialog';
import { Kbd } from './kbd';
import { Label } from './label';
import { createShortcutRegistry, type Shortcut, type ShortcutRegistry } from './shortcut-registry';
import { Switch } from './switch';

const RegistryContext = createContext<ShortcutRegistry | undefined>(undefined);

const STORAGE_KEY = 'usher.shortcuts';

/** Once at the root: listens for the keys and shows the sheet of all of them on `?`. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(createShortcutRegistry);
  const [listed, setListed] = useState<Shortcut[]>();
  useEffect(() => {
    registry.setEnabled(readPreference());
    const open = { keys: '?', label: 'Show this list', run: () => setListed(registry.list()) };
    const remove = registry.add(open);
    document.addEventListener('keydown', registry.handle);
    return () => {
      remove();
      document.removeEventListener('keydown', registry.handle);
    };
  }, [registry]);
  return (
    <RegistryContext value={registry}>
      {children}
      <Dialog
        open={listed !== undefined}
        onOpenChange={(open) => !open && setListed(undefined)}
        title="Keyboard shortcuts"
        width="narrow"
      >
        <ShortcutSheet shortcuts={listed ?? []} registry={registry} />
      </Dialog>
    </RegistryContext>
  );
}

export type ShortcutOptions = {
  /** What it does, for the sheet: "Add a row". */
  label: string;
  /** Not registered while false. */
  enabled?: boolean | undefined;
};

/**
 * Runs `handler` on a key ("i", "/"), a combination ("mod+k": Cmd or Ctrl) or two keys in a row ("g o"). Plain
 * keys are ignored while someone types or a dialog or menu is open, and can be turned off in the sheet.
 */
export function useShortcut(
  keys: string,
  handler: () => void,
  { label, enabled = true }: ShortcutOptions,
): void {
  const registry = useContext(RegistryContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!registry || !enabled) return;
    return registry.add({ keys, label, run: () => latest.current() });
  }, [registry, keys, label, enabled]);
}

function ShortcutSheet({ shortcuts, registry }: { shortcuts: Shortcut[]; registry: ShortcutRegistry }) {
  const [enabled, setEnabled] = useState(registry.isEnabled());
  function change(next: boolean) {
    setEnabled(next);
    registry.setEnabled(next);
    window.localStorage.setItem(STORAGE_KEY, next ? 'on' : 'off');
  }
  return (
    <>
      <dl className="divide-y divide-line border-line border-y">
        {shortcuts.map(({ keys, label }) => (
          <div key={keys} className="flex items-center justify-between gap-4 py-2">
            <dt>{label}</dt>
            <dd className="text-ink-2">
              <Kbd keys={keys} />
              <span className="sr-only">{keys}</span>
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex items-center justify-between gap-4">
        <Label htmlFor="shortcuts-enabled" className="font-normal text-ink-2">
          Single keys work without Ctrl or Cmd
        </Label>
        <Switch id="shortcuts-enabled" checked={enabled} onCheckedChange={change} />
      </div>
    </>
  );
}

function readPreference(): boolean {
  try {
    return window.localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    // Storage can be forbidden by the browser; then the keys are simply on.
    return true;
  }
}
