-- What is left of an order for its account: one receipt an order that dispatched something, or that
-- the cache answered. Times are ms since 1970, amounts picodollars; hashes are SHA-256 in hexadecimal.
CREATE TABLE receipt (
  id       TEXT    NOT NULL PRIMARY KEY,                -- of the request
  account  TEXT    NOT NULL,
  instance TEXT    NOT NULL,
  seq      BIGINT  NOT NULL,                            -- from 1 in its chain, without a gap
  at       BIGINT  NOT NULL,
  hash     TEXT    NOT NULL,                            -- of body, which the next one names
  body     TEXT    NOT NULL,                            -- canonical JSON: what is signed
  UNIQUE (account, instance, seq)
);

CREATE INDEX receipt_by_time ON receipt (at);

-- The receipts of one account at one run of a server, and where they end.
CREATE TABLE receipt_chain (
  account   TEXT    NOT NULL,
  instance  TEXT    NOT NULL,
  seq       BIGINT  NOT NULL,                           -- of the last one
  hash      TEXT    NOT NULL,                           -- likewise
  at        BIGINT  NOT NULL,                           -- likewise
  kept_from BIGINT  NOT NULL,                           -- those before were old and are forgotten
  PRIMARY KEY (account, instance)
);

-- Runs of servers that are over, and whose every order has its receipt, after a crash too.
CREATE TABLE receipted_instance (
  instance TEXT NOT NULL PRIMARY KEY
);

-- What is left of old attempts and their transfers: sums.
CREATE TABLE ledger_day (
  account      TEXT    NOT NULL,
  day          BIGINT  NOT NULL,                        -- of the dispatch: days since 1970 in UTC
  pipeline     TEXT    NOT NULL,
  model        TEXT    NOT NULL,
  orchestrator TEXT    NOT NULL,
  requests     BIGINT  NOT NULL,                        -- that asked this one first
  attempts     BIGINT  NOT NULL,
  pixels       BIGINT  NOT NULL,                        -- of attempts that the account paid for
  charge       BIGINT  NOT NULL,                        -- of the account
  owed         BIGINT  NOT NULL,                        -- to the orchestrator
  PRIMARY KEY (account, day, pipeline, model, orchestrator)
);

-- What the same attempts spent of budgets: a part of budget_period.spent.
CREATE TABLE ledger_period (
  account TEXT    NOT NULL,
  period  TEXT    NOT NULL,
  spent   BIGINT  NOT NULL,
  PRIMARY KEY (account, period)
);

-- Whoever forgets what is old has this row: two at once would count the same attempts twice.
CREATE TABLE retention (
  id BIGINT  NOT NULL PRIMARY KEY CHECK (id = 1),
  at BIGINT  NOT NULL                                   -- when somebody did last
);
INSERT INTO retention (id, at) VALUES (1, 0);
