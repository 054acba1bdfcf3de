import { Building2 } from 'lucide-react';
import { RowLink } from '@/components/lists/row-link';
import { personLabel, statusLabel } from '@/components/memberships/member-labels';
import { MemberRoles } from '@/components/memberships/member-roles';
import { OrganizationName } from '@/components/organizations/organization-name';
import { EmptyState } from '@/components/ui/notice-state';
import { DateTime } from '@/components/ui/relative-time';
import { Status, type StatusTone } from '@/components/ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { UserDetails, UserMembership } from '@/lib/users/get-user';

/** The organizations of a person; each leads to them among its users. */
export function MembershipsSection({ person }: { person: UserDetails }) {
  const { email, memberships, staffRole } = person;
  return (
    <section aria-labelledby="organizations">
      <h2 id="organizations" className="px-7 pb-3 font-heading text-md max-tablet:px-4">
        Organizations
      </h2>
      {memberships.length > 0 ? (
        <Table label="Organizations">
          <TableHead>
            <TableHeader>Organization</TableHeader>
            <TableHeader>Roles</TableHeader>
            <TableHeader>Status</TableHeader>
            <TableHeader>Joined</TableHeader>
          </TableHead>
          <TableBody>
            {memberships.map((membership) => (
              <MembershipRow
                key={membership.membershipId}
                membership={membership}
                email={email}
                person={personLabel(person)}
              />
            ))}
          </TableBody>
        </Table>
      ) : (
        <div className="border-line border-y">
          <EmptyState icon={<Building2 />} title="In no organization">
            {staffRole
              ? 'They are on the staff, and look after every organization without belonging to one.'
              : 'Invite them from the users of an organization.'}
          </EmptyState>
        </div>
      )}
    </section>
  );
}

const tones: Record<UserMembership['status'], StatusTone> = {
  active: 'ok',
  inactive: 'off',
  pending: 'wait',
  expired: 'bad',
};

type MembershipRowProps = { membership: UserMembership; email: string; person: string };

function MembershipRow({ membership, email, person }: MembershipRowProps) {
  const { organizationId, organizationName, roles, status, managedBy, joinedAt } = membership;
  return (
    <TableRow className="cursor-pointer">
      <TableCell phone="lead" className="tablet:w-[40%] tablet:max-w-0">
        <RowLink href={`/organizations/${organizationId}/users?q=${encodeURIComponent(email)}`}>
          <OrganizationName name={organizationName} />
        </RowLink>
      </TableCell>
      <TableCell phone="second" className="max-tablet:pl-[39px]">
        <MemberRoles roles={roles} person={person} />
      </TableCell>
      <TableCell phone="trail">
        <Status tone={tones[status]} note={managedBy ? `Managed by ${managedBy}` : undefined}>
          {statusLabel(status)}
        </Status>
      </TableCell>
      <TableCell phone="second-trail" className="whitespace-nowrap text-ink-3">
        {joinedAt ? <DateTime iso={joinedAt.toISOString()} /> : <span className="max-tablet:hidden">–</span>}
      </TableCell>
    </TableRow>
  );
}
