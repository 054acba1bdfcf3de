import { cache } from 'react';
import { checklistOf, type Step } from '@/components/portal/checklist';
import type { Ctx } from '@/lib/authz/context';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { getConnection } from '@/lib/connections/get-connection';
import { listConnections } from '@/lib/connections/list-connections';
import { listRoleMappings } from '@/lib/connections/list-role-mappings';
import { listDomains } from '@/lib/domains/list-domains';
import { getPortal, type Portal } from '@/lib/portal/get-portal';
import { hasPassedTest } from '@/lib/sso/has-passed-test';
import { getPortalCtx } from '@/server/context';
import { answerPortal, findPortal } from './read-portal';

/** One connection of the organization and how far it has been set up. */
export interface Setup {
  readonly portal: Portal;
  readonly connection: ConnectionRecord;
  readonly steps: readonly Step[];
}

/** The connection of this address, read once a request for the title and the page. */
export const readSetup: (connectionId: string) => Promise<Setup> = cache((connectionId) =>
  answerPortal(async (ctx, { organizationId }) => {
    const connection = await getConnection(ctx, { organizationId, connectionId });
    return readProgress(ctx, await getPortal(ctx), connection);
  }),
);

export interface PortalOverview {
  readonly portal: Portal;
  readonly setups: readonly Setup[];
}

/** Everything that there is to set up, for whoever has opened a link; null: nobody has. */
export async function findOverview(): Promise<PortalOverview | null> {
  const portal = await findPortal();
  if (!portal) return null;
  const ctx = await getPortalCtx();
  if (!portal.features.has('sso')) return { portal, setups: [] };
  const connections = await listConnections(ctx, portal);
  const setups = await Promise.all(connections.map((connection) => readProgress(ctx, portal, connection)));
  return { portal, setups };
}

/** How far a connection has come. */
async function readProgress(ctx: Ctx, portal: Portal, connection: ConnectionRecord): Promise<Setup> {
  const { organizationId, connectionId } = connection;
  const [domains, mappings, passed] = await Promise.all([
    listDomains(ctx, { organizationId, type: 'ORGANIZATION_DOMAIN' }),
    listRoleMappings(ctx, { organizationId, connectionId }),
    hasPassedTest(ctx, { organizationId, connectionId }),
  ]);
  const steps = checklistOf({
    connection,
    applicationName: portal.applicationName,
    domainCount: domains.length,
    verifiedDomainCount: domains.filter(({ verifiedAt }) => verifiedAt !== null).length,
    mappingCount: mappings.length,
    hasPassedTest: passed,
  });
  return { portal, connection, steps };
}
