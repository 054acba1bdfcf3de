'use client';

import { useFormState } from 'react-hook-form';
import { Button, type ButtonProps } from '../ui/button';
import { Kbd } from '../ui/kbd';

export type SubmitButtonProps = Omit<ButtonProps, 'type' | 'loading'> & {
  /** Shows Ctrl or Cmd with Enter inside, where there is room. */
  showShortcut?: boolean | undefined;
  /** Only works once something has been changed: for settings. */
  onlyWhenChanged?: boolean | undefined;
};

/** Submits the form around it; busy while the action runs. */
export function SubmitButton({ showShortcut, onlyWhenChanged, children, ...rest }: SubmitButtonProps) {
  const { isSubmitting, isDirty } = useFormState();
  const idle = onlyWhenChanged === true && !isDirty;
  return (
    <Button variant="primary" disabled={idle} {...rest} type="submit" loading={isSubmitting}>
      {children}
      {showShortcut && <Kbd keys="mod+enter" className="max-tablet:hidden" />}
    </Button>
  );
}
