-- CreateTable
CREATE TABLE "passwordless_requests" (
    "id" TEXT NOT NULL,
    "client_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "template" TEXT,
    "link_uri" TEXT,
    "state" TEXT,
    "variables" JSONB NOT NULL DEFAULT '{}',
    "lifetime_seconds" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "passwordless_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "passwordless_requests_client_id_idx" ON "passwordless_requests"("client_id");

-- CreateIndex
CREATE INDEX "passwordless_requests_expires_at_idx" ON "passwordless_requests"("expires_at");

-- AddForeignKey
ALTER TABLE "passwordless_requests" ADD CONSTRAINT "passwordless_requests_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;
