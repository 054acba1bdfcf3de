'use client';

import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { Toast as Radix } from 'radix-ui';
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { classNames } from './class-names';

export type ToastMessage = {
  title: string;
  description?: ReactNode;
  tone?: 'ok' | 'bad';
  /** A way back, or on: "Undo". `alternative` tells readers where else to do it once the toast is gone. */
  action?: { label: string; alternative: string; onPress: () => void | Promise<void> } | undefined;
  /** How long it stays, in milliseconds; 6000, or 10000 with an action. Hover and focus hold it. */
  durationMilliseconds?: number | undefined;
};

type Shown = ToastMessage & { id: number; open: boolean };

const ToastContext = createContext<(message: ToastMessage) => void>(() => {});

/** Says in a corner that something happened. F8 moves the focus there. */
export function useToast(): (message: ToastMessage) => void {
  return useContext(ToastContext);
}

/** Once at the root; keeps the last three messages, over dialogs and under menus. Only failures interrupt a reader. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown[]>([]);
  const show = useCallback((message: ToastMessage) => {
    setShown((before) => [...before.slice(-2), { ...message, id: (before.at(-1)?.id ?? 0) + 1, open: true }]);
  }, []);
  const close = (id: number) =>
    setShown((before) => before.map((toast) => (toast.id === id ? { ...toast, open: false } : toast)));
  return (
    <Radix.Provider swipeDirection="right" label="Message">
      <ToastContext value={show}>{children}</ToastContext>
      {shown.map((toast) => (
        <Toast key={toast.id} toast={toast} onClose={() => close(toast.id)} />
      ))}
      <Radix.Viewport
        className={classNames(
          'fixed right-5 bottom-5 z-55 flex w-[380px] max-w-[calc(100vw-32px)] flex-col gap-2 outline-none',
          '[body:has([data-bulk-bar])_&]:bottom-22 max-tablet:inset-x-4 max-tablet:bottom-[calc(16px+env(safe-area-inset-bottom))] max-tablet:w-auto',
        )}
      />
    </Radix.Provider>
  );
}

function Toast({ toast, onClose }: { toast: Shown; onClose: () => void }) {
  const bad = toast.tone === 'bad';
  return (
    <Radix.Root
      type={bad ? 'foreground' : 'background'}
      open={toast.open}
      onOpenChange={(open) => !open && onClose()}
      duration={toast.durationMilliseconds ?? (toast.action ? 10_000 : 6_000)}
      className={classNames(
        'flex items-start gap-2.5 rounded-[10px] border border-line bg-paper py-2.5 pr-2 pl-3.5 shadow-lift',
        'data-[state=closed]:animate-vanish data-[state=open]:animate-rise',
        'data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x)',
      )}
    >
      <span aria-hidden="true" className={classNames('mt-[7px]', bad ? 'text-bad' : 'text-ok')}>
        {bad ? <CircleAlert /> : <CircleCheck />}
      </span>
      <div className="min-w-0 grow py-[5px]">
        <Radix.Title className="font-strong wrap-anywhere">{toast.title}</Radix.Title>
        {toast.description && (
          <Radix.Description className="text-ink-2 text-sm wrap-anywhere">
            {toast.description}
          </Radix.Description>
        )}
        {toast.action && toast.description && <ToastAction action={toast.action} className="mt-2" />}
      </div>
      {toast.action && !toast.description && <ToastAction action={toast.action} />}
      <Radix.Close
        aria-label="Dismiss"
        className="grid size-[30px] shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <X aria-hidden="true" className="size-3.5" />
      </Radix.Close>
    </Radix.Root>
  );
}

type ToastActionProps = { action: NonNullable<ToastMessage['action']>; className?: string };

/** Beside the title where that stands alone; under longer words, so that they keep their width. */
function ToastAction({ action, className }: ToastActionProps) {
  return (
    <Radix.Action
      altText={action.alternative}
      onClick={() => void action.onPress()}
      className={classNames(
        'h-[30px] shrink-0 rounded-sm border border-line-strong px-2.5 font-medium text-sm hover:bg-sunk',
        className,
      )}
    >
      {action.label}
    </Radix.Action>
  );
}
