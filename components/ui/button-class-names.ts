import type { ClassValue } from 'clsx';
import { classNames } from './class-names';

export type ButtonVariant = 'primary' | 'default' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium' | 'large' | 'icon';

export type ButtonLook = { variant?: ButtonVariant | undefined; size?: ButtonSize | undefined };

const VARIANTS: Record<ButtonVariant, string> = {
  primary:
    'border-primary bg-primary text-on-primary shadow-raised hover:border-primary-hover hover:bg-primary-hover',
  default: 'border-line-strong bg-paper text-ink shadow-raised hover:bg-sunk',
  ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-sunk hover:text-ink',
  danger: 'border-bad bg-bad text-on-bad shadow-raised hover:border-bad-hover hover:bg-bad-hover',
};

const SIZES: Record<ButtonSize, string> = {
  small: 'h-7 gap-1.5 rounded-sm px-2.5 text-sm',
  medium: 'h-[34px] gap-2 rounded-md px-3',
  large: 'h-11 gap-2 rounded-md px-5 text-md',
  icon: 'size-[34px] rounded-md',
};

/** The classes of a button, for elements that must look like one. */
export function buttonClassNames(
  { variant = 'default', size = 'medium' }: ButtonLook,
  ...more: ClassValue[]
): string {
  return classNames(
    'relative inline-flex shrink-0 items-center justify-center whitespace-nowrap border font-medium',
    'select-none transition-colors duration-100 active:translate-y-px',
    'disabled:opacity-50 aria-disabled:opacity-50 disabled:shadow-none disabled:active:translate-y-0',
    VARIANTS[variant],
    SIZES[size],
    ...more,
  );
}
