import type { Metadata } from 'next';
import type { AddressParameters } from '@/components/lists/list-address';
import { LoginScreen } from '@/components/logins/login-screen';
import { readLoginView } from '@/components/logins/login-view';
import { nameOfProvider } from '@/components/portal/checklist';
import { pageSize } from '@/lib/lists/keyset';
import { listLoginAttempts } from '@/lib/login-log/list-login-attempts';
import { getPortalCtx } from '@/server/context';
import { PortalFrame } from '../../../portal-frame';
import { answerPortal } from '../../../read-portal';
import { readSetup } from '../../../read-setup';

type Props = { params: Promise<{ connectionId: string }>; searchParams: Promise<AddressParameters> };

export const metadata: Metadata = { title: 'Logins' };

/** Who has come by the connection, who was refused and why: for whoever is asked what a reference means. */
export default async function LoginsPage({ params, searchParams }: Props) {
  const { connectionId } = await params;
  const parameters = await searchParams;
  const { connection, portal } = await readSetup(connectionId);
  const view = readLoginView(portal.organizationId, { ...parameters, connection: connectionId });
  const page = await answerPortal((ctx) => listLoginAttempts(ctx, view));
  const { now } = await getPortalCtx();
  return (
    <PortalFrame portal={portal}>
      <h1 className="font-heading text-xl wrap-anywhere">Logins by {nameOfProvider(connection.provider)}</h1>
      <p className="mt-1 mb-4 max-w-[68ch] text-ink-2 text-md">
        Who has come by it in the last 90 days, and who was refused and why. Somebody who was refused has seen
        a reference: search for it.
      </p>
      <div className="-mx-7 max-tablet:-mx-4">
        <LoginScreen
          address={{ path: `/portal/connections/${connectionId}/logins`, parameters }}
          page={page}
          size={pageSize}
          isOneWay
          now={now}
        />
      </div>
    </PortalFrame>
  );
}
