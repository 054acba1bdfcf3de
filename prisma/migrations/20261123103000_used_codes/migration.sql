-- CreateTable
CREATE UNLOGGED TABLE "oidc_used_codes" (
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oidc_used_codes_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE UNLOGGED TABLE "oidc_code_epochs" (
    "id" TEXT NOT NULL,
    "only" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "oidc_code_epochs_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "oidc_code_epochs_only_check" CHECK ("only")
);

-- CreateIndex
CREATE INDEX "oidc_used_codes_expires_at_idx" ON "oidc_used_codes"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "oidc_code_epochs_only_key" ON "oidc_code_epochs"("only");

-- Codes that are on their way name no epoch and are refused, so nothing has to be known of used ones: what is left are
-- refresh tokens.
DELETE FROM "oidc_tokens" WHERE "kind" = 'CODE';

-- AlterTable
ALTER TABLE "oidc_tokens" DROP COLUMN "kind";

-- DropEnum
DROP TYPE "oidc_token_kind";

-- RenameTable
ALTER TABLE "oidc_tokens" RENAME TO "oidc_refresh_tokens";
ALTER TABLE "oidc_refresh_tokens" RENAME CONSTRAINT "oidc_tokens_pkey" TO "oidc_refresh_tokens_pkey";
ALTER TABLE "oidc_refresh_tokens" RENAME CONSTRAINT "oidc_tokens_grant_id_fkey" TO "oidc_refresh_tokens_grant_id_fkey";
ALTER INDEX "oidc_tokens_grant_id_idx" RENAME TO "oidc_refresh_tokens_grant_id_idx";
ALTER INDEX "oidc_tokens_expires_at_idx" RENAME TO "oidc_refresh_tokens_expires_at_idx";
