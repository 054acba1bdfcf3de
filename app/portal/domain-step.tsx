import type { ReactNode } from 'react';
import { DomainScreen } from '@/components/domains/domain-screen';
import { LiveRefresh } from '@/components/live/live-refresh';
import { listDomains } from '@/lib/domains/list-domains';
import { getPortalCtx } from '@/server/context';
import { createDomainAction, deleteDomainAction, verifyDomainAction } from './domains/actions';
import { answerPortal } from './read-portal';
import type { Setup } from './read-setup';
import { StepFrame } from './step-frame';

type DomainStepProps = { setup: Setup; description: ReactNode };

const actions = { create: createDomainAction, verify: verifyDomainAction, remove: deleteDomainAction };

/** Whose addresses count: shown by a TXT record. The same domains for every part of the set-up. */
export async function DomainStep({ setup, description }: DomainStepProps) {
  const { organizationId, organizationName: name } = setup.portal;
  const domains = await answerPortal((ctx) => listDomains(ctx, { organizationId }));
  const { now } = await getPortalCtx();
  return (
    <StepFrame setup={setup} step="domains" description={description}>
      <div className="-mx-7 -mt-6 max-tablet:-mx-4">
        <DomainScreen
          organization={{ organizationId, name }}
          domains={domains}
          mayManage
          isVouching={false}
          isStep
          actions={actions}
          now={now.toISOString()}
        />
      </div>
      <LiveRefresh organizationId={organizationId} isPortal />
    </StepFrame>
  );
}
