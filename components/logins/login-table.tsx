import type { LoginAttemptRow } from '@/lib/login-log/list-login-attempts';
import { RowLink } from '../lists/row-link';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '../ui/table';
import { loginConnectionLabel, loginMethodLabel, loginStateWords, presentReference } from './login-words';

export type LoginTableProps = {
  rows: readonly LoginAttemptRow[];
  /** What the page of an attempt begins with: its id follows. */
  path: string;
  /** The server's clock, as ISO text. */
  now: string;
  /** Says of each attempt to which organization it was. */
  showOrganization?: boolean | undefined;
};

/** Who logged in, tried to or was refused, newest first. */
export function LoginTable({ rows, ...rest }: LoginTableProps) {
  return (
    <Table label="Logins">
      <TableHead>
        <TableHeader>Who</TableHeader>
        <TableHeader>Outcome</TableHeader>
        <TableHeader>Method</TableHeader>
        <TableHeader className="max-desktop:hidden">Reference</TableHeader>
        <TableHeader>When</TableHeader>
      </TableHead>
      <TableBody>
        {rows.map((attempt) => (
          <LoginRow key={attempt.id} attempt={attempt} {...rest} />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone the second line is the whole of the rest. */
const PHONE_LINES =
  "max-tablet:[grid-template-areas:'lead_trail'_'second_second'] max-tablet:grid-cols-[minmax(0,1fr)_auto]";

type LoginRowProps = Omit<LoginTableProps, 'rows'> & { attempt: LoginAttemptRow };

function LoginRow({ attempt, path, now, showOrganization }: LoginRowProps) {
  const when = <RelativeTime iso={attempt.at.toISOString()} now={now} />;
  const { label, tone } = loginStateWords(attempt.state);
  return (
    <TableRow className={`cursor-pointer ${PHONE_LINES}`}>
      <TableCell phone="lead" className="tablet:w-[30%] tablet:max-w-0">
        <RowLink href={`${path}/${attempt.id}`} className="tablet:min-h-[38px]">
          <Who attempt={attempt} />
        </RowLink>
      </TableCell>
      <TableCell phone="trail" className="tablet:w-[30%] tablet:max-w-0">
        <Status tone={tone} note={<Refusal attempt={attempt} className="line-clamp-2 max-tablet:hidden" />}>
          {label}
        </Status>
      </TableCell>
      <TableCell phone="second" className="tablet:w-[20%] tablet:max-w-0">
        <span className="flex gap-x-3 text-ink-2 max-tablet:text-sm">
          <Way attempt={attempt} showOrganization={showOrganization} />
          <span className="ml-auto whitespace-nowrap text-ink-3 tablet:hidden">{when}</span>
        </span>
        <Refusal attempt={attempt} className="mt-0.5 block text-sm tablet:hidden" />
      </TableCell>
      <TableCell className="whitespace-nowrap font-mono text-ink-3 text-xs max-desktop:hidden">
        {presentReference(attempt.reference)}
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-3">{when}</TableCell>
    </TableRow>
  );
}

function Who({ attempt: { email } }: { attempt: LoginAttemptRow }) {
  if (email === null) return <span className="truncate text-ink-3">Not known</span>;
  return (
    <span title={email} className="truncate font-strong">
      {email}
    </span>
  );
}

function Refusal({
  attempt: { failedStep, reason },
  className,
}: {
  attempt: LoginAttemptRow;
  className: string;
}) {
  if (!failedStep) return null;
  const text = reason ?? failedStep;
  return (
    <span title={text} className={`wrap-anywhere text-ink-2 ${className}`}>
      {text}
    </span>
  );
}

function Way({ attempt, showOrganization }: Pick<LoginRowProps, 'attempt' | 'showOrganization'>) {
  const { method, connection, organizationName } = attempt;
  const note = showOrganization ? organizationName : connection && loginConnectionLabel(connection);
  return (
    <span className="min-w-0">
      <span className="block truncate">{loginMethodLabel(method)}</span>
      {note && (
        <span title={note} className="block truncate text-ink-3 text-sm">
          {note}
        </span>
      )}
    </span>
  );
}
