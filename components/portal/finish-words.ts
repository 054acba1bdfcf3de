import type { ConnectionRecord } from '@/lib/connections/connection-record';
import type { DirectoryRecord } from '@/lib/directories/directory-record';
import { countWords } from '../directories/directory-words';
import { nameOfProvider } from './checklist';
import { nameOfDirectory } from './directory-checklist';

interface Place {
  readonly applicationName: string;
  /** The verified domains. */
  readonly domains: readonly string[];
  /** Whom to ask at the vendor. */
  readonly supportAddress: string | null;
}

/** What works once a connection is set up, and who does what next. */
export function connectionFinish(
  { provider, jitEnabled }: Pick<ConnectionRecord, 'provider' | 'jitEnabled'>,
  { applicationName, domains, supportAddress }: Place,
): readonly string[] {
  const name = nameOfProvider(provider);
  const first = jitEnabled
    ? 'Whoever has no account yet gets one at the first login.'
    : 'Whoever has no account yet has to be invited first.';
  return [
    `People with an address in ${listOf(domains)} log in to ${applicationName} by ${name}. ${first}`,
    `You assign in ${name} whoever should be able to.`,
    `Other ways to log in stay open. To close them, ask ${supportAddress ?? `an admin of yours at ${applicationName}`}.`,
  ];
}

/** The same of a directory. */
export function directoryFinish(
  { provider, userCount }: Pick<DirectoryRecord, 'provider' | 'userCount'>,
  { applicationName, domains }: Place,
): readonly string[] {
  const name = nameOfDirectory(provider);
  return [
    `${countWords(userCount, 'user')} came. Those who are active and have an address in ${listOf(domains)} are members of ${applicationName}, and follow ${name} from now on.`,
    `You assign in ${name} who should be a member. Whoever loses the assignment there has no access here any more.`,
    'What the directory is refused stands under “See what arrives”, with what to do about it.',
  ];
}

function listOf(domains: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(domains);
}
