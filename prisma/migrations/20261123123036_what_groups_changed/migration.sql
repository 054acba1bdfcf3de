-- AlterTable
ALTER TABLE "directory_requests" ADD COLUMN     "changes" JSONB;
