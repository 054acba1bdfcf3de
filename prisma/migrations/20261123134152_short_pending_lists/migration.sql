-- What was written last stands in a list that every lookup reads through: 256 kB of it, not 4 MB.
ALTER INDEX "directory_users_searched_idx" SET (gin_pending_list_limit = 256);
ALTER INDEX "directory_users_search_idx" SET (gin_pending_list_limit = 256);
