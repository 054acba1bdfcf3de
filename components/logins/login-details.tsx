import type { ReactNode } from 'react';
import type { LoginAttemptDetails } from '@/lib/login-log/get-login-attempt';
import { Code, CopyField } from '../ui/copy-field';
import { type Description, DescriptionList } from '../ui/description-list';
import { Link } from '../ui/link';
import { DateTime } from '../ui/relative-time';
import { LoginSteps } from './login-steps';
import { loginConnectionLabel, loginMethodLabel, presentReference } from './login-words';

export type LoginDetailsProps = {
  attempt: LoginAttemptDetails;
  /** The browser, in words. */
  device: string | null;
  /** Where the person and the organization are to be found, where the viewer may see them. */
  personHref?: string | undefined;
  organizationHref?: string | undefined;
  /** Beside the heading of the steps: whether they are live. */
  live?: ReactNode;
};

/** One attempt to log in: its steps in order, and all that is known of it. */
export function LoginDetails({ attempt, live, ...rest }: LoginDetailsProps) {
  return (
    <div className="grid max-w-[1180px] gap-x-14 gap-y-9 px-7 pt-7 pb-10 max-tablet:px-4 desktop:grid-cols-2">
      <section aria-labelledby="steps">
        <div className="mb-4 flex items-center justify-between gap-4">
          <h2 id="steps" className="font-heading text-md">
            Step by step
          </h2>
          <span className="text-ink-3 text-sm">{live}</span>
        </div>
        <LoginSteps attempt={attempt} />
      </section>
      <section aria-labelledby="facts">
        <h2 id="facts" className="mb-3 font-heading text-md">
          Details
        </h2>
        <DescriptionList items={factsOf({ attempt, ...rest })} />
      </section>
    </div>
  );
}

function factsOf({ attempt, device, personHref, organizationHref }: Omit<LoginDetailsProps, 'live'>) {
  const { email, connection, connectionId, failedStep, endedAt, organizationName } = attempt;
  const facts: (Description | null)[] = [
    { term: 'Reference', value: <Reference reference={attempt.reference} /> },
    failedStep ? { term: 'Refused at', value: <Code>{failedStep}</Code> } : null,
    email ? { term: 'Person', value: <Linked href={personHref}>{email}</Linked> } : null,
    { term: 'Method', value: loginMethodLabel(attempt.method) },
    connectionId
      ? {
          term: 'Connection',
          value: connection ? loginConnectionLabel(connection) : <Code>{connectionId}</Code>,
        }
      : null,
    organizationName
      ? { term: 'Organization', value: <Linked href={organizationHref}>{organizationName}</Linked> }
      : null,
    attempt.client ? { term: 'Application', value: attempt.client.name } : null,
    { term: 'Began', value: <DateTime iso={attempt.at.toISOString()} withTime /> },
    endedAt ? { term: 'Ended', value: <DateTime iso={endedAt.toISOString()} withTime /> } : null,
    device ? { term: 'Browser', value: device } : null,
    attempt.ip ? { term: 'From', value: <span className="tabular-nums">{attempt.ip}</span> } : null,
  ];
  return facts.filter((fact) => fact !== null);
}

function Reference({ reference }: { reference: string }) {
  return <CopyField label="Reference" value={presentReference(reference)} className="max-w-[220px]" />;
}

function Linked({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return children;
  return (
    <Link
      href={href}
      className="-my-0.5 inline-flex min-h-6 items-center rounded-xs underline underline-offset-2"
    >
      {children}
    </Link>
  );
}
