import type { Metadata } from 'next';
import { listCredentials } from '@/lib/applications/list-credentials';
import { env } from '@/lib/env';
import { getCtx } from '@/server/context';
import { answerPage } from '../answer-page';
import { CredentialScreen } from './credential-screen';

export const metadata: Metadata = { title: 'API credentials' };

/** The programs of the vendor's that may call the API, for staff admins. */
export default async function CredentialsPage() {
  const { now } = await getCtx();
  const rows = await answerPage((ctx) => listCredentials(ctx));
  return <CredentialScreen rows={rows} baseUrl={env().baseUrl.origin} now={now.toISOString()} />;
}
