import type { ActivityRow } from '@/lib/audit/list-activity';
import { hrefWith, type ListAddress } from '../lists/list-address';
import { Avatar } from '../ui/avatar';
import { Link } from '../ui/link';
import { RelativeTime } from '../ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { type ActivityChange, activityChanges } from './activity-changes';
import { activitySentence } from './activity-sentence';

export type ActivityTableProps = {
  rows: readonly ActivityRow[];
  address: ListAddress;
  /** The server's clock, as ISO text. */
  now: string;
  /** Says of each event in which organization it happened. */
  showOrganization?: boolean;
};

/** What happened, newest first: who did what, what it changed, when and from where. */
export function ActivityTable({ rows, ...rest }: ActivityTableProps) {
  return (
    <Table label="Activity">
      <TableHead>
        <TableHeader>Who</TableHeader>
        <TableHeader>What</TableHeader>
        <TableHeader>When</TableHeader>
        <TableHeader className="max-desktop:hidden">From</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((event) => (
          <ActivityTableRow key={event.id} event={event} {...rest} />
        ))}
      </TableBody>
    </Table>
  );
}

function ActivityTableRow({
  event,
  address,
  now,
  showOrganization,
}: Omit<ActivityTableProps, 'rows'> & { event: ActivityRow }) {
  return (
    <TableRow className="tablet:align-top">
      <TableCell phone="second" className="tablet:w-[22%] tablet:max-w-0 tablet:align-top max-tablet:text-sm">
        <Actor event={event} address={address} />
      </TableCell>
      <TableCell
        phone="lead"
        className="max-tablet:[grid-area:lead-start/lead-start/lead-end/menu-end] tablet:align-top"
      >
        <div className="min-h-7 py-1 wrap-anywhere max-tablet:py-0">
          <Sentence event={event} showOrganization={showOrganization ?? false} />
          {activityChanges(event.changes).map((change) => (
            <Change key={change.label} change={change} />
          ))}
        </div>
      </TableCell>
      <TableCell phone="second-trail" className="whitespace-nowrap text-ink-3 tablet:w-40 tablet:align-top">
        <RelativeTime iso={event.at.toISOString()} now={now} className="tablet:inline-block tablet:py-1" />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-3 tablet:align-top tablet:w-40 max-desktop:hidden">
        <span className="block py-1 text-sm tabular-nums" title={`Request ${event.requestId}`}>
          {event.ip ?? 'Usher itself'}
        </span>
      </TableCell>
    </TableRow>
  );
}

/** A press on the name shows what else this person did. */
function Actor({ event, address }: { event: ActivityRow; address: ListAddress }) {
  const name = event.actorKind === 'system' ? 'Usher' : event.actorName;
  const inside = (
    <>
      <Avatar text={name} className="max-tablet:hidden" />
      <span className="truncate">{name}</span>
    </>
  );
  const className = 'flex min-h-7 min-w-0 items-center gap-2.5 max-tablet:min-h-6';
  if (!event.actorId) return <span className={`${className} text-ink-2`}>{inside}</span>;
  return (
    <Link
      href={hrefWith(address, { actor: event.actorId })}
      title={`Only what ${name} did`}
      className={`${className} rounded-sm underline-offset-2 hover:underline`}
    >
      {inside}
    </Link>
  );
}

function Sentence({ event, showOrganization }: { event: ActivityRow; showOrganization: boolean }) {
  const { before, target, after } = activitySentence(event);
  return (
    <p>
      {before}
      {target && <span className="font-strong"> {target}</span>}
      {after}
      {showOrganization && <Place event={event} />}
    </p>
  );
}

function Place({ event }: { event: ActivityRow }) {
  if (!event.organizationId || event.action === 'organization.deleted') return null;
  if (!event.organizationName) return <span className="text-ink-3"> in an organization that is gone</span>;
  return (
    <span className="text-ink-3">
      {' in '}
      <Link
        href={`/organizations/${event.organizationId}/activity`}
        className="rounded-xs text-ink-2 underline decoration-line-strong underline-offset-2 hover:text-ink hover:decoration-current"
      >
        {event.organizationName}
      </Link>
    </span>
  );
}

function Change({ change: { label, before, after } }: { change: ActivityChange }) {
  return (
    <p className="text-ink-3 text-sm">
      {label}:{' '}
      {before !== null && (
        <>
          <span className={after === null ? 'text-ink-2' : undefined}>{before}</span>
          {after !== null && (
            <>
              <span aria-hidden="true"> → </span>
              <span className="sr-only"> to </span>
            </>
          )}
        </>
      )}
      {after !== null && <span className="text-ink-2">{after}</span>}
    </p>
  );
}
