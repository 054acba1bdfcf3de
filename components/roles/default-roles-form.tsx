'use client';

import { ErrorSummary } from '../forms/error-summary';
import { Form } from '../forms/form';
import { SelectField } from '../forms/select-field';
import { SubmitButton } from '../forms/submit-button';
import { useSavedForm } from '../forms/use-saved-form';
import { SectionHeader } from '../ui/page-header';
import type { ListedRole, RoleOwner } from './listed-role';
import type { RoleActions } from './role-actions';
import { asEverywhere, type DefaultRolesFormOutput, defaultRolesFormSchema } from './role-form-schema';

/** Role ids; null, for an organization: as the environment says. */
export interface DefaultRoleIds {
  readonly defaultCreatorRoleId: string | null;
  readonly defaultMemberRoleId: string | null;
}

export type DefaultRolesFormProps = {
  owner: RoleOwner;
  roles: readonly ListedRole[];
  defaults: DefaultRoleIds;
  actions: Pick<RoleActions, 'setOrganizationDefaults' | 'setEnvironmentDefaults'>;
};

/** Which role people get without being asked. */
export function DefaultRolesForm({ owner, roles, defaults, actions }: DefaultRolesFormProps) {
  const form = useSavedForm({
    schema: defaultRolesFormSchema,
    action: (chosen: DefaultRolesFormOutput) => save(actions, owner, chosen),
    defaultValues: {
      defaultCreatorRoleId: defaults.defaultCreatorRoleId ?? asEverywhere,
      defaultMemberRoleId: defaults.defaultMemberRoleId ?? asEverywhere,
    },
    note: 'The default roles were changed',
  });
  const memberDefault = defaults.defaultMemberRoleId === null && roles.find((role) => role.isDefaultMember);
  const creatorDefault =
    defaults.defaultCreatorRoleId === null && roles.find((role) => role.isDefaultCreator);
  return (
    <section>
      <SectionHeader title="Default roles" description="What people get unless a role is chosen for them." />
      <Form form={form} className="mt-4 flex max-w-[680px] flex-col gap-4">
        <ErrorSummary />
        <div className="grid gap-4 tablet:grid-cols-2">
          <SelectField
            name="defaultMemberRoleId"
            label="New users"
            options={optionsOf(owner, roles, memberDefault || null)}
            hint="The role that inviting begins with."
          />
          <SelectField
            name="defaultCreatorRoleId"
            label="Creators"
            options={optionsOf(owner, roles, creatorDefault || null)}
            hint={owner ? 'Whoever creates the organization.' : 'Whoever creates an organization.'}
          />
        </div>
        <div>
          <SubmitButton onlyWhenChanged variant="default">
            Save default roles
          </SubmitButton>
        </div>
      </Form>
    </section>
  );
}

/** The choices; an organization may also leave it to the environment, whose default is named where it is known. */
function optionsOf(owner: RoleOwner, roles: readonly ListedRole[], inherited: ListedRole | null) {
  const named = roles.map(({ id, displayName }) => ({ value: id, label: displayName }));
  if (!owner) return named;
  const label = inherited ? `As everywhere (${inherited.displayName})` : 'As everywhere';
  return [{ value: asEverywhere, label }, ...named];
}

function save(actions: DefaultRolesFormProps['actions'], owner: RoleOwner, chosen: DefaultRolesFormOutput) {
  if (owner) return actions.setOrganizationDefaults({ organizationId: owner.id, ...chosen });
  const { defaultCreatorRoleId, defaultMemberRoleId } = chosen;
  // The form of the environment does not offer to choose none; were it sent anyway, the schema refuses it.
  return actions.setEnvironmentDefaults({
    organizationId: null,
    defaultCreatorRoleId: defaultCreatorRoleId ?? '',
    defaultMemberRoleId: defaultMemberRoleId ?? '',
  });
}
