'use client';

import { AlertDialog as Radix } from 'radix-ui';
import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { DialogActions, PANEL_CLASS_NAMES, VEIL_CLASS_NAMES } from './dialog';
import { Input } from './input';
import { useFocusReturn } from './use-focus-return';

export type AlertDialogProps = {
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  trigger?: ReactElement | undefined;
  title: ReactNode;
  /** What the action does, in a plain sentence. */
  description: ReactNode;
  /** What will end, one point each. */
  consequences?: readonly ReactNode[] | undefined;
  /** Asks the person to type this exactly before the button works. */
  typeToConfirm?: string | undefined;
  confirmLabel: string;
  /** It cannot be done, and the description says why: only Cancel works. */
  confirmDisabled?: boolean | undefined;
  /** The dialog waits for it and closes when it resolves; resolve with a sentence to show it as an error and stay. */
  onConfirm: () => Promise<string | undefined> | string | undefined;
  /** A calm, dark button for what can be undone. */
  tone?: 'danger' | 'primary';
  children?: ReactNode;
};

/**
 * Asks before something ends. The focus starts on Cancel, the veil does not close it, and the button names
 * the action. Extra fields can be given as children.
 */
export function AlertDialog({ open, onOpenChange, trigger, ...content }: AlertDialogProps) {
  const [opened, setOpened] = useState(false);
  const focusReturn = useFocusReturn();
  function change(next: boolean) {
    setOpened(next);
    onOpenChange?.(next);
  }
  return (
    <Radix.Root open={open ?? opened} onOpenChange={change}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={VEIL_CLASS_NAMES} />
        <Radix.Content {...focusReturn} className={classNames(PANEL_CLASS_NAMES, 'tablet:max-w-[460px]')}>
          <Question {...content} onClose={() => change(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type QuestionProps = Omit<AlertDialogProps, 'open' | 'onOpenChange' | 'trigger'> & { onClose: () => void };

function Question(props: QuestionProps) {
  const { title, description, consequences, typeToConfirm, confirmLabel, tone = 'danger', children } = props;
  const [typed, setTyped] = useState('');
  const { busy, error, confirm } = useConfirmation(props);
  const confirmed = typeToConfirm === undefined || typed.trim() === typeToConfirm;
  const ready = confirmed && !props.confirmDisabled;
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (ready && !busy) await confirm();
  }
  return (
    <form onSubmit={submit} className="overflow-auto px-6 pt-[22px] pb-[18px] max-tablet:px-4">
      <Radix.Title className="font-heading text-lg">{title}</Radix.Title>
      <Radix.Description asChild>
        <div className="mt-1 text-ink-2">{description}</div>
      </Radix.Description>
      {consequences && consequences.length > 0 && <Consequences points={consequences} />}
      {children && <div className="mt-4">{children}</div>}
      {typeToConfirm !== undefined && (
        <TypeToConfirm text={typeToConfirm} value={typed} onChange={setTyped} />
      )}
      <p role="alert" className={classNames('text-bad text-sm', error && 'mt-4')}>
        {error}
      </p>
      <DialogActions>
        <Radix.Cancel asChild>
          <Button>Cancel</Button>
        </Radix.Cancel>
        <Button type="submit" variant={tone} loading={busy} disabled={!ready}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </form>
  );
}

function useConfirmation({ onConfirm, onClose }: Pick<QuestionProps, 'onConfirm' | 'onClose'>) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  async function confirm() {
    setBusy(true);
    setError(undefined);
    try {
      const refusal = await onConfirm();
      if (refusal) setError(refusal);
      else onClose();
    } catch {
      setError('The server could not be reached. Try again in a moment.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, error, confirm };
}

function Consequences({ points }: { points: readonly ReactNode[] }) {
  return (
    <ul className="mt-4 divide-y divide-line border-line border-y">
      {points.map((point, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the points are sentences that never move
        <li key={index} className="flex gap-2.5 py-2 text-ink">
          <span aria-hidden="true" className="mt-[7px] size-1.5 shrink-0 rounded-full bg-bad" />
          <span className="min-w-0 wrap-anywhere">{point}</span>
        </li>
      ))}
    </ul>
  );
}

type TypeToConfirmProps = { text: string; value: string; onChange: (value: string) => void };

function TypeToConfirm({ text, value, onChange }: TypeToConfirmProps) {
  const id = useId();
  return (
    <div className="mt-4 flex flex-col gap-[5px]">
      <label htmlFor={id} className="text-ink-2">
        Type <strong className="select-all font-strong text-ink">{text}</strong> to confirm
      </label>
      <Input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
