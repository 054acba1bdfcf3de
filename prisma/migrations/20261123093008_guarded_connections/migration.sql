-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "guarded_at" TIMESTAMPTZ(3),
ADD COLUMN     "guarded_with" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "identities" ADD COLUMN     "proven_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sign_in_attempts" ADD COLUMN     "proves_person" BOOLEAN NOT NULL DEFAULT false;
