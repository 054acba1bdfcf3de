'use client';

import type { MemberRole } from '@/lib/memberships/member-row';
import { Chip, ChipRow } from '../ui/chip';
import { Popover } from '../ui/popover';
import { roleReason, rolesNote } from './role-words';

export type MemberRolesProps = {
  roles: readonly MemberRole[];
  /** Whose they are, for readers. */
  person: string;
  /** How many chips there are before the others are a number. */
  chips?: number;
};

/** The roles of a membership; pressed, they say why somebody has each. */
export function MemberRoles({ roles, person, chips = roles.length }: MemberRolesProps) {
  if (roles.length === 0) return <span className="text-ink-3">No role</span>;
  const rest = roles.slice(chips);
  return (
    <Popover
      label={`Why ${person} has these roles`}
      className="w-80"
      trigger={
        <button
          type="button"
          className="-m-1 min-h-6 min-w-0 cursor-pointer rounded-sm p-1 text-left transition-colors hover:bg-wash data-[state=open]:bg-wash"
        >
          <ChipRow>
            {roles.slice(0, chips).map((role) => (
              <Chip key={role.id} title={`${role.displayName}. ${roleReason(role)}`}>
                {role.displayName}
              </Chip>
            ))}
            {rest.length > 0 && (
              <Chip title={rest.map(({ displayName }) => displayName).join(', ')}>+{rest.length}</Chip>
            )}
            <span className="sr-only">: why {person} has these roles</span>
          </ChipRow>
        </button>
      }
    >
      <Reasons roles={roles} />
    </Popover>
  );
}

function Reasons({ roles }: Pick<MemberRolesProps, 'roles'>) {
  return (
    <>
      <dl className="flex flex-col gap-2.5">
        {roles.map((role) => (
          <div key={role.id} className="wrap-anywhere">
            <dt className="font-strong">{role.displayName}</dt>
            <dd className="text-ink-2 text-sm">{roleReason(role)}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 border-line border-t pt-2.5 text-ink-3 text-sm">{rolesNote(roles)}</p>
    </>
  );
}
