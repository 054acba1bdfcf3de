import { CircleCheck } from 'lucide-react';
import { DateTime } from '@/components/ui/relative-time';
import type { Portal } from '@/lib/portal/get-portal';

type FinishedProps = {
  portal: Portal;
  /** What works now, and who does what next. */
  sentences: readonly string[];
};

/** The end of a set-up: that it is one, and that the page can be closed. */
export function Finished({ portal, sentences }: FinishedProps) {
  return (
    <section
      aria-labelledby="finished"
      className="flex gap-3 rounded-lg border border-ok/25 bg-ok-wash px-4 py-3.5 text-ink"
    >
      <CircleCheck aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ok" />
      <div className="min-w-0">
        <h2 id="finished" className="font-heading text-md">
          You are done
        </h2>
        <ul className="mt-1.5 flex max-w-[68ch] flex-col gap-1.5">
          {sentences.map((sentence) => (
            <li key={sentence} className="wrap-anywhere">
              {sentence}
            </li>
          ))}
          <li>
            You can close this page. <WayBack portal={portal} />
          </li>
        </ul>
      </div>
    </section>
  );
}

/** How long what was opened can be opened again. */
function WayBack({ portal: { goodUntil, applicationName } }: { portal: Portal }) {
  if (!goodUntil) return `To change something, open the set-up from ${applicationName} once more.`;
  return (
    <>
      To change something, open your set-up link again: it is good until{' '}
      <DateTime iso={goodUntil.toISOString()} withTime />. After that, ask for a new one.
    </>
  );
}
