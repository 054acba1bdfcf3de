-- AlterTable
ALTER TABLE "api_tokens" ADD COLUMN     "sealed" BYTEA;
