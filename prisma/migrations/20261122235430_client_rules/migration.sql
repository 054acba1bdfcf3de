-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "is_native" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pkce_required" BOOLEAN NOT NULL DEFAULT false;

-- The API of the workspace is for the vendor's own clients that can keep a secret.
ALTER TABLE "clients" ADD CONSTRAINT "clients_api_access_check" CHECK (NOT "api_access" OR "kind" IN ('CREDENTIAL', 'WEB_APP'));

-- A public client proves by PKCE what it cannot prove by a secret.
UPDATE "clients" SET "pkce_required" = true WHERE "kind" = 'PUBLIC_APP';
ALTER TABLE "clients" ADD CONSTRAINT "clients_pkce_check" CHECK ("pkce_required" OR "kind" <> 'PUBLIC_APP');
ALTER TABLE "clients" ADD CONSTRAINT "clients_native_check" CHECK (NOT "is_native" OR "kind" = 'PUBLIC_APP');

-- Invitations lead to an application.
ALTER TABLE "clients" ADD CONSTRAINT "clients_default_check" CHECK (NOT "is_default" OR "kind" IN ('WEB_APP', 'PUBLIC_APP'));
