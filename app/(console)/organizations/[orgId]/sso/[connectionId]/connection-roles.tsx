import { mappedAttributes, offeredAttributes } from '@/components/connections/mapped-attributes';
import { RoleMappingForm } from '@/components/connections/role-mapping-form';
import { RolePreviewForm } from '@/components/connections/role-preview';
import { SettingsSection } from '@/components/ui/settings-section';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { listRoleMappings } from '@/lib/connections/list-role-mappings';
import { listRoles } from '@/lib/roles/list-roles';
import { findLatestArrival } from '@/lib/sso/find-latest-arrival';
import { answerPage } from '../../../../answer-page';
import { previewRolesAction, setRoleMappingsAction } from '../actions';

/** Which groups give which roles at a connection, and what that would mean for somebody. */
export async function ConnectionRoles({ connection }: { connection: ConnectionRecord }) {
  const { organizationId, connectionId } = connection;
  const [mappings, roles, arrival, now] = await answerPage((ctx) =>
    Promise.all([
      listRoleMappings(ctx, connection),
      listRoles(ctx, { organizationId }),
      findLatestArrival(ctx, { organizationId, connectionId }),
      ctx.now.toISOString(),
    ]),
  );
  return (
    <SettingsSection
      title="Roles of groups"
      description="Who is in several groups gets all their roles, anew at each login; who is in none gets the role of new users. Roles from an invitation or given by hand stay."
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
    </SettingsSection>
  );
}
