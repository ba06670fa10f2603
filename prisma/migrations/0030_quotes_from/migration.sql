-- Whom somebody lets quote what they post for everyone.
ALTER TABLE "user"
  ADD COLUMN "quotes_from" VARCHAR(16) NOT NULL DEFAULT 'everyone',
  ADD CONSTRAINT "user_quotes_from_check" CHECK ("quotes_from" IN ('everyone', 'followers', 'nobody'));
