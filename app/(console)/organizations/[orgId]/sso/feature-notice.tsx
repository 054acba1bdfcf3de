'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { switchSsoAction } from './actions';

/** Says that this customer has no single sign-on; staff can give it to them. */
export function FeatureNotice({ organizationId, mayGovern }: { organizationId: string; mayGovern: boolean }) {
  const [busy, setBusy] = useState(false);
  const toast = useToast();
  async function switchOn() {
    setBusy(true);
    const result = await switchSsoAction({ organizationId, ssoEnabled: true });
    setBusy(false);
    if (!result.ok) toast({ title: result.error.message, tone: 'bad' });
  }
  return (
    <div className="mt-4 flex flex-wrap items-center justify-between gap-3 rounded-md border border-wait/25 bg-wait-wash p-3">
      <p className="min-w-0 text-wait">
        Single sign-on is not switched on for this organization. Connections can be set up and tried out, but
        not switched on.
      </p>
      {mayGovern && (
        <Button size="small" loading={busy} onClick={() => void switchOn()}>
          Switch on for this organization
        </Button>
      )}
    </div>
  );
}
