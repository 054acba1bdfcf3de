import { type DirectoryProvider, directoryProviderNames } from '@/lib/directories/directory.schema';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { countWords } from '../directories/directory-words';
import { type BareStep, domainStep, groupsGive, type Step } from './checklist';

/** What the checklist of a directory looks at. */
export interface DirectoryProgress {
  readonly directory: Pick<
    DirectoryRecord,
    | 'directoryId'
    | 'provider'
    | 'enabled'
    | 'secrets'
    | 'userCount'
    | 'groupCount'
    | 'usersChangedAt'
    | 'roleMappings'
  >;
  readonly applicationName: string;
  readonly domainCount: number;
  readonly verifiedDomainCount: number;
}

/** The way from a chosen directory to members that follow it, and how far it has been gone. */
export function directoryChecklistOf(progress: DirectoryProgress): Step[] {
  const { directoryId } = progress.directory;
  return stepsOf(progress).map((step) => ({
    isOptional: false,
    ...step,
    href: `/portal/directories/${directoryId}/${step.id}`,
  }));
}

function stepsOf({ directory, applicationName, ...counts }: DirectoryProgress): BareStep[] {
  const name = nameOfDirectory(directory.provider);
  const { userCount, groupCount, roleMappings, secrets, usersChangedAt, enabled } = directory;
  const mappingCount = roleMappings.length;
  return [
    domainStep(counts, 'Whose addresses it may send'),
    {
      id: 'enable',
      label: 'Switch it on',
      note: enabled ? 'Its requests are answered' : 'Until then its requests are refused',
      isDone: enabled,
    },
    {
      id: 'application',
      label: `Connect ${name} to ${applicationName}`,
      note: 'Base URL and secret, step by step',
      // One that was used has come from there.
      isDone: secrets.some(({ lastUsedAt }) => lastUsedAt !== null),
    },
    {
      id: 'log',
      label: 'See what arrives',
      note: usersChangedAt
        ? `${countWords(userCount, 'user')}, ${countWords(groupCount, 'group').toLowerCase()}`
        : 'Live: who came, and what was refused',
      isDone: usersChangedAt !== null,
    },
    {
      id: 'roles',
      label: 'Roles of groups',
      note: mappingCount > 0 ? groupsGive(mappingCount) : 'Everyone gets the role of new users',
      isDone: mappingCount > 0,
      isOptional: true,
    },
  ];
}

/** What a directory is called in a sentence. */
export function nameOfDirectory(provider: DirectoryProvider): string {
  return provider === 'CUSTOM' ? 'your directory' : directoryProviderNames[provider];
}
