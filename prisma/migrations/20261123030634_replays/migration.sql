-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN     "replayed_by_id" TEXT;

-- AlterTable
ALTER TABLE "webhook_attempts" ADD COLUMN     "replayed_by_id" TEXT;
