import { Prisma } from '@/prisma/generated/client';

/**
 * How far the settings of the row `connection` have come, as lib/connections/connection-status.ts says it. Both are held
 * to each other by a test.
 */
export const connectionStatusSql = Prisma.sql`(
  select case needs.missing when 0 then 'COMPLETED' when needs.steps then 'DRAFT' else 'IN_PROGRESS' end
  from (
    select case connection.type
      when 'SAML' then num_nulls(connection.settings->>'idpEntityId', connection.settings->>'idpSsoUrl')
        + (not exists (select 1 from connection_certificates k where k.connection_id = connection.id))::int
      else num_nulls(connection.settings->>'issuer', connection.settings->>'clientId', connection.secret_sealed)
        + (manual.addresses and num_nulls(connection.settings->>'authorizationEndpoint',
            connection.settings->>'tokenEndpoint', connection.settings->>'jwksUri') > 0)::int end as missing,
      3 + manual.addresses::int as steps
    from (
      select connection.type = 'OIDC' and coalesce(connection.settings->>'configuration', '') = 'MANUAL' as addresses
    ) manual) needs)`;

/** A connection as the API shows it, without its settings. */
export const connectionData = Prisma.sql`jsonb_strip_nulls(jsonb_build_object(
  'id', connection.id, 'organization_id', connection.organization_id, 'provider', connection.provider,
  'provider_key', connection.provider, 'type', connection.type, 'status', ${connectionStatusSql},
  'enabled', connection.enabled, 'key_id', connection.key_id, 'ui_button_title', connection.name,
  'attribute_mapping', connection.attribute_mapping,
  'create_time', to_char(connection.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'update_time', to_char(connection.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))`;
