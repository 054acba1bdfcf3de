'use client';

import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { DialogForm } from '@/components/forms/dialog-form';
import { RadioField } from '@/components/forms/radio-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { CopyField } from '@/components/ui/copy-field';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import { DateTime } from '@/components/ui/relative-time';
import type { NewPortalLink } from '@/lib/portal/create-portal-link';
import { createPortalLinkAction } from './actions';
import { FeaturesOff, type LinkOrganization } from './features-off';

/** What a link can be for. */
export type LinkPurpose = 'both' | 'sso' | 'directory';

export type CreateLinkDialogProps = {
  organization: LinkOrganization;
  /** What is chosen at first. */
  purpose: LinkPurpose;
  /** Whether the vendor's decisions about this customer are theirs to make. */
  mayGovern: boolean;
  onClose: () => void;
};

/** Makes a set-up link, then shows it once. */
export function CreateLinkDialog({ organization, purpose, mayGovern, onClose }: CreateLinkDialogProps) {
  const [link, setLink] = useState<NewPortalLink | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={link ? 'The set-up link was created' : `Create a set-up link for ${organization.name}?`}
      description={
        link
          ? 'Send it to the IT admin, and to nobody else: whoever has it can set up what it is for.'
          : 'Whoever opens it can set up what you choose here and the domains of this organization, and sees nothing else. It opens for seven days, or until you revoke it. Groups can be given only roles that you could give yourself.'
      }
    >
      {link ? (
        <LinkOnce link={link} />
      ) : (
        <CreateLinkForm
          organization={organization}
          purpose={purpose}
          mayGovern={mayGovern}
          onDone={setLink}
        />
      )}
    </Dialog>
  );
}

function LinkOnce({ link }: { link: NewPortalLink }) {
  return (
    <>
      <CopyField label="Set-up link" value={link.url} />
      <p className="mt-3 text-ink-2 text-sm">
        Copy it now: it will not be shown again. Good until{' '}
        <DateTime iso={link.expiresAt.toISOString()} withTime />.
      </p>
      <DialogActions>
        <DialogCancel>Done</DialogCancel>
      </DialogActions>
    </>
  );
}

type CreateLinkFormProps = Omit<CreateLinkDialogProps, 'onClose'> & { onDone: (link: NewPortalLink) => void };

const schema = z.object({ purpose: z.enum(['both', 'sso', 'directory']) });

const featuresOf = {
  both: ['sso', 'directory'],
  sso: ['sso'],
  directory: ['directory'],
} as const;

function CreateLinkForm({ organization, purpose, mayGovern, onDone }: CreateLinkFormProps) {
  const { organizationId } = organization;
  const form = useActionForm({
    schema,
    action: (link) => createPortalLinkAction({ organizationId, features: [...featuresOf[link.purpose]] }),
    defaultValues: { purpose },
    onSuccess: onDone,
  });
  const chosen = useWatch({ control: form.methods.control, name: 'purpose' });
  return (
    <DialogForm form={form} submitLabel="Create link">
      <RadioField name="purpose" label="What is set up by it" options={purposes} />
      <FeaturesOff organization={organization} features={featuresOf[chosen]} mayGovern={mayGovern} />
    </DialogForm>
  );
}

const purposes = [
  {
    value: 'both',
    label: 'Single sign-on and directory',
    hint: 'How people log in, and what adds and removes them',
  },
  { value: 'sso', label: 'Single sign-on' },
  { value: 'directory', label: 'Directory' },
];
