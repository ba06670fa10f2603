-- People by the beginning of their handle or of a word of their name, while a mention is typed. By bytes, whatever the
-- language of the database: then a prefix is a range.
CREATE INDEX "user_handle_prefix_idx" ON "user" ("handle" COLLATE "C") WHERE "handle" <> '';
CREATE INDEX "user_name_prefix_idx" ON "user" (lower("name") COLLATE "C") WHERE lower("name") <> '';
CREATE INDEX "user_second_name_prefix_idx" ON "user" (split_part(lower("name"), ' ', 2) COLLATE "C")
  WHERE split_part(lower("name"), ' ', 2) <> '';
CREATE INDEX "user_third_name_prefix_idx" ON "user" (split_part(lower("name"), ' ', 3) COLLATE "C")
  WHERE split_part(lower("name"), ' ', 3) <> '';
