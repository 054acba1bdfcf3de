import type { EndedTest } from '@/lib/sso/list-connection-tests';
import { RelativeTime } from '../ui/relative-time';
import { Status } from '../ui/status';

export type LatestTestsProps = {
  tests: readonly EndedTest[];
  /** The page of the test, which shows each result, too. */
  testUrl: string;
  /** The server's clock, as ISO text. */
  now: string;
};

/** What the last tests of a connection found, each with the way to its page; nothing while there was none. */
export function LatestTests({ tests, testUrl, now }: LatestTestsProps) {
  if (tests.length === 0) return null;
  return (
    <section aria-labelledby="tests">
      <h2 id="tests" className="font-heading text-md">
        Tests of the last day
      </h2>
      <ul className="mt-2 rounded-lg border border-line">
        {tests.map((test) => (
          <li
            key={test.testId}
            className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-line border-t px-3.5 py-2.5 first:border-t-0"
          >
            <div className="min-w-0 grow basis-64">
              <Status tone={test.outcome ? 'ok' : 'bad'} note={test.email ?? 'Nobody arrived'}>
                {describeOutcome(test)}
              </Status>
            </div>
            <RelativeTime iso={test.at.toISOString()} now={now} className="text-ink-3 text-sm" />
            <a
              href={`${testUrl}?result=${test.testId}`}
              target="_blank"
              rel="noopener"
              className="inline-flex min-h-6 items-center rounded-xs underline underline-offset-2"
            >
              See it
              <span className="sr-only"> in a new tab</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function describeOutcome({ outcome, roleNames, refusedAt }: EndedTest): string {
  if (outcome === null) return `Refused: ${refusedAt ?? 'no login'}`;
  if (outcome === 'joins') return `Works: would join as ${roleNames.join(', ')}`;
  return {
    'signs-in': 'Works: would be signed in',
    'accepts-invitation': 'Works: would accept the invitation',
    'proves-mailbox': 'Works: would be asked by mail first',
  }[outcome];
}
