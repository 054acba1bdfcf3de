import type { DirectoryRolesPreview, PreviewedPeople } from '@/lib/directories/preview-directory-roles';
import { countLabel } from '../memberships/member-labels';

/** What saving would mean: who gets and who loses which role, and who keeps what people chose. */
export function RoleMappingPreview({ preview }: { preview: DirectoryRolesPreview }) {
  const { roles, keeping, unchanged } = preview;
  return (
    <div className="flex flex-col gap-3 rounded-md bg-sunk p-4">
      <h3 className="font-strong">What saving this would change</h3>
      {roles.length === 0 && <p className="text-ink-2">Nobody’s roles.</p>}
      <dl className="divide-y divide-line">
        {roles.map(({ roleId, displayName, getting, losing }) => (
          <div key={roleId} className="grid gap-x-4 gap-y-1 py-2.5 first:pt-0 tablet:grid-cols-[9rem_1fr]">
            <dt className="font-strong wrap-anywhere">{displayName}</dt>
            <dd className="flex min-w-0 flex-col gap-1.5">
              {getting.count > 0 && <People people={getting} verb={['gets it', 'get it']} tone="text-ok" />}
              {losing.count > 0 && <People people={losing} verb={['loses it', 'lose it']} tone="text-bad" />}
            </dd>
          </div>
        ))}
      </dl>
      {keeping.count > 0 && (
        <People people={keeping} verb={['keeps what was chosen for them', 'keep what was chosen for them']} />
      )}
      {unchanged > 0 && (
        <p className="text-ink-3 text-sm">
          {countLabel(unchanged, 'person has', 'people have')} the same roles before and after.
        </p>
      )}
    </div>
  );
}

type PeopleProps = { people: PreviewedPeople; verb: readonly [string, string]; tone?: string };

function People({ people: { count, people }, verb: [one, many], tone = 'text-ink' }: PeopleProps) {
  const rest = count - people.length;
  const named = people.map(({ name, group }) => (group ? `${name} (${group})` : name));
  return (
    <div className="min-w-0">
      <p className={tone}>{countLabel(count, `person ${one}`, `people ${many}`)}</p>
      <p className="text-ink-2 text-sm wrap-anywhere">
        {named.join(', ')}
        {rest > 0 && ` and ${rest.toLocaleString('en')} more`}
      </p>
    </div>
  );
}
