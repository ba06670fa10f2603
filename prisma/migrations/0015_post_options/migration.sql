-- What an author says of a post: what to warn of, in which language it is, and from whom replies are welcome.
ALTER TABLE "post"
  ADD COLUMN "warning" VARCHAR(100),
  ADD COLUMN "lang" VARCHAR(35),
  ADD COLUMN "replies_from" VARCHAR(16) NOT NULL DEFAULT 'everyone',
  ADD CONSTRAINT "post_replies_from_check" CHECK ("replies_from" IN ('everyone', 'followers', 'mentioned'));
