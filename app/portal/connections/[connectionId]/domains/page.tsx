import type { Metadata } from 'next';
import { DomainScreen } from '@/components/domains/domain-screen';
import { listDomains } from '@/lib/domains/list-domains';
import { getPortalCtx } from '@/server/context';
import { answerPortal } from '../../../read-portal';
import { readSetup } from '../../../read-setup';
import { StepFrame } from '../../../step-frame';
import { createDomainAction, deleteDomainAction, verifyDomainAction } from './actions';

type Props = { params: Promise<{ connectionId: string }> };

const actions = { create: createDomainAction, verify: verifyDomainAction, remove: deleteDomainAction };

export const metadata: Metadata = { title: 'Verify your domains' };

/** Whose addresses the identity provider may speak for: shown by a TXT record. */
export default async function DomainsPage({ params }: Props) {
  const setup = await readSetup((await params).connectionId);
  const { organizationId, organizationName: name } = setup.portal;
  const domains = await answerPortal((ctx) => listDomains(ctx, { organizationId }));
  const { now } = await getPortalCtx();
  return (
    <StepFrame
      setup={setup}
      step="domains"
      description="Your identity provider logs in only people whose address is in one of your verified domains. You need somebody who can add a TXT record to their DNS."
    >
      <div className="-mx-7 -mt-6 max-tablet:-mx-4">
        <DomainScreen
          organization={{ organizationId, name }}
          domains={domains}
          mayManage
          isVouching={false}
          actions={actions}
          now={now.toISOString()}
        />
      </div>
    </StepFrame>
  );
}
