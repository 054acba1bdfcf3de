import { classNames } from '../ui/class-names';

/** The mark: a theatre seat seen from the front, in the brand's colour, with the name beside it. */
export function Mark({ className }: { className?: string | undefined }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-[9px] font-heading text-md/5 tracking-[-0.01em]',
        className,
      )}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 shrink-0 text-brand">
        <path
          fill="currentColor"
          d="M6 0h8a6 6 0 0 1 6 6v11a3 3 0 0 1-3 3H3a3 3 0 0 1-3-3V6a6 6 0 0 1 6-6Z"
        />
        <path
          fill="var(--usher-color-wash)"
          d="M7 11h6a3 3 0 0 1 3 3v1a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-1a3 3 0 0 1 3-3Z"
        />
      </svg>
      Usher
    </span>
  );
}
