import { providerNames } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';

export type StepId = 'application' | 'details' | 'domains' | 'roles' | 'test' | 'enable' | 'log';

/** One thing to do until people log in by their identity provider, or their directory has sent them. */
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

/** Whether everything that has to be done is. */
export function isFinished(steps: readonly Step[]): boolean {
  return steps.every(({ isDone, isOptional }) => isDone || isOptional);
}

/** Where to go on: the first that has to be done and is not; the last when everything is. */
export function nextStep(steps: readonly Step[]): Step | undefined {
  return steps.find(({ isDone, isOptional }) => !isDone && !isOptional) ?? steps.at(-1);
}

export type BareStep = Omit<Step, 'href' | 'isOptional'> & { readonly isOptional?: boolean };

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
    domainStep(counts, 'Whose addresses may log in'),
    {
      id: 'roles',
      label: 'Attributes and roles',
      note: counts.mappingCount > 0 ? groupsGive(counts.mappingCount) : 'Everyone gets the role of new users',
      isDone: counts.mappingCount > 0,
      isOptional: true,
    },
    {
      id: 'test',
      label: 'Test it',
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

/** The step that both ways have in common: without a verified domain neither speaks for anybody. */
export function domainStep(
  { domainCount, verifiedDomainCount }: Pick<Progress, 'domainCount' | 'verifiedDomainCount'>,
  purpose: string,
): BareStep {
  const step = { id: 'domains', label: 'Verify your domains' } as const;
  if (domainCount === 0) return { ...step, note: purpose, isDone: false };
  const note =
    verifiedDomainCount === domainCount
      ? `${domainCount} verified`
      : `${verifiedDomainCount} of ${domainCount} verified`;
  return { ...step, note, isDone: verifiedDomainCount > 0 };
}

/** How many groups give a role. */
export function groupsGive(count: number): string {
  return count === 1 ? '1 group gives a role' : `${count} groups give a role`;
}

/** What an identity provider is called in a sentence. */
export function nameOfProvider(provider: ConnectionRecord['provider']): string {
  return provider === 'CUSTOM' ? 'your identity provider' : providerNames[provider];
}
