import { CopyButton } from '@/components/ui/copy-field';

export type NameAndIdProps = {
  client: { readonly name: string; readonly description?: string; readonly clientId: string };
};

/** What a client is called and is for, and its id to copy. */
export function NameAndId({ client: { name, description, clientId } }: NameAndIdProps) {
  return (
    <>
      <span title={name} className="block truncate font-strong text-ink">
        {name}
      </span>
      {description && (
        <span title={description} className="block truncate text-ink-2 text-sm">
          {description}
        </span>
      )}
      <span className="flex min-w-0 items-center gap-1">
        <code className="min-w-0 select-all font-mono text-[12.5px] text-ink-2 wrap-anywhere">
          {clientId}
        </code>
        <CopyButton text={clientId} label="Copy id" variant="ghost" size="small" />
      </span>
    </>
  );
}
