import { cache } from 'react';
import { checklistOf, isFinished, nameOfProvider, type Step } from '@/components/portal/checklist';
import { connectionFinish } from '@/components/portal/finish-words';
import type { Ctx } from '@/lib/authz/context';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { getConnection } from '@/lib/connections/get-connection';
import { listConnections } from '@/lib/connections/list-connections';
import { listRoleMappings } from '@/lib/connections/list-role-mappings';
import { getPortal, type Portal } from '@/lib/portal/get-portal';
import { hasPassedTest } from '@/lib/sso/has-passed-test';
import { readDomains } from './read-domains';
import { answerPortal } from './read-portal';

/** Something that is set up step by step, and how far it has come. */
export interface Setup {
  readonly portal: Portal;
  /** What it is called. */
  readonly title: string;
  readonly steps: readonly Step[];
  /** What works now and who does what next; null while something is left to do. */
  readonly finish: readonly string[] | null;
}

/** One connection of the organization and how far it has been set up. */
export interface ConnectionSetup extends Setup {
  readonly connection: ConnectionRecord;
}

/** The connection of this address, read once a request for the title and the page. */
export const readSetup: (connectionId: string) => Promise<ConnectionSetup> = cache((connectionId) =>
  answerPortal(async (ctx, { organizationId }) => {
    const connection = await getConnection(ctx, { organizationId, connectionId });
    return readProgress(ctx, await getPortal(ctx), connection);
  }),
);

/** Every connection of the organization; none where the link is not about them. */
export async function listSetups(ctx: Ctx, portal: Portal): Promise<readonly ConnectionSetup[]> {
  if (!portal.features.has('sso')) return [];
  const connections = await listConnections(ctx, portal);
  return Promise.all(connections.map((connection) => readProgress(ctx, portal, connection)));
}

/** How far a connection has come. */
async function readProgress(
  ctx: Ctx,
  portal: Portal,
  connection: ConnectionRecord,
): Promise<ConnectionSetup> {
  const { organizationId, connectionId } = connection;
  const [{ names, ...counts }, mappings, passed] = await Promise.all([
    readDomains(ctx, organizationId),
    listRoleMappings(ctx, { organizationId, connectionId }),
    hasPassedTest(ctx, { organizationId, connectionId }),
  ]);
  const { applicationName } = portal;
  const steps = checklistOf({
    connection,
    applicationName,
    ...counts,
    mappingCount: mappings.length,
    hasPassedTest: passed,
  });
  const title = connection.name ?? nameOfProvider(connection.provider);
  const finish = isFinished(steps) ? connectionFinish(connection, { ...portal, domains: names }) : null;
  return { portal, connection, title, steps, finish };
}
