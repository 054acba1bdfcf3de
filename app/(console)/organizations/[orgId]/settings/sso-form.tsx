'use client';

import { useState } from 'react';
import { requirementWords } from '@/components/connections/sso-requirement-words';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';
import { Status } from '@/components/ui/status';
import { useToast } from '@/components/ui/toast';
import type { SsoRequirementReach } from '@/lib/connections/describe-sso-requirement';
import type { OrganizationDetails } from '@/lib/organizations/get-organization';
import { describeSsoRequirementAction, enforceSsoAction } from './actions';

type Organization = Pick<OrganizationDetails, 'id' | 'ssoRequired'>;

/** Whether members must log in by their identity provider. It says before whom that concerns. */
export function SsoForm({ organization }: { organization: Organization }) {
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 className="font-strong">Members must use SSO</h3>
        <p className="mt-0.5 text-ink-3 text-sm">
          They can no longer log in by a mailed link. Admins of this organization and the staff still can, so
          that nobody is locked out when the identity provider fails. It needs a connection that is on and a
          verified domain.
        </p>
        <Status tone={organization.ssoRequired ? 'ok' : 'off'} className="mt-2">
          {organization.ssoRequired ? 'On' : 'Off'}
        </Status>
      </div>
      {organization.ssoRequired ? (
        <Loosen organization={organization} />
      ) : (
        <Require organization={organization} />
      )}
    </div>
  );
}

function Require({ organization }: { organization: Organization }) {
  const [reach, setReach] = useState<SsoRequirementReach | null>(null);
  const [asking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const change = useChange(organization, true);
  async function ask() {
    setBusy(true);
    setRefusal(null);
    const result = await describeSsoRequirementAction({ organizationId: organization.id });
    setBusy(false);
    if (!result.ok) return setRefusal(result.error.message);
    setReach(result.data);
    setAsking(true);
  }
  return (
    <div>
      <Button loading={busy} onClick={() => void ask()}>
        Require SSO
      </Button>
      <p role="alert" className="text-bad text-sm not-empty:mt-2">
        {refusal}
      </p>
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Require SSO of members?"
        {...(reach ? requirementWords(reach) : { description: '' })}
        confirmLabel="Require SSO"
        tone="primary"
        onConfirm={change}
      />
    </div>
  );
}

function Loosen({ organization }: { organization: Organization }) {
  return (
    <div>
      <AlertDialog
        trigger={<Button>No longer require SSO</Button>}
        title="No longer require SSO?"
        description="From now on members may use a mailed link beside the organization’s identity provider."
        confirmLabel="No longer require SSO"
        onConfirm={useChange(organization, false)}
      />
    </div>
  );
}

function useChange({ id: organizationId }: Organization, required: boolean) {
  const toast = useToast();
  return async () => {
    const result = await enforceSsoAction({ organizationId, required });
    if (!result.ok) return result.error.message;
    toast({ title: required ? 'Members must use SSO from now on' : 'Members may log in otherwise again' });
    return undefined;
  };
}
