-- DropIndex
DROP INDEX "directory_users_directory_id_external_id_idx";

-- DropIndex
DROP INDEX "directory_users_directory_id_email_key_idx";

-- DropIndex
DROP INDEX "directory_users_directory_id_updated_at_idx";

-- What Prisma's schema language cannot say

-- Names are sorted, and found by how they begin, by their bytes, whatever the language of the database.
DROP INDEX "directory_users_directory_id_user_name_key_key";
ALTER TABLE "directory_users"
  ALTER COLUMN "user_name_key" TYPE TEXT COLLATE "C",
  ALTER COLUMN "external_id" TYPE TEXT COLLATE "C",
  ADD COLUMN "display_name_key" TEXT COLLATE "C" GENERATED ALWAYS AS (left("searched" ->> 'displayname', 512)) STORED,
  ADD COLUMN "family_name_key" TEXT COLLATE "C" GENERATED ALWAYS AS (left("searched" #>> '{name,familyname}', 512)) STORED,
  -- What is searched by its parts: the names and addresses of a user.
  ADD COLUMN "search" TEXT NOT NULL GENERATED ALWAYS AS (
    "user_name_key" || E'\n' || coalesce("email_key", '') || E'\n' || coalesce("searched" ->> 'displayname', '') || E'\n'
    || jsonb_path_query_array("searched", '$.name.*')::text || jsonb_path_query_array("searched", '$.emails[*].value')::text
  ) STORED;
ALTER TABLE "directory_groups"
  ALTER COLUMN "display_name_key" TYPE TEXT COLLATE "C",
  ALTER COLUMN "external_id" TYPE TEXT COLLATE "C";

-- Every index that has an order ends with the place in the directory, so that it counts and leads to a page by itself.
CREATE UNIQUE INDEX "directory_users_directory_id_user_name_key_key" ON "directory_users"("directory_id", "user_name_key") INCLUDE ("ordinal");
CREATE INDEX "directory_users_by_display_name" ON "directory_users"("directory_id", "display_name_key", "ordinal");
CREATE INDEX "directory_users_by_family_name" ON "directory_users"("directory_id", "family_name_key", "ordinal");

-- With the directory in it, a search passes over no other directory's users.
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE INDEX "directory_users_search_idx" ON "directory_users" USING gin ("directory_id", "search" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "directory_users_directory_id_external_id_ordinal_idx" ON "directory_users"("directory_id", "external_id", "ordinal");

-- CreateIndex
CREATE INDEX "directory_users_directory_id_created_at_ordinal_idx" ON "directory_users"("directory_id", "created_at", "ordinal");

-- CreateIndex
CREATE INDEX "directory_users_directory_id_updated_at_ordinal_idx" ON "directory_users"("directory_id", "updated_at", "ordinal");
