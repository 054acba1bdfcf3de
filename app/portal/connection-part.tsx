import { ConnectionStatus } from '@/components/connections/connection-status';
import { ButtonLink } from '@/components/ui/button';
import { FirstProvider } from './first-provider';
import type { ConnectionSetup } from './read-setup';
import { SetupOverview } from './setup-overview';
import { SetupPart } from './setup-part';

/** The login of the organization: every connection with its steps, or the choice of the first. */
export function ConnectionPart({ setups }: { setups: readonly ConnectionSetup[] }) {
  return (
    <SetupPart title="Single sign-on" description="Your people log in by your own identity provider.">
      {setups.length === 0 && <FirstProvider />}
      {setups.map((setup) => (
        <OneConnection key={setup.connection.connectionId} setup={setup} />
      ))}
      {setups.length > 0 && (
        <div>
          <ButtonLink href="/portal/provider" variant="ghost" className="-ml-3">
            Set up another identity provider
          </ButtonLink>
        </div>
      )}
    </SetupPart>
  );
}

function OneConnection({ setup }: { setup: ConnectionSetup }) {
  return (
    <SetupOverview setup={setup} status={<ConnectionStatus connection={setup.connection} />}>
      <ButtonLink
        href={`/portal/connections/${setup.connection.connectionId}/logins`}
        variant="ghost"
        className="mt-2 -ml-3"
      >
        Logins by it
      </ButtonLink>
    </SetupOverview>
  );
}
