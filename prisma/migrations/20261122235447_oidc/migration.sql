-- CreateEnum
CREATE TYPE "oidc_token_kind" AS ENUM ('CODE', 'REFRESH');

-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "client_id" TEXT;

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "method" TEXT NOT NULL DEFAULT 'email_link';

-- CreateTable
CREATE TABLE "oidc_grants" (
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "session_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oidc_grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oidc_tokens" (
    "hash" TEXT NOT NULL,
    "kind" "oidc_token_kind" NOT NULL,
    "grant_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "oidc_tokens_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "oidc_interactions" (
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oidc_interactions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "oidc_grants_client_id_idx" ON "oidc_grants"("client_id");

-- CreateIndex
CREATE INDEX "oidc_grants_session_id_idx" ON "oidc_grants"("session_id");

-- CreateIndex
CREATE INDEX "oidc_grants_organization_id_user_id_idx" ON "oidc_grants"("organization_id", "user_id");

-- CreateIndex
CREATE INDEX "oidc_grants_expires_at_idx" ON "oidc_grants"("expires_at");

-- CreateIndex
CREATE INDEX "oidc_tokens_grant_id_idx" ON "oidc_tokens"("grant_id");

-- CreateIndex
CREATE INDEX "oidc_interactions_client_id_idx" ON "oidc_interactions"("client_id");

-- CreateIndex
CREATE INDEX "oidc_interactions_expires_at_idx" ON "oidc_interactions"("expires_at");

-- CreateIndex
CREATE INDEX "invitations_client_id_idx" ON "invitations"("client_id");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_grants" ADD CONSTRAINT "oidc_grants_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_grants" ADD CONSTRAINT "oidc_grants_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_grants" ADD CONSTRAINT "oidc_grants_organization_id_user_id_fkey" FOREIGN KEY ("organization_id", "user_id") REFERENCES "memberships"("organization_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_tokens" ADD CONSTRAINT "oidc_tokens_grant_id_fkey" FOREIGN KEY ("grant_id") REFERENCES "oidc_grants"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oidc_interactions" ADD CONSTRAINT "oidc_interactions_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;
