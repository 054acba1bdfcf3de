import type { Metadata } from 'next';
import { AttributeForm } from '@/components/connections/attribute-form';
import { mappedAttributes, offeredAttributes } from '@/components/connections/mapped-attributes';
import { RoleMappingForm } from '@/components/connections/role-mapping-form';
import { RolePreviewForm } from '@/components/connections/role-preview';
import { guideOf } from '@/components/portal/guide-of';
import { listRoleMappings } from '@/lib/connections/list-role-mappings';
import { listRoles } from '@/lib/roles/list-roles';
import { findLatestArrival } from '@/lib/sso/find-latest-arrival';
import { answerPortal } from '../../../read-portal';
import { readSetup } from '../../../read-setup';
import { StepFrame } from '../../../step-frame';
import { StepSection } from '../../../step-section';
import { previewRolesAction, setRoleMappingsAction, updateConnectionAction } from '../actions';

type Props = { params: Promise<{ connectionId: string }> };

export const metadata: Metadata = { title: 'Attributes and roles' };

/** By which names people are known there, and which of their groups give which roles here. */
export default async function RolesPage({ params }: Props) {
  const setup = await readSetup((await params).connectionId);
  const { connection } = setup;
  const { organizationId, connectionId, provider, type } = connection;
  const [mappings, roles, arrival, now] = await answerPortal((ctx) =>
    Promise.all([
      listRoleMappings(ctx, connection),
      listRoles(ctx, { organizationId }),
      findLatestArrival(ctx, { organizationId, connectionId }),
      ctx.now.toISOString(),
    ]),
  );
  return (
    <StepFrame
      setup={setup}
      step="roles"
      description="Leave all of it as it is if everyone should get the same role and you used the names from the first step."
    >
      <StepSection
        title="Roles of groups"
        description={`Who is in several groups gets all their roles, anew at each login; who is in none gets the role of new users. ${guideOf(provider, type).groups}`}
      >
        <RoleMappingForm
          connection={connection}
          mappings={mappings}
          roles={roles.map(({ id, displayName, grantable }) => ({ id, displayName, grantable }))}
          attributeNames={offeredAttributes(connection, arrival)}
          setRoleMappings={setRoleMappingsAction}
        />
        <RolePreviewForm
          connection={{ organizationId, connectionId }}
          attributes={mappedAttributes(mappings)}
          arrival={arrival}
          now={now}
          previewRoles={previewRolesAction}
        />
      </StepSection>
      <StepSection
        title="Attributes"
        description="By which names your identity provider says what is known of a person. Empty: the usual ones."
      >
        <AttributeForm connection={connection} update={updateConnectionAction} />
      </StepSection>
    </StepFrame>
  );
}
