import type { Metadata } from 'next';
import { type AddressParameters, firstOf } from '@/components/lists/list-address';
import { can } from '@/lib/authz/authorize';
import { pageSize } from '@/lib/lists/keyset';
import { listPortalLinks } from '@/lib/portal/list-portal-links';
import { isUnnamed, nameForCustomers } from '@/lib/workspace/application-name';
import { getCtx } from '@/server/context';
import { readFrontDoor } from '../../../../../front-door';
import { answerPage } from '../../../../answer-page';
import { readOrganization } from '../../organization';
import { SetupLinkScreen } from './setup-link-screen';

type SetupLinksPageProps = { params: Promise<{ orgId: string }>; searchParams: Promise<AddressParameters> };

export async function generateMetadata({ params }: SetupLinksPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Set-up links: ${name}` };
}

/** Organizations > an organization > Set-up links: what its IT admins set its login up by. */
export default async function SetupLinksPage({ params, searchParams }: SetupLinksPageProps) {
  const organization = await readOrganization((await params).orgId);
  const { id: organizationId, name, ssoEnabled, directoryEnabled } = organization;
  const parameters = await searchParams;
  const cursor = firstOf(parameters.cursor) ?? null;
  const asked = { organizationId, openOnly: false, pageSize, cursor };
  const page = await answerPage((ctx) => listPortalLinks(ctx, asked));
  const { actor, now } = await getCtx();
  const { applicationName } = await readFrontDoor();
  const mayName = can(actor, 'workspace.update');
  return (
    <SetupLinkScreen
      organization={{ organizationId, name, ssoEnabled, directoryEnabled }}
      isForDirectory={firstOf(parameters.for) === 'directory'}
      mayManage={can(actor, 'portal-link.manage', organizationId)}
      mayGovern={can(actor, 'organization.govern')}
      page={page}
      size={pageSize}
      address={{ path: `/organizations/${organizationId}/sso/links`, parameters }}
      now={now.toISOString()}
      unnamedHost={mayName && isUnnamed(applicationName) ? nameForCustomers(applicationName) : null}
    />
  );
}
