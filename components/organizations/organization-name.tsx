import { initials } from '../ui/initials';

export type OrganizationNameProps = {
  name: string;
  /** The line under it: what the application calls it. */
  detail?: string | null;
};

/** An organization in a list: its tile, its name and a quiet second line. */
export function OrganizationName({ name, detail }: OrganizationNameProps) {
  return (
    <span className="flex min-h-[38px] min-w-0 items-center gap-[11px]">
      <span
        aria-hidden="true"
        className="grid size-7 shrink-0 select-none place-items-center rounded-[8px] border border-line bg-sunk font-semibold text-ink-2 text-xs"
      >
        {initials(name).slice(0, 1)}
      </span>
      <span className="min-w-0">
        <span title={name} className="block truncate font-strong text-ink">
          {name}
        </span>
        {detail && <span className="block truncate text-ink-3 text-sm">{detail}</span>}
      </span>
    </span>
  );
}
