import { ConnectionStatus } from '@/components/connections/connection-status';
import { nameOfProvider, nextStep } from '@/components/portal/checklist';
import { ChecklistLinks } from '@/components/portal/checklist-links';
import { ButtonLink } from '@/components/ui/button';
import type { Setup } from './read-setup';

/** Every connection of the organization with its steps, and the way to a further one. */
export function ConnectionOverview({ setups }: { setups: readonly Setup[] }) {
  return (
    <>
      {setups.map((setup) => (
        <OneConnection key={setup.connection.connectionId} setup={setup} />
      ))}
      <div className="border-line border-t pt-5">
        <ButtonLink href="/portal/provider" variant="ghost">
          Set up another identity provider
        </ButtonLink>
      </div>
    </>
  );
}

function OneConnection({ setup: { connection, steps } }: { setup: Setup }) {
  const next = nextStep(steps);
  return (
    <section className="max-w-[720px]">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0">
          <h2 className="font-heading text-md wrap-anywhere first-letter:uppercase">
            {connection.name ?? nameOfProvider(connection.provider)}
          </h2>
          <ConnectionStatus connection={connection} />
        </div>
        {next && (
          <ButtonLink href={next.href} variant="primary">
            {connection.enabled ? 'Look at it' : 'Go on'}
          </ButtonLink>
        )}
      </div>
      <div className="rounded-lg border border-line p-1.5">
        <ChecklistLinks steps={steps} />
      </div>
      <ButtonLink
        href={`/portal/connections/${connection.connectionId}/logins`}
        variant="ghost"
        className="mt-2"
      >
        Logins by it
      </ButtonLink>
    </section>
  );
}
