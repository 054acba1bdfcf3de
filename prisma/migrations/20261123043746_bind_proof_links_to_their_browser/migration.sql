-- AlterTable
ALTER TABLE "sign_in_links" ADD COLUMN     "browser_hash" TEXT;
