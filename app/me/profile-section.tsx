'use client';

import { ErrorSummary } from '@/components/forms/error-summary';
import { Form } from '@/components/forms/form';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { useActionForm } from '@/components/forms/use-action-form';
import { SectionHeader } from '@/components/ui/page-header';
import { useToast } from '@/components/ui/toast';
import { updateOwnProfileSchema } from '@/lib/users/user.schema';
import { updateOwnProfileAction } from './actions';

export type Names = {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly displayName: string | null;
  /** The directory that says them: then they are shown alone. */
  readonly namedBy: string | null;
};

/** The names by which others see the person. */
export function ProfileSection({ profile }: { profile: Names }) {
  const toast = useToast();
  const disabled = profile.namedBy !== null;
  const form = useActionForm({
    schema: updateOwnProfileSchema,
    action: updateOwnProfileAction,
    defaultValues: {
      givenName: profile.givenName ?? '',
      familyName: profile.familyName ?? '',
      displayName: profile.displayName ?? '',
    },
    onSuccess: (_, values) => {
      form.methods.reset({
        givenName: values.givenName ?? '',
        familyName: values.familyName ?? '',
        displayName: values.displayName ?? '',
      });
      toast({ title: 'Your names are saved' });
    },
  });
  return (
    <section aria-labelledby="profile" className="flex flex-col gap-4">
      <SectionHeader
        title={<span id="profile">Profile</span>}
        description={
          profile.namedBy
            ? `How others see you. The directory ${profile.namedBy} says it: change it there.`
            : 'How others in your organizations see you.'
        }
      />
      <Form form={form} className="flex flex-col gap-4">
        <ErrorSummary />
        <div className="grid gap-4 tablet:grid-cols-2">
          <TextField
            name="givenName"
            label="First name"
            optional={!disabled}
            disabled={disabled}
            autoComplete="given-name"
          />
          <TextField
            name="familyName"
            label="Last name"
            optional={!disabled}
            disabled={disabled}
            autoComplete="family-name"
          />
        </div>
        <TextField
          name="displayName"
          label="Display name"
          optional={!disabled}
          disabled={disabled}
          autoComplete="nickname"
          hint="Shown in place of first and last name."
        />
        {!disabled && (
          <div>
            <SubmitButton onlyWhenChanged>Save</SubmitButton>
          </div>
        )}
      </Form>
    </section>
  );
}
