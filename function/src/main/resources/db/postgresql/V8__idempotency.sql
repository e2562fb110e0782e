-- Requests that are answered once, by the keys that their clients gave them. Times are ms since
-- 1970. An answer is there from status on; before that the request runs, or its instance is gone.
CREATE TABLE idempotency (
  account     TEXT    NOT NULL,
  key         TEXT    NOT NULL,
  job         TEXT    NOT NULL,                         -- SHA-256 of what was asked for
  instance    TEXT    NOT NULL,                         -- that runs or ran it
  request     TEXT    NOT NULL,
  created_at  BIGINT NOT NULL,
  expires_at  BIGINT NOT NULL,
  status      BIGINT,
  headers     TEXT,                                     -- a JSON object
  before_base TEXT,                                     -- the body; the base of the media URL is
  after_base  TEXT,                                     -- that of whoever asks
  PRIMARY KEY (account, key)
);

CREATE INDEX idempotency_by_end ON idempotency (expires_at);
