import type { Metadata } from 'next';
import { DomainScreen } from '@/components/domains/domain-screen';
import { LiveRefresh } from '@/components/live/live-refresh';
import { can } from '@/lib/authz/authorize';
import { listDomains } from '@/lib/domains/list-domains';
import { getCtx } from '@/server/context';
import { answerPage } from '../../../answer-page';
import { readOrganization } from '../organization';
import { createDomainAction, deleteDomainAction, verifyDomainAction, vouchForDomainAction } from './actions';

type DomainsPageProps = { params: Promise<{ orgId: string }> };

const actions = {
  create: createDomainAction,
  verify: verifyDomainAction,
  vouch: vouchForDomainAction,
  remove: deleteDomainAction,
};

export async function generateMetadata({ params }: DomainsPageProps): Promise<Metadata> {
  const { name } = await readOrganization((await params).orgId);
  return { title: `Domains: ${name}` };
}

/** Organizations > an organization > Domains. A record that is found meanwhile shows by itself. */
export default async function DomainsPage({ params }: DomainsPageProps) {
  const { id: organizationId, name } = await readOrganization((await params).orgId);
  const domains = await answerPage((ctx) => listDomains(ctx, { organizationId }));
  const { actor, now } = await getCtx();
  return (
    <>
      <DomainScreen
        organization={{ organizationId, name }}
        domains={domains}
        mayManage={can(actor, 'domain.manage', organizationId)}
        isVouching={can(actor, 'domain.vouch', organizationId)}
        actions={actions}
        now={now.toISOString()}
      />
      {can(actor, 'membership.list', organizationId) && (
        <div className="px-7 py-4 max-tablet:px-4">
          <LiveRefresh organizationId={organizationId} />
        </div>
      )}
    </>
  );
}
