-- CreateEnum
CREATE TYPE "role_source" AS ENUM ('MANUAL', 'INVITATION', 'SSO', 'DIRECTORY', 'DEFAULT');

-- AlterTable
ALTER TABLE "membership_roles" ADD COLUMN     "reason" VARCHAR(256),
ADD COLUMN     "source" "role_source" NOT NULL DEFAULT 'MANUAL';
