-- DropIndex
DROP INDEX "login_attempts_reference_key";

-- AlterTable
ALTER TABLE "sso_requests" ADD COLUMN     "login_attempt_id" TEXT;

-- AlterTable
ALTER TABLE "sign_in_links" ADD COLUMN     "login_attempt_id" TEXT;

-- AlterTable
ALTER TABLE "sign_in_attempts" ADD COLUMN     "login_attempt_id" TEXT;

-- CreateIndex
CREATE INDEX "login_attempts_reference_idx" ON "login_attempts"("reference");

-- CreateIndex
CREATE INDEX "login_attempts_client_id_created_at_id_idx" ON "login_attempts"("client_id", "created_at", "id");

-- Attempts are asked for by address, and refused ones alone, newest first.
CREATE INDEX "login_attempts_by_address" ON "login_attempts" ((lower("email") COLLATE "C"), "created_at", "id");
CREATE INDEX "login_attempts_refused" ON "login_attempts" ("created_at", "id") WHERE "failed_step" IS NOT NULL;
CREATE INDEX "login_attempts_refused_by_organization" ON "login_attempts" ("organization_id", "created_at", "id") WHERE "failed_step" IS NOT NULL;

-- What the audit log knows of logins begins the login log, which is read instead.
INSERT INTO "login_attempts" ("id", "reference", "organization_id", "user_id", "email", "client_id", "method", "outcome", "steps", "ip", "created_at", "ended_at")
SELECT 'areq_' || substr(e."id", 5), reference.text, e."changes" #>> '{after,organization}', e."target_id", e."target_name",
  e."changes" #>> '{after,client}', coalesce(e."changes" #>> '{after,method}', 'email_link'), 'SUCCESS',
  jsonb_build_array(jsonb_build_object('name', 'session', 'at', to_char(e."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'note', null)),
  e."ip", e."at", e."at"
FROM "audit_events" e, LATERAL (
  SELECT string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (get_byte(decode(md5(e."id"), 'hex'), n) & 31), 1), '') AS text
  FROM generate_series(0, 7) n) reference
WHERE e."action" = 'user.signed_in' AND e."at" > now() - interval '90 days';

DROP INDEX "audit_events_sign_ins_by_address";
DROP INDEX "audit_events_sign_ins_by_client";
