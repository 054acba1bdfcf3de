import { Code } from '@/components/ui/copy-field';
import { type Description, DescriptionList } from '@/components/ui/description-list';
import type { UserDetails } from '@/lib/users/get-user';

/** What the application says of a person over the API; nothing is shown where it says nothing. */
export function ApplicationSection({ person }: { person: UserDetails }) {
  const items = [...profileOf(person), ...pairsOf(person)];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="application" className="max-w-[740px] px-7 pt-6 pb-9 max-tablet:px-4">
      <h2 id="application" className="pb-1 font-heading text-md">
        From the application
      </h2>
      <p className="pb-3 text-ink-3 text-sm">Set over the API, and changed there only.</p>
      <DescriptionList items={items} />
    </section>
  );
}

function profileOf({ facts }: UserDetails): Description[] {
  const said: readonly [term: string, value: string | null][] = [
    ['User name', facts.preferredUsername],
    ['Phone', facts.phoneNumber],
    ['Locale', facts.locale],
    ['Gender', facts.gender],
    ['Picture', facts.picture],
    ['Groups', facts.groups.join(', ')],
  ];
  const externalId = facts.externalId
    ? [{ term: 'External ID', value: <Code>{facts.externalId}</Code> }]
    : [];
  return [...externalId, ...said.flatMap(([term, value]) => (value ? [{ term, value }] : []))];
}

function pairsOf({ facts, memberships }: UserDetails): Description[] {
  const groups = [
    { term: 'Attributes', pairs: facts.customAttributes },
    { term: 'Metadata', pairs: facts.metadata },
    { term: 'Profile metadata', pairs: facts.profileMetadata },
  ];
  const said = groups.flatMap(({ term, pairs }) =>
    isEmpty(pairs) ? [] : [{ term, value: <PairList pairs={pairs} /> }],
  );
  const beside = memberships.filter(({ metadata }) => !isEmpty(metadata));
  if (beside.length === 0) return said;
  const value = beside.map(({ membershipId, organizationName, metadata }) => (
    <div key={membershipId}>
      {organizationName}
      <PairList pairs={metadata} />
    </div>
  ));
  return [...said, { term: 'Of memberships', value }];
}

type Pairs = Readonly<Record<string, string>>;

function isEmpty(pairs: Pairs): boolean {
  return Object.keys(pairs).length === 0;
}

function PairList({ pairs }: { pairs: Pairs }) {
  return (
    <ul>
      {Object.entries(pairs).map(([name, value]) => (
        <li key={name}>
          <span className="text-ink-3">{name}:</span> {value}
        </li>
      ))}
    </ul>
  );
}
