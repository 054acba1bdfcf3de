'use client';

import { useState } from 'react';
import { z } from 'zod';
import { DialogForm } from '@/components/forms/dialog-form';
import { RadioField } from '@/components/forms/radio-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { CopyField } from '@/components/ui/copy-field';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import { DateTime } from '@/components/ui/relative-time';
import type { NewPortalLink } from '@/lib/portal/create-portal-link';
import { createPortalLinkAction } from './actions';

export type CreateLinkDialogProps = {
  organization: { readonly organizationId: string; readonly name: string };
  onClose: () => void;
};

/** Makes a set-up link, then shows it once. */
export function CreateLinkDialog({ organization, onClose }: CreateLinkDialogProps) {
  const [link, setLink] = useState<NewPortalLink | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={link ? 'The set-up link was created' : `Create a set-up link for ${organization.name}?`}
      description={
        link
          ? 'Send it to the IT admin, and to nobody else: whoever has it can set up what it is for.'
          : 'Whoever opens it can change that and the domains of this organization, and see nothing else. It opens for seven days, or until you revoke it. Groups can be given only roles that you could give yourself.'
      }
    >
      {link ? (
        <LinkOnce link={link} />
      ) : (
        <CreateLinkForm organizationId={organization.organizationId} onDone={setLink} />
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

type CreateLinkFormProps = { organizationId: string; onDone: (link: NewPortalLink) => void };

const schema = z.object({ purpose: z.enum(['both', 'sso', 'directory']) });

const featuresOf = {
  both: ['sso', 'directory'],
  sso: ['sso'],
  directory: ['directory'],
} as const;

function CreateLinkForm({ organizationId, onDone }: CreateLinkFormProps) {
  const form = useActionForm({
    schema,
    action: ({ purpose }) => createPortalLinkAction({ organizationId, features: [...featuresOf[purpose]] }),
    defaultValues: { purpose: 'both' as const },
    onSuccess: onDone,
  });
  return (
    <DialogForm form={form} submitLabel="Create link">
      <RadioField name="purpose" label="What is set up by it" options={purposes} />
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
