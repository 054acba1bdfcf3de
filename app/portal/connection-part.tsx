import { ConnectionStatus } from '@/components/connections/connection-status';
import { ButtonLink } from '@/components/ui/button';
import { SectionHeader } from '@/components/ui/page-header';
import { FirstProvider } from './first-provider';
import type { ConnectionSetup } from './read-setup';
import { SetupOverview } from './setup-overview';

/** The login of the organization: every connection with its steps, or the choice of the first. */
export function ConnectionPart({ setups }: { setups: readonly ConnectionSetup[] }) {
  if (setups.length === 0) return <FirstProvider />;
  return (
    <section className="flex flex-col gap-5">
      <SectionHeader title="Single sign-on" description="How your people log in." />
      {setups.map((setup) => (
        <OneConnection key={setup.connection.connectionId} setup={setup} />
      ))}
      <div>
        <ButtonLink href="/portal/provider" variant="ghost" className="-ml-3">
          Set up another identity provider
        </ButtonLink>
      </div>
    </section>
  );
}

function OneConnection({ setup }: { setup: ConnectionSetup }) {
  return (
    <SetupOverview setup={setup} status={<ConnectionStatus connection={setup.connection} />}>
      <ButtonLink
        href={`/portal/connections/${setup.connection.connectionId}/logins`}
        variant="ghost"
        className="mt-2"
      >
        Logins by it
      </ButtonLink>
    </SetupOverview>
  );
}
