'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Button } from './button';
import { classNames } from './class-names';
import { useFocusReturn } from './use-focus-return';

export type DialogProps = {
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** The button that opens it; the focus returns there. Leave out when `open` is controlled. */
  trigger?: ReactElement | undefined;
  title: ReactNode;
  description?: ReactNode;
  /** narrow 440 px, medium 560 px, wide 860 px. */
  width?: 'narrow' | 'medium' | 'wide';
  /** A second column beside the content, hidden on phones: an explanation or a preview. */
  aside?: ReactNode;
  children: ReactNode;
};

const WIDTHS = {
  narrow: 'tablet:max-w-[440px]',
  medium: 'tablet:max-w-[560px]',
  wide: 'tablet:max-w-[860px]',
};

/**
 * A modal dialog: the focus stays inside and returns to where it came from, Escape and the veil close it,
 * long content scrolls under the title. On phones it rises from the bottom over the full width.
 * Put the buttons in a `DialogActions` at the end.
 */
export function Dialog({ open, onOpenChange, trigger, ...content }: DialogProps) {
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={VEIL_CLASS_NAMES} />
        <DialogPanel {...content} />
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The veil under a dialog. */
export const VEIL_CLASS_NAMES =
  'fixed inset-0 z-40 bg-veil data-[state=open]:animate-appear data-[state=closed]:animate-vanish';

/** The panel of a dialog: centred on a desk, a sheet from the bottom on a phone. */
export const PANEL_CLASS_NAMES = classNames(
  'fixed z-50 flex flex-col overflow-hidden border-line bg-paper shadow-lift outline-none',
  'max-tablet:inset-x-0 max-tablet:bottom-0 max-tablet:max-h-[92dvh] max-tablet:rounded-t-xl max-tablet:border-t',
  'max-tablet:data-[state=open]:animate-sheet-up max-tablet:pb-[env(safe-area-inset-bottom)]',
  'tablet:inset-0 tablet:m-auto tablet:h-fit tablet:max-h-[calc(100dvh-48px)] tablet:w-[calc(100vw-40px)]',
  'tablet:rounded-lg tablet:border tablet:data-[state=open]:animate-rise data-[state=closed]:animate-vanish',
);

/** The row of buttons at the end of a dialog; `note` stands at its start. On phones the buttons take the full width. */
export function DialogActions({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className="mt-5 flex items-center justify-end gap-2 max-tablet:flex-col-reverse max-tablet:items-stretch">
      {note && <div className="tabular-nums grow text-ink-3 text-sm max-tablet:text-center">{note}</div>}
      {children}
    </div>
  );
}

/** A Cancel button that closes the dialog around it. */
export function DialogCancel({ children = 'Cancel' }: { children?: ReactNode }) {
  return (
    <Radix.Close asChild>
      <Button>{children}</Button>
    </Radix.Close>
  );
}

type PanelProps = Pick<DialogProps, 'title' | 'description' | 'width' | 'aside' | 'children'>;

function DialogPanel({ title, description, width = 'medium', aside, children }: PanelProps) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Content
      {...focusReturn}
      {...(description ? {} : { 'aria-describedby': undefined })}
      className={classNames(PANEL_CLASS_NAMES, WIDTHS[width])}
    >
      <div
        className={classNames(
          'min-h-0 tablet:grid',
          aside && 'tablet:grid-cols-[1fr_320px]',
          'flex-1 overflow-auto',
        )}
      >
        <div className="min-w-0 px-6 pt-[22px] pb-[18px] max-tablet:px-4">
          <Radix.Title className="pr-8 font-heading text-lg">{title}</Radix.Title>
          {description && (
            <Radix.Description className="mt-1 pr-8 text-ink-2">{description}</Radix.Description>
          )}
          <div className="mt-4">{children}</div>
        </div>
        {aside && <aside className="border-line border-l bg-sunk p-5 max-tablet:hidden">{aside}</aside>}
      </div>
      <Radix.Close asChild>
        <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-3.5 right-3.5 size-8">
          <X aria-hidden="true" />
        </Button>
      </Radix.Close>
    </Radix.Content>
  );
}
