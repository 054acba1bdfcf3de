'use client';

import { Button, type ButtonProps } from './button';
import { Tooltip } from './tooltip';

export type IconButtonProps = Omit<ButtonProps, 'size' | 'aria-label'> & {
  label: string;
  /** The key that does the same, shown beside the label. */
  shortcut?: string | undefined;
};

/** A button that is only an icon: its label is read aloud and shown as a tooltip. */
export function IconButton({ label, shortcut, variant = 'ghost', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <Button {...rest} variant={variant} size="icon" aria-label={label} />
    </Tooltip>
  );
}
