-- What is left of an order for its account: one receipt an order that dispatched something, or that
-- the cache answered. Times are ms since 1970, amounts picodollars; hashes are SHA-256 in hexadecimal.
CREATE TABLE receipt (
  id       TEXT    NOT NULL PRIMARY KEY,                -- of the request
  account  TEXT    NOT NULL,
  instance TEXT    NOT NULL,
  seq      INTEGER NOT NULL,                            -- from 1 in its chain, without a gap
  at       INTEGER NOT NULL,
  hash     TEXT    NOT NULL,                            -- of body, which the next one names
  body     TEXT    NOT NULL,                            -- canonical JSON: what is signed
  UNIQUE (account, instance, seq)
) STRICT;

CREATE INDEX receipt_by_time ON receipt (at);

-- The receipts of one account at one run of a server, and where they end.
CREATE TABLE receipt_chain (
  account   TEXT    NOT NULL,
  instance  TEXT    NOT NULL,
  seq       INTEGER NOT NULL,                           -- of the last one
  hash      TEXT    NOT NULL,                           -- likewise
  at        INTEGER NOT NULL,                           -- likewise
  kept_from INTEGER NOT NULL,                           -- those before were old and are forgotten
  PRIMARY KEY (account, instance)
) STRICT, WITHOUT ROWID;

-- Runs of servers that are over, and whose every order has its receipt, after a crash too.
CREATE TABLE receipted_instance (
  instance TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What is left of old attempts and their transfers: sums.
CREATE TABLE ledger_day (
  account      TEXT    NOT NULL,
  day          INTEGER NOT NULL,                        -- of the dispatch: days since 1970 in UTC
  pipeline     TEXT    NOT NULL,
  model        TEXT    NOT NULL,
  orchestrator TEXT    NOT NULL,
  requests     INTEGER NOT NULL,                        -- that asked this one first
  attempts     INTEGER NOT NULL,
  pixels       INTEGER NOT NULL,                        -- of attempts that the account paid for
  charge       INTEGER NOT NULL,                        -- of the account
  owed         INTEGER NOT NULL,                        -- to the orchestrator
  PRIMARY KEY (account, day, pipeline, model, orchestrator)
) STRICT, WITHOUT ROWID;

-- What the same attempts spent of budgets: a part of budget_period.spent.
CREATE TABLE ledger_period (
  account TEXT    NOT NULL,
  period  TEXT    NOT NULL,
  spent   INTEGER NOT NULL,
  PRIMARY KEY (account, period)
) STRICT, WITHOUT ROWID;

-- Whoever forgets what is old has this row: two at once would count the same attempts twice.
CREATE TABLE retention (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL                                   -- when somebody did last
) STRICT;
INSERT INTO retention (id, at) VALUES (1, 0);
