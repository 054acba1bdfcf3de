-- CreateEnum
CREATE TYPE "directory_provider" AS ENUM ('OKTA', 'GOOGLE', 'MICROSOFT_AD', 'AUTH0', 'ONELOGIN', 'JUMPCLOUD', 'PING_IDENTITY', 'CUSTOM');

-- CreateTable
CREATE TABLE "directories" (
    "id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "provider" "directory_provider" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT false,
    "attribute_mapping" JSONB NOT NULL DEFAULT '{}',
    "context" JSONB NOT NULL DEFAULT '{}',
    "user_count" INTEGER NOT NULL DEFAULT 0,
    "group_count" INTEGER NOT NULL DEFAULT 0,
    "last_ordinal" BIGINT NOT NULL DEFAULT 0,
    "users_changed_at" TIMESTAMPTZ(3),
    "groups_changed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "directories_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directory_secrets" (
    "id" TEXT NOT NULL,
    "directory_id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "directory_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directory_users" (
    "id" TEXT NOT NULL,
    "directory_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "ordinal" BIGINT NOT NULL,
    "user_name" TEXT NOT NULL,
    "user_name_key" TEXT NOT NULL,
    "external_id" TEXT,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "email" TEXT,
    "email_key" TEXT,
    "resource" JSONB NOT NULL,
    "searched" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "membership_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "directory_users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directory_user_blocks" (
    "directory_id" TEXT NOT NULL,
    "block" INTEGER NOT NULL,
    "users" INTEGER NOT NULL,

    CONSTRAINT "directory_user_blocks_pkey" PRIMARY KEY ("directory_id","block")
);

-- CreateTable
CREATE TABLE "directory_groups" (
    "id" TEXT NOT NULL,
    "directory_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "ordinal" BIGINT NOT NULL,
    "display_name" TEXT NOT NULL,
    "display_name_key" TEXT NOT NULL,
    "external_id" TEXT,
    "resource" JSONB NOT NULL,
    "searched" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "member_count" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "directory_groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directory_group_members" (
    "group_id" TEXT NOT NULL,
    "directory_user_id" TEXT NOT NULL,

    CONSTRAINT "directory_group_members_pkey" PRIMARY KEY ("group_id","directory_user_id")
);

-- CreateTable
CREATE TABLE "directory_role_mappings" (
    "directory_id" TEXT NOT NULL,
    "group_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "directory_role_mappings_pkey" PRIMARY KEY ("directory_id","group_id")
);

-- CreateTable
CREATE TABLE "directory_requests" (
    "id" TEXT NOT NULL,
    "directory_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "scim_type" TEXT,
    "subject" TEXT,
    "outcome" TEXT,
    "detail" TEXT,
    "body" TEXT,
    "request_id" TEXT NOT NULL,

    CONSTRAINT "directory_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "directories_organization_id_id_idx" ON "directories"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "directory_secrets_hash_key" ON "directory_secrets"("hash");

-- CreateIndex
CREATE INDEX "directory_secrets_directory_id_id_idx" ON "directory_secrets"("directory_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "directory_users_membership_id_key" ON "directory_users"("membership_id");

-- CreateIndex
CREATE INDEX "directory_users_directory_id_external_id_idx" ON "directory_users"("directory_id", "external_id");

-- CreateIndex
CREATE INDEX "directory_users_directory_id_email_key_idx" ON "directory_users"("directory_id", "email_key");

-- CreateIndex
CREATE INDEX "directory_users_directory_id_updated_at_idx" ON "directory_users"("directory_id", "updated_at");

-- CreateIndex
CREATE INDEX "directory_users_searched_idx" ON "directory_users" USING GIN ("searched" jsonb_path_ops);

-- CreateIndex
CREATE UNIQUE INDEX "directory_users_directory_id_user_name_key_key" ON "directory_users"("directory_id", "user_name_key");

-- CreateIndex
CREATE UNIQUE INDEX "directory_users_directory_id_ordinal_key" ON "directory_users"("directory_id", "ordinal");

-- CreateIndex
CREATE INDEX "directory_groups_directory_id_external_id_idx" ON "directory_groups"("directory_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "directory_groups_directory_id_display_name_key_key" ON "directory_groups"("directory_id", "display_name_key");

-- CreateIndex
CREATE UNIQUE INDEX "directory_groups_directory_id_ordinal_key" ON "directory_groups"("directory_id", "ordinal");

-- CreateIndex
CREATE INDEX "directory_group_members_directory_user_id_group_id_idx" ON "directory_group_members"("directory_user_id", "group_id");

-- CreateIndex
CREATE INDEX "directory_role_mappings_role_id_idx" ON "directory_role_mappings"("role_id");

-- CreateIndex
CREATE INDEX "directory_requests_directory_id_id_idx" ON "directory_requests"("directory_id", "id");

-- CreateIndex
CREATE INDEX "directory_requests_at_idx" ON "directory_requests"("at");

-- AddForeignKey
ALTER TABLE "directories" ADD CONSTRAINT "directories_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_secrets" ADD CONSTRAINT "directory_secrets_directory_id_fkey" FOREIGN KEY ("directory_id") REFERENCES "directories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_users" ADD CONSTRAINT "directory_users_directory_id_fkey" FOREIGN KEY ("directory_id") REFERENCES "directories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_users" ADD CONSTRAINT "directory_users_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "memberships"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_user_blocks" ADD CONSTRAINT "directory_user_blocks_directory_id_fkey" FOREIGN KEY ("directory_id") REFERENCES "directories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_groups" ADD CONSTRAINT "directory_groups_directory_id_fkey" FOREIGN KEY ("directory_id") REFERENCES "directories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_group_members" ADD CONSTRAINT "directory_group_members_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "directory_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_group_members" ADD CONSTRAINT "directory_group_members_directory_user_id_fkey" FOREIGN KEY ("directory_user_id") REFERENCES "directory_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_role_mappings" ADD CONSTRAINT "directory_role_mappings_directory_id_fkey" FOREIGN KEY ("directory_id") REFERENCES "directories"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_role_mappings" ADD CONSTRAINT "directory_role_mappings_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "directory_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_role_mappings" ADD CONSTRAINT "directory_role_mappings_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directory_requests" ADD CONSTRAINT "directory_requests_directory_id_fkey" FOREIGN KEY ("directory_id") REFERENCES "directories"("id") ON DELETE CASCADE ON UPDATE CASCADE;
