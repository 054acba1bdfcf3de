import { Chip, ChipRow } from '@/components/ui/chip';
import { Code } from '@/components/ui/copy-field';
import { type Description, DescriptionList } from '@/components/ui/description-list';
import { DateTime } from '@/components/ui/relative-time';
import type { EndpointRow } from '@/lib/webhooks/endpoint-row';

/** What an endpoint gets and is signed with. */
export function EndpointFacts({ endpoint }: { endpoint: EndpointRow }) {
  return (
    <div className="px-7 pt-5 max-tablet:px-4">
      <DescriptionList items={factsOf(endpoint)} className="max-w-[860px]" />
    </div>
  );
}

function factsOf({ types, secretSuffix, previousSecretUntil, createdAt }: EndpointRow): Description[] {
  return [
    {
      term: 'Gets',
      value:
        types.length === 0 ? (
          'All events'
        ) : (
          <ChipRow>
            {types.map((type) => (
              <Chip key={type}>{type}</Chip>
            ))}
          </ChipRow>
        ),
    },
    {
      term: 'Signing secret',
      value: (
        <>
          <Code>{`whsec_…${secretSuffix}`}</Code>
          {previousSecretUntil && (
            <span className="text-ink-3">
              {' '}
              and the one before until <DateTime iso={previousSecretUntil.toISOString()} withTime />
            </span>
          )}
        </>
      ),
    },
    { term: 'Created', value: <DateTime iso={createdAt.toISOString()} /> },
  ];
}
