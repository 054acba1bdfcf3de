-- AlterTable
ALTER TABLE "domains" ADD COLUMN     "missed_checks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "next_check_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "join_links" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "return_to" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "join_links_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "join_links_expires_at_idx" ON "join_links"("expires_at");

-- CreateIndex
CREATE INDEX "domains_next_check_at_idx" ON "domains"("next_check_at");

-- The index of what is due next is in its place.
DROP INDEX "domains_to_check";
