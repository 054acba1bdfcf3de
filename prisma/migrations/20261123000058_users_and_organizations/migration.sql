-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "inviter_email" TEXT;

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "directory_enabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "session_absolute_minutes" INTEGER,
ADD COLUMN     "session_idle_minutes" INTEGER,
ADD COLUMN     "sso_enabled" BOOLEAN NOT NULL DEFAULT false;

-- A session policy of its own says at least how long a login lasts.
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_session_policy_check" CHECK ("session_idle_minutes" IS NULL OR "session_absolute_minutes" IS NOT NULL);

-- Who was invited by a person keeps that person's address; a program's invitations have none.
UPDATE "invitations" i SET "inviter_email" = u."email" FROM "users" u WHERE u."id" = i."inviter_id";

-- AlterTable
ALTER TABLE "users" RENAME COLUMN "image" TO "picture";
ALTER TABLE "users" ADD COLUMN     "profile_metadata" JSONB NOT NULL DEFAULT '{}';
