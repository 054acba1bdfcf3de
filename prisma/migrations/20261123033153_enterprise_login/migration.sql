-- CreateEnum
CREATE TYPE "connection_type" AS ENUM ('SAML', 'OIDC');

-- CreateEnum
CREATE TYPE "connection_provider" AS ENUM ('OKTA', 'GOOGLE', 'MICROSOFT_AD', 'AUTH0', 'ONELOGIN', 'PING_IDENTITY', 'JUMPCLOUD', 'ADFS', 'CUSTOM');

-- CreateEnum
CREATE TYPE "sso_purpose" AS ENUM ('LOGIN', 'TEST');

-- CreateEnum
CREATE TYPE "domain_type" AS ENUM ('ORGANIZATION_DOMAIN', 'ALLOWED_EMAIL_DOMAIN');

-- CreateEnum
CREATE TYPE "domain_verification_method" AS ENUM ('ADMIN', 'DNS');

-- CreateEnum
CREATE TYPE "login_outcome" AS ENUM ('PENDING', 'SUCCESS', 'FAILURE');

-- CreateEnum
CREATE TYPE "portal_link_source" AS ENUM ('API', 'DASHBOARD');

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "sso_required" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "sign_in_attempts" ADD COLUMN     "connection_id" TEXT,
ADD COLUMN     "organization_id" TEXT;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "connection_id" TEXT;

-- CreateTable
CREATE TABLE "connections" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "type" "connection_type" NOT NULL,
    "provider" "connection_provider" NOT NULL,
    "name" TEXT,
    "key_id" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "attribute_mapping" JSONB NOT NULL DEFAULT '{}',
    "jit_enabled" BOOLEAN NOT NULL DEFAULT true,
    "sync_profile" BOOLEAN NOT NULL DEFAULT true,
    "secret_sealed" BYTEA,
    "key_sealed" BYTEA,
    "certificate" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_certificates" (
    "id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "certificate" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "not_before" TIMESTAMPTZ(3) NOT NULL,
    "not_after" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connection_certificates_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role_mappings" (
    "id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "attribute" TEXT NOT NULL DEFAULT 'groups',
    "value" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "role_mappings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identities" (
    "connection_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_login_at" TIMESTAMPTZ(3),

    CONSTRAINT "identities_pkey" PRIMARY KEY ("connection_id","subject")
);

-- CreateTable
CREATE TABLE "removed_identities" (
    "connection_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "removed_identities_pkey" PRIMARY KEY ("connection_id","subject")
);

-- CreateTable
CREATE TABLE "sso_requests" (
    "id" TEXT NOT NULL,
    "connection_id" TEXT NOT NULL,
    "purpose" "sso_purpose" NOT NULL DEFAULT 'LOGIN',
    "relay_hash" TEXT NOT NULL,
    "browser_hash" TEXT NOT NULL,
    "return_to" TEXT,
    "invitation_id" TEXT,
    "invitation_generation" INTEGER,
    "login_hint" TEXT,
    "parked_answer" TEXT,
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sso_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saml_assertions" (
    "connection_id" TEXT NOT NULL,
    "assertion_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saml_assertions_pkey" PRIMARY KEY ("connection_id","assertion_id")
);

-- CreateTable
CREATE TABLE "domains" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "type" "domain_type" NOT NULL,
    "method" "domain_verification_method" NOT NULL,
    "txt_secret" TEXT NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "poll_until" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "check_result" TEXT,
    "connection_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "domains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_attempts" (
    "id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "organization_id" TEXT,
    "connection_id" TEXT,
    "user_id" TEXT,
    "email" TEXT,
    "client_id" TEXT,
    "method" TEXT NOT NULL,
    "outcome" "login_outcome" NOT NULL,
    "failed_step" TEXT,
    "reason" TEXT,
    "steps" JSONB NOT NULL DEFAULT '[]',
    "ip" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_links" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "source" "portal_link_source" NOT NULL,
    "features" TEXT[],
    "grantable" JSONB,
    "created_by_id" TEXT,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "portal_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "portal_sessions" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "link_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "portal_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "connections_organization_id_created_at_idx" ON "connections"("organization_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "connections_organization_id_key_id_key" ON "connections"("organization_id", "key_id");

-- CreateIndex
CREATE INDEX "connection_certificates_not_after_idx" ON "connection_certificates"("not_after");

-- CreateIndex
CREATE UNIQUE INDEX "connection_certificates_connection_id_fingerprint_key" ON "connection_certificates"("connection_id", "fingerprint");

-- CreateIndex
CREATE INDEX "role_mappings_role_id_idx" ON "role_mappings"("role_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_mappings_connection_id_attribute_value_role_id_key" ON "role_mappings"("connection_id", "attribute", "value", "role_id");

-- CreateIndex
CREATE INDEX "identities_user_id_idx" ON "identities"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sso_requests_relay_hash_key" ON "sso_requests"("relay_hash");

-- CreateIndex
CREATE INDEX "sso_requests_expires_at_idx" ON "sso_requests"("expires_at");

-- CreateIndex
CREATE INDEX "sso_requests_connection_id_idx" ON "sso_requests"("connection_id");

-- CreateIndex
CREATE INDEX "saml_assertions_expires_at_idx" ON "saml_assertions"("expires_at");

-- CreateIndex
CREATE INDEX "domains_domain_type_idx" ON "domains"("domain", "type");

-- CreateIndex
CREATE INDEX "domains_connection_id_idx" ON "domains"("connection_id");

-- CreateIndex
CREATE UNIQUE INDEX "domains_organization_id_domain_type_key" ON "domains"("organization_id", "domain", "type");

-- CreateIndex
CREATE UNIQUE INDEX "login_attempts_reference_key" ON "login_attempts"("reference");

-- CreateIndex
CREATE INDEX "login_attempts_created_at_id_idx" ON "login_attempts"("created_at", "id");

-- CreateIndex
CREATE INDEX "login_attempts_organization_id_created_at_id_idx" ON "login_attempts"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "login_attempts_connection_id_created_at_id_idx" ON "login_attempts"("connection_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "login_attempts_user_id_created_at_id_idx" ON "login_attempts"("user_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "portal_links_organization_id_created_at_idx" ON "portal_links"("organization_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "portal_sessions_token_hash_key" ON "portal_sessions"("token_hash");

-- CreateIndex
CREATE INDEX "portal_sessions_link_id_idx" ON "portal_sessions"("link_id");

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_certificates" ADD CONSTRAINT "connection_certificates_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_mappings" ADD CONSTRAINT "role_mappings_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_mappings" ADD CONSTRAINT "role_mappings_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sso_requests" ADD CONSTRAINT "sso_requests_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saml_assertions" ADD CONSTRAINT "saml_assertions_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domains" ADD CONSTRAINT "domains_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_links" ADD CONSTRAINT "portal_links_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "portal_links"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One organization has a domain for its logins; several may claim it until one has shown that it is theirs.
CREATE UNIQUE INDEX "domains_one_organization" ON "domains" ("domain")
  WHERE "type" = 'ORGANIZATION_DOMAIN' AND "verified_at" IS NOT NULL;
CREATE INDEX "domains_to_check" ON "domains" ("poll_until") WHERE "verified_at" IS NULL AND "poll_until" IS NOT NULL;

-- Admins manage how their organization logs in; so do all whose role inherits from theirs.
INSERT INTO "permissions" ("id", "name", "description", "built_in") VALUES
  ('perm_1000000000000000007', 'sso:manage', 'Manage how the organization logs in: connections, domains, directories and set-up links', true);
UPDATE "roles" SET "permissions" = array_append("permissions", 'sso:manage') WHERE "id" = 'role_1000000000000000001';
WITH RECURSIVE heirs AS (
  SELECT "id" FROM "roles" WHERE "id" = 'role_1000000000000000001'
  UNION SELECT r."id" FROM "roles" r JOIN heirs ON r."extends_id" = heirs."id")
UPDATE "roles" SET "effective_permissions" = array_append("effective_permissions", 'sso:manage')
WHERE "id" IN (SELECT "id" FROM heirs);
