-- DropIndex
DROP INDEX "oidc_grants_session_id_idx";

-- DropIndex
DROP INDEX "oidc_grants_expires_at_idx";

-- AlterTable
ALTER TABLE "oidc_grants" DROP COLUMN "expires_at",
DROP COLUMN "scope",
ADD COLUMN     "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Of several grants of one login the newest is kept.
DELETE FROM "oidc_grants" older USING "oidc_grants" newer
WHERE older."session_id" = newer."session_id" AND older."client_id" = newer."client_id"
  AND older."organization_id" = newer."organization_id" AND older."id" < newer."id";

-- CreateIndex
CREATE UNIQUE INDEX "oidc_grants_session_id_client_id_organization_id_key" ON "oidc_grants"("session_id", "client_id", "organization_id");

-- CreateIndex
CREATE INDEX "oidc_tokens_expires_at_idx" ON "oidc_tokens"("expires_at");

-- Whoever ends a login, with its session, its membership or by itself, need not think of the application that asked to be
-- told of it.
CREATE FUNCTION "tell_logged_in_client"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job('log-out-client', json_build_object(
      'clientId', c.id, 'sessionId', old.session_id, 'userId', old.user_id),
    job_key => 'log-out-client/' || c.id || '/' || old.session_id, max_attempts => 8)
  FROM clients c WHERE c.id = old.client_id AND cardinality(c.back_channel_logout_uris) > 0;
  RETURN old;
END $$;

CREATE TRIGGER "tell_logged_in_client" BEFORE DELETE ON "oidc_grants"
  FOR EACH ROW EXECUTE FUNCTION "tell_logged_in_client"();
