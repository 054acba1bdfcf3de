

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('QUEUED', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED', 'FAILED');

-- CreateEnum
CREATE TYPE "membership_status" AS ENUM ('PENDING_INVITE', 'ACTIVE', 'INACTIVE');

-- CreateEnum
CREATE TYPE "provisioning_method" AS ENUM ('invitation', 'direct_provision', 'jit_using_sso', 'allowed_email_domain', 'org_creator', 'scim');

-- CreateEnum
CREATE TYPE "who_may_invite" AS ENUM ('ADMINS', 'STAFF');

-- CreateEnum
CREATE TYPE "staff_role" AS ENUM ('OWNER', 'ADMIN', 'SUPPORT');

-- CreateTable
CREATE TABLE "audit_events" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "organization_id" TEXT,
    "action" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" TEXT NOT NULL,
    "target_name" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "ip" TEXT,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "membership_id" TEXT,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "ttl_seconds" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "seat_held" BOOLEAN NOT NULL DEFAULT true,
    "resent_count" INTEGER NOT NULL DEFAULT 0,
    "inviter_id" TEXT,
    "inviter_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sent_at" TIMESTAMPTZ(3),
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "renewal_asked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_messages" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "organization_id" TEXT,
    "user_id" TEXT,
    "invitation_id" TEXT,
    "to_address" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'QUEUED',
    "reason" TEXT,
    "provider_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_attempt_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_events" (
    "id" TEXT NOT NULL,
    "mail_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "detail" TEXT,
    "provider_event_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "status" "membership_status" NOT NULL,
    "provisioning_method" "provisioning_method" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "joined_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "deactivated_at" TIMESTAMPTZ(3),

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership_roles" (
    "membership_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,

    CONSTRAINT "membership_roles_pkey" PRIMARY KEY ("membership_id","role_id")
);

-- CreateTable
CREATE TABLE "removals" (
    "organization_id" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "removals_pkey" PRIMARY KEY ("organization_id","email_key")
);

-- CreateTable
CREATE TABLE "organizations" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "external_id" TEXT,
    "seats_cap" INTEGER,
    "seats_used" INTEGER NOT NULL DEFAULT 0,
    "invitation_ttl_seconds" INTEGER,
    "who_may_invite" "who_may_invite" NOT NULL DEFAULT 'ADMINS',
    "default_creator_role_id" TEXT,
    "default_member_role_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "permissions" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "built_in" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "permissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roles" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT,
    "name" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "extends_id" TEXT,
    "permissions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "effective_permissions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "built_in" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_links" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "return_to" TEXT,
    "invitation_id" TEXT,
    "invitation_generation" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempts" (
    "id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "invitation_id" TEXT,
    "invitation_generation" INTEGER,
    "link_id" TEXT,
    "return_to" TEXT,
    "session_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "reset_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT NOT NULL,
    "email_verified_at" TIMESTAMPTZ(3),
    "given_name" TEXT,
    "family_name" TEXT,
    "display_name" TEXT,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_login_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "organization_id" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" TEXT NOT NULL,
    "only" BOOLEAN NOT NULL DEFAULT true,
    "application_name" TEXT NOT NULL,
    "support_address" TEXT,
    "mail_from_name" TEXT,
    "mail_from_address" TEXT,
    "logo" BYTEA,
    "logo_type" TEXT,
    "invitation_ttl_seconds" INTEGER NOT NULL DEFAULT 1296000,
    "seats_default" INTEGER,
    "block_public_domains" BOOLEAN NOT NULL DEFAULT false,
    "block_disposable_domains" BOOLEAN NOT NULL DEFAULT true,
    "default_creator_role_id" TEXT NOT NULL,
    "default_member_role_id" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "user_id" TEXT NOT NULL,
    "role" "staff_role" NOT NULL,
    "added_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("user_id")
);

-- CreateIndex
CREATE INDEX "audit_events_organization_id_id_idx" ON "audit_events"("organization_id", "id");

-- CreateIndex
CREATE INDEX "audit_events_organization_id_action_id_idx" ON "audit_events"("organization_id", "action", "id");

-- CreateIndex
CREATE INDEX "audit_events_action_id_idx" ON "audit_events"("action", "id");

-- CreateIndex
CREATE INDEX "audit_events_target_id_id_idx" ON "audit_events"("target_id", "id");

-- CreateIndex
CREATE INDEX "audit_events_actor_id_id_idx" ON "audit_events"("actor_id", "id");

-- CreateIndex
CREATE INDEX "invitations_membership_id_idx" ON "invitations"("membership_id");

-- CreateIndex
CREATE INDEX "invitations_organization_id_email_key_idx" ON "invitations"("organization_id", "email_key");

-- CreateIndex
CREATE UNIQUE INDEX "mail_messages_idempotency_key_key" ON "mail_messages"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "mail_messages_provider_id_key" ON "mail_messages"("provider_id");

-- CreateIndex
CREATE INDEX "mail_messages_invitation_id_id_idx" ON "mail_messages"("invitation_id", "id");

-- CreateIndex
CREATE INDEX "mail_messages_organization_id_id_idx" ON "mail_messages"("organization_id", "id");

-- CreateIndex
CREATE INDEX "mail_messages_state_id_idx" ON "mail_messages"("state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_events_provider_event_id_key" ON "mail_events"("provider_event_id");

-- CreateIndex
CREATE INDEX "mail_events_mail_id_at_idx" ON "mail_events"("mail_id", "at");

-- CreateIndex
CREATE INDEX "memberships_organization_id_created_at_id_idx" ON "memberships"("organization_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "memberships_organization_id_email_key_id_idx" ON "memberships"("organization_id", "email_key", "id");

-- CreateIndex
CREATE INDEX "memberships_organization_id_status_created_at_id_idx" ON "memberships"("organization_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "memberships_organization_id_provisioning_method_created_at__idx" ON "memberships"("organization_id", "provisioning_method", "created_at", "id");

-- CreateIndex
CREATE INDEX "memberships_user_id_idx" ON "memberships"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "memberships_organization_id_user_id_key" ON "memberships"("organization_id", "user_id");

-- CreateIndex
CREATE INDEX "membership_roles_organization_id_role_id_membership_id_idx" ON "membership_roles"("organization_id", "role_id", "membership_id");

-- CreateIndex
CREATE INDEX "membership_roles_role_id_idx" ON "membership_roles"("role_id");

-- CreateIndex
CREATE UNIQUE INDEX "organizations_external_id_key" ON "organizations"("external_id");

-- CreateIndex
CREATE INDEX "organizations_created_at_id_idx" ON "organizations"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "permissions_name_key" ON "permissions"("name");

-- CreateIndex
CREATE INDEX "roles_organization_id_idx" ON "roles"("organization_id");

-- CreateIndex
CREATE INDEX "roles_extends_id_idx" ON "roles"("extends_id");

-- CreateIndex
CREATE INDEX "sign_in_links_user_id_idx" ON "sign_in_links"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_attempts_secret_hash_key" ON "sign_in_attempts"("secret_hash");

-- CreateIndex
CREATE INDEX "sign_in_attempts_user_id_idx" ON "sign_in_attempts"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_attempts_expires_at_idx" ON "sign_in_attempts"("expires_at");

-- CreateIndex
CREATE INDEX "rate_limits_reset_at_idx" ON "rate_limits"("reset_at");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key_key" ON "users"("email_key");

-- CreateIndex
CREATE UNIQUE INDEX "users_id_email_key_key" ON "users"("id", "email_key");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions"("token_hash");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "workspace_only_key" ON "workspace"("only");

-- CreateIndex
CREATE INDEX "staff_role_idx" ON "staff"("role");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "memberships"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_messages" ADD CONSTRAINT "mail_messages_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_events" ADD CONSTRAINT "mail_events_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail_messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_email_key_fkey" FOREIGN KEY ("user_id", "email_key") REFERENCES "users"("id", "email_key") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_roles" ADD CONSTRAINT "membership_roles_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "memberships"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_roles" ADD CONSTRAINT "membership_roles_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_default_creator_role_id_fkey" FOREIGN KEY ("default_creator_role_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_default_member_role_id_fkey" FOREIGN KEY ("default_member_role_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roles" ADD CONSTRAINT "roles_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roles" ADD CONSTRAINT "roles_extends_id_fkey" FOREIGN KEY ("extends_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_attempts" ADD CONSTRAINT "sign_in_attempts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_default_creator_role_id_fkey" FOREIGN KEY ("default_creator_role_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_default_member_role_id_fkey" FOREIGN KEY ("default_member_role_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff" ADD CONSTRAINT "staff_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Seats are decided here, also under parallel requests (product rule 13).
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_seats_used_not_negative" CHECK ("seats_used" >= 0);
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_seats_within_cap" CHECK ("seats_cap" IS NULL OR "seats_used" <= "seats_cap");
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_only_one" CHECK ("only");

-- A role's name is unique among the environment's roles, and among those of one organization.
CREATE UNIQUE INDEX "roles_environment_name_key" ON "roles"("name") WHERE "organization_id" IS NULL;
CREATE UNIQUE INDEX "roles_organization_id_name_key" ON "roles"("organization_id", "name") WHERE "organization_id" IS NOT NULL;

-- One open invitation per membership; and the expired ones that still hold a seat are found without a scan.
CREATE UNIQUE INDEX "invitations_one_open_per_membership" ON "invitations"("membership_id") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;
CREATE INDEX "invitations_held_seats" ON "invitations"("organization_id", "expires_at") WHERE "seat_held" AND "accepted_at" IS NULL AND "revoked_at" IS NULL;

-- Addresses are sorted, and found by how they begin, by their bytes, whatever the language of the database.
ALTER TABLE "memberships" ALTER COLUMN "email_key" TYPE TEXT COLLATE "C";
ALTER TABLE "users" ALTER COLUMN "email_key" TYPE TEXT COLLATE "C";

-- Search by any part of an address or a name.
ALTER TABLE "users" ADD COLUMN "search" TEXT NOT NULL GENERATED ALWAYS AS (
  lower("email" || ' ' || coalesce("display_name", '') || ' ' || coalesce("given_name", '') || ' ' || coalesce("family_name", ''))
) STORED;
CREATE INDEX "users_search_idx" ON "users" USING gin ("search" gin_trgm_ops);
CREATE INDEX "organizations_name_search_idx" ON "organizations" USING gin (lower("name") gin_trgm_ops);
CREATE INDEX "audit_events_target_name_search_idx" ON "audit_events" USING gin (lower("target_name") gin_trgm_ops);

-- The list of organizations by name, and names that begin with one or two letters (which trigrams cannot find).
CREATE INDEX "organizations_name_idx" ON "organizations" ((lower("name") COLLATE "C"), "id");

-- Sorting the members of an organization by when they were last seen; never comes first.
CREATE INDEX "memberships_last_seen_idx" ON "memberships"("organization_id", coalesce("last_seen_at", 'epoch'::timestamptz), "id");

-- The few who are not active, in every order; and whose invitation has expired.
CREATE INDEX "memberships_not_active_by_created" ON "memberships"("organization_id", "created_at", "id") WHERE "status" <> 'ACTIVE';
CREATE INDEX "memberships_not_active_by_person" ON "memberships"("organization_id", "email_key", "id") WHERE "status" <> 'ACTIVE';
CREATE INDEX "memberships_not_active_by_last_seen" ON "memberships"("organization_id", coalesce("last_seen_at", 'epoch'::timestamptz), "id") WHERE "status" <> 'ACTIVE';
CREATE INDEX "invitations_open_by_expiry" ON "invitations"("organization_id", "expires_at", "membership_id") WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;

-- Finding the messages to an address by how it begins.
CREATE INDEX "mail_messages_address_idx" ON "mail_messages" ((lower("to_address") COLLATE "C"), "id");

-- Rows that are updated often stay on their page; counters need not survive a crash.
ALTER TABLE "organizations" SET (fillfactor = 70);
ALTER TABLE "sessions" SET (fillfactor = 70);
ALTER TABLE "rate_limits" SET UNLOGGED;

-- What exists from the start: Usher's own permissions, the two environment roles, the workspace.
INSERT INTO "permissions" ("id", "name", "description", "built_in") VALUES
  ('perm_1000000000000000001', 'members:read', 'See the people of the organization', true),
  ('perm_1000000000000000002', 'members:invite', 'Invite people, resend and revoke invitations', true),
  ('perm_1000000000000000003', 'members:manage', 'Change roles, deactivate, reactivate and remove people, copy invitation links', true),
  ('perm_1000000000000000004', 'roles:manage', 'Create, change and delete the roles of the organization', true),
  ('perm_1000000000000000005', 'organization:manage', 'Change the settings of the organization', true),
  ('perm_1000000000000000006', 'activity:read', 'See and export the activity of the organization', true);

INSERT INTO "roles" ("id", "name", "display_name", "description", "permissions", "effective_permissions", "built_in") VALUES
  ('role_1000000000000000001', 'admin', 'Admin', 'Manages people, roles and settings of the organization.',
    ARRAY['members:read', 'members:invite', 'members:manage', 'roles:manage', 'organization:manage', 'activity:read'],
    ARRAY['members:read', 'members:invite', 'members:manage', 'roles:manage', 'organization:manage', 'activity:read'], true),
  ('role_1000000000000000002', 'member', 'Member', 'Uses the application. Cannot invite people or change settings.', '{}', '{}', true);

INSERT INTO "workspace" ("id", "application_name", "default_creator_role_id", "default_member_role_id") VALUES
  ('env_' || ((extract(epoch from clock_timestamp()) * 1000)::bigint - 1420070400000) * 4194304 + (random() * 4194303)::bigint,
   'Your application', 'role_1000000000000000001', 'role_1000000000000000002');
