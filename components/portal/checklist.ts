import { providerNames } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';

export type StepId = 'application' | 'details' | 'domains' | 'roles' | 'test' | 'enable';

/** One thing to do until people log in by their identity provider. */
export interface Step {
  readonly id: StepId;
  readonly label: string;
  /** What is left, or what it is for. */
  readonly note: string;
  readonly isDone: boolean;
  readonly isOptional: boolean;
  readonly href: string;
}

/** What the checklist looks at. */
export interface Progress {
  readonly connection: Pick<ConnectionRecord, 'connectionId' | 'provider' | 'status' | 'missing' | 'enabled'>;
  readonly applicationName: string;
  readonly domainCount: number;
  readonly verifiedDomainCount: number;
  readonly mappingCount: number;
  /** A test of the connection ended well. */
  readonly hasPassedTest: boolean;
}

/** The way from a chosen identity provider to logins by it, and how far it has been gone. */
export function checklistOf(progress: Progress): Step[] {
  const { connectionId } = progress.connection;
  return stepsOf(progress).map((step) => ({
    isOptional: false,
    ...step,
    href: `/portal/connections/${connectionId}/${step.id}`,
  }));
}

/** Where to go on: the first that has to be done and is not; the last when everything is. */
export function nextStep(steps: readonly Step[]): Step | undefined {
  return steps.find(({ isDone, isOptional }) => !isDone && !isOptional) ?? steps.at(-1);
}

type BareStep = Omit<Step, 'href' | 'isOptional'> & { readonly isOptional?: boolean };

function stepsOf({ connection, applicationName, ...counts }: Progress): BareStep[] {
  const provider = nameOfProvider(connection.provider);
  const isComplete = connection.status === 'COMPLETED';
  return [
    {
      id: 'application',
      label: `Add ${applicationName} to ${provider}`,
      note: 'Step by step, with the values to copy',
      // Whoever brings something back has been there.
      isDone: connection.status !== 'DRAFT',
    },
    {
      id: 'details',
      label: `Enter what ${provider} gave you`,
      note: isComplete ? 'Complete' : `Needs ${connection.missing.join(', ')}`,
      isDone: isComplete,
    },
    { id: 'domains', label: 'Verify your domains', ...domainProgress(counts) },
    {
      id: 'roles',
      label: 'Attributes and roles',
      note:
        counts.mappingCount > 0
          ? countOf(counts.mappingCount, 'group gives', 'groups give')
          : 'Everyone gets the usual role',
      isDone: counts.mappingCount > 0,
      isOptional: true,
    },
    {
      id: 'test',
      label: 'Try it',
      note: counts.hasPassedTest ? 'It works' : 'Log in yourself; nothing is changed by it',
      isDone: counts.hasPassedTest || connection.enabled,
      isOptional: true,
    },
    {
      id: 'enable',
      label: 'Switch it on',
      note: connection.enabled ? `People log in by ${provider}` : 'From then on people log in by it',
      isDone: connection.enabled,
    },
  ];
}

function domainProgress({
  domainCount,
  verifiedDomainCount,
}: Pick<Progress, 'domainCount' | 'verifiedDomainCount'>) {
  if (domainCount === 0) return { note: 'Whose addresses may log in', isDone: false };
  const note =
    verifiedDomainCount === domainCount
      ? `${domainCount} verified`
      : `${verifiedDomainCount} of ${domainCount} verified`;
  return { note, isDone: verifiedDomainCount > 0 };
}

function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many} a role`;
}

/** What an identity provider is called in a sentence. */
export function nameOfProvider(provider: ConnectionRecord['provider']): string {
  return provider === 'CUSTOM' ? 'your identity provider' : providerNames[provider];
}
