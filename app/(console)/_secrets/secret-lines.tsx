import { Chip } from '@/components/ui/chip';
import { DateTime, RelativeTime } from '@/components/ui/relative-time';
import { secretLabel } from '@/lib/applications/client-secret';
import type { SecretRow } from '@/lib/applications/list-credentials';

export type SecretLinesProps = { secrets: readonly SecretRow[]; now: string };

/** The secrets of a client by their ends, each with when it was made and used last. */
export function SecretLines({ secrets, now }: SecretLinesProps) {
  if (secrets.length === 0) return <span className="text-ink-3">None: it gets no new tokens</span>;
  return (
    <ul className="flex flex-col gap-1">
      {secrets.map((secret) => (
        <li key={secret.id} className="flex flex-wrap items-center gap-x-2">
          <code className="font-mono text-[12.5px] text-ink">{secretLabel(secret)}</code>
          {secret.configured && <Chip>Set by the environment</Chip>}
          <span className="text-sm">
            created <DateTime iso={secret.createdAt.toISOString()} />, <LastUsed secret={secret} now={now} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function LastUsed({ secret: { lastUsedAt }, now }: { secret: SecretRow; now: string }) {
  if (!lastUsedAt) return 'never used';
  return (
    <>
      used <RelativeTime iso={lastUsedAt.toISOString()} now={now} inSentence />
    </>
  );
}
