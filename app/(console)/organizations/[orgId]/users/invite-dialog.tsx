'use client';

import { useWatch } from 'react-hook-form';
import { ErrorSummary } from '@/components/forms/error-summary';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { InvitationPreview } from '@/components/invitations/invitation-preview';
import { firstRole, type RoleChoice } from '@/components/invitations/role-choice';
import { RoleField } from '@/components/invitations/role-field';
import { useInviteDialog } from '@/components/invitations/use-invite-dialog';
import { Dialog, DialogActions, DialogCancel } from '@/components/ui/dialog';
import { Link } from '@/components/ui/link';
import { useToast } from '@/components/ui/toast';
import { type InviteMemberForm, inviteMemberSchema } from '@/lib/invitations/invitation.schema';
import { inviteMemberAction } from './actions';
import { InviteeVerdictLine } from './invitee-verdict';
import type { ScreenOrganization } from './screen-types';
import { SeatNote } from './seat-note';
import { useResend } from './use-resend';
import { useVerdict } from './use-verdict';

export type InviteDialogProps = {
  organization: ScreenOrganization;
  roles: readonly RoleChoice[];
  inviterName: string;
  /** Told who was invited, so that the list can point at the row. */
  onInvited: (membershipId: string) => void;
};

/** Invites one person. What was typed stays when the dialog is closed without sending. */
export function InviteDialog({ organization, roles, inviterName, onInvited }: InviteDialogProps) {
  const dialog = useInviteDialog(organization.id);
  const { form, email, roleIds } = useInviteForm({ organization, roles, dialog, onInvited });
  const { verdict, again } = useVerdict(organization.id, dialog.isOpen ? email : '');
  const resend = useResend(organization.id);
  const chosen = roles.find((role) => role.id === roleIds[0]);

  async function resendFromDialog(membershipId: string) {
    const sent = await resend({ membershipId, email });
    if (sent) dialog.close();
    else again();
  }

  return (
    <Dialog
      open={dialog.isOpen}
      onOpenChange={(open) => (open ? dialog.open() : dialog.close())}
      title={`Invite to ${organization.name}`}
      width="wide"
      aside={
        <InvitationPreview
          organizationName={organization.name}
          applicationName={organization.applicationName}
          inviterName={inviterName}
          roleName={chosen?.displayName}
          openUntil={organization.invitedUntil}
        />
      }
    >
      <Form form={form}>
        <ErrorSummary />
        <TextField
          name="email"
          label="Email address"
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <InviteeVerdictLine verdict={verdict} onResend={resendFromDialog} />
        <RoleField roles={roles} />
        <NameFields />
        <DialogActions note={<SeatNote organization={organization} verdict={verdict?.verdict} />}>
          <DialogCancel />
          <SubmitButton showShortcut>Send Invitation</SubmitButton>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

type InviteFormOptions = Pick<InviteDialogProps, 'organization' | 'roles' | 'onInvited'> & {
  dialog: ReturnType<typeof useInviteDialog>;
};

function useInviteForm({ organization, roles, dialog, onInvited }: InviteFormOptions) {
  const tell = useToast();
  const defaultRole = firstRole(roles, organization.defaultRoleId);
  const defaultValues: InviteMemberForm = {
    organizationId: organization.id,
    email: '',
    roleIds: defaultRole ? [defaultRole.id] : [],
    givenName: '',
    familyName: '',
    displayName: '',
  };
  const form = useActionForm({
    schema: inviteMemberSchema,
    action: inviteMemberAction,
    defaultValues,
    onSuccess: (invited) => {
      form.methods.reset(defaultValues);
      dialog.close();
      onInvited(invited.membershipId);
      tell({
        title: `Invited ${invited.email}`,
        description: organization.hasMailbox ? (
          <MailboxLink email={invited.email} />
        ) : (
          'The mail is on its way; the list shows when it arrives.'
        ),
        action: {
          label: 'Invite another',
          alternative: 'Press I to invite another person',
          onPress: dialog.open,
        },
      });
    },
  });
  const [email, roleIds] = useWatch({ control: form.methods.control, name: ['email', 'roleIds'] });
  return { form, email, roleIds };
}

/** Where the mail is to be read while no provider is configured. */
function MailboxLink({ email }: { email: string }) {
  return (
    <>
      The mail is in the{' '}
      <Link
        href={`/mailbox?to=${encodeURIComponent(email)}`}
        className="text-ink underline underline-offset-2"
      >
        local mailbox
      </Link>
      .
    </>
  );
}

/** What the person is called, if that is known; they can change it themselves. */
function NameFields() {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 font-strong">
        Personal information <span className="font-normal text-ink-3">optional</span>
      </legend>
      <div className="grid gap-3 tablet:grid-cols-2">
        <TextField name="givenName" label="First name" autoComplete="off" />
        <TextField name="familyName" label="Last name" autoComplete="off" />
        <TextField name="displayName" label="Display name" autoComplete="off" className="tablet:col-span-2" />
      </div>
    </fieldset>
  );
}
