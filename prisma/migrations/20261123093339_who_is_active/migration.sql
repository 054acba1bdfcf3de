-- CreateIndex
CREATE INDEX "directory_users_directory_id_active_ordinal_idx" ON "directory_users"("directory_id", "active", "ordinal");
