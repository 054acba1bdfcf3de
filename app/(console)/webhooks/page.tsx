import type { Metadata } from 'next';
import { listEndpoints } from '@/lib/webhooks/list-endpoints';
import { getCtx } from '@/server/context';
import { answerPage } from '../answer-page';
import { EndpointScreen } from './endpoint-screen';
import { PageRefresh } from './page-refresh';

export const metadata: Metadata = { title: 'Webhooks' };

/** Where the application is told of what happens, for staff admins. */
export default async function WebhooksPage() {
  const { now } = await getCtx();
  const rows = await answerPage((ctx) => listEndpoints(ctx));
  return (
    <>
      <EndpointScreen rows={rows} now={now.toISOString()} />
      <PageRefresh active={rows.some(({ counts }) => counts.PENDING > 0)} />
    </>
  );
}
