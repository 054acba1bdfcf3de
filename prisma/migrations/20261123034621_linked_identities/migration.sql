-- AlterTable
ALTER TABLE "sign_in_links" ADD COLUMN     "connection_id" TEXT,
ADD COLUMN     "identity_subject" TEXT,
ADD COLUMN     "organization_id" TEXT;

-- AlterTable
ALTER TABLE "sign_in_attempts" ADD COLUMN     "identity_subject" TEXT;
