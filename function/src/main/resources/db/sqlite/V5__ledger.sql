-- What accounts may spend and what they spent. Amounts are picodollars (1e-12 USD), times are ms
-- since 1970. `attempt` and `transfer` are only ever added to.
ALTER TABLE account ADD COLUMN budget TEXT;             -- such as '5 USD/day'; absent: none

-- One row a run of a server: whose slices and open attempts these are.
CREATE TABLE instance (
  id         TEXT    NOT NULL PRIMARY KEY,
  started_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL                           -- its last sign of life
) STRICT;

-- spent + held never goes over the budget's amount, or over what was paid in.
CREATE TABLE budget_period (
  account TEXT    NOT NULL,
  period  TEXT    NOT NULL,                             -- 'day 2026-11-29 UTC' or 'prepaid'
  paid_in INTEGER NOT NULL DEFAULT 0 CHECK (paid_in >= 0),
  spent   INTEGER NOT NULL DEFAULT 0 CHECK (spent >= 0),
  held    INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0), -- the sum of its slices
  PRIMARY KEY (account, period)
) STRICT, WITHOUT ROWID;

-- What an instance may spend of a budget without asking, with what its open attempts hold.
CREATE TABLE slice (
  instance TEXT    NOT NULL REFERENCES instance (id),
  account  TEXT    NOT NULL,
  period   TEXT    NOT NULL,
  amount   INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (instance, account, period)
) STRICT, WITHOUT ROWID;

-- Each time that a budget gave a slice: how it stood then, so that it can be audited.
CREATE TABLE admission (
  id       INTEGER PRIMARY KEY,
  at       INTEGER NOT NULL,
  account  TEXT    NOT NULL,
  period   TEXT    NOT NULL,
  instance TEXT    NOT NULL,
  amount   INTEGER NOT NULL,
  spent    INTEGER NOT NULL,
  held     INTEGER NOT NULL,                            -- with the amount
  most     INTEGER NOT NULL                             -- what the budget allowed
) STRICT;

-- What was about to be sent, and on what terms.
CREATE TABLE attempt (
  account          TEXT    NOT NULL,
  request          TEXT    NOT NULL,
  attempt          INTEGER NOT NULL,                    -- from 1
  instance         TEXT    NOT NULL,
  period           TEXT    NOT NULL,                    -- '' without a budget
  orchestrator     TEXT    NOT NULL,
  pipeline         TEXT    NOT NULL,
  model            TEXT    NOT NULL,
  pixels           INTEGER NOT NULL,
  price            TEXT    NOT NULL,
  charge           INTEGER NOT NULL,                    -- of the account, if it is owed
  owed             INTEGER NOT NULL,                    -- to the orchestrator, likewise
  wei              TEXT,                                -- the same, where the price is in wei
  rate             TEXT,                                -- USD an ether, for that
  rate_until       INTEGER,                             -- until when that was fresh
  owed_on_dispatch INTEGER NOT NULL CHECK (owed_on_dispatch IN (0, 1)),
  quote            TEXT,
  dispatched_at    INTEGER NOT NULL,
  PRIMARY KEY (account, request, attempt)
) STRICT, WITHOUT ROWID;

CREATE INDEX attempt_of_instance ON attempt (instance);
CREATE INDEX attempt_by_time ON attempt (account, dispatched_at);

-- Double entry: each row takes from one side what it gives to the other. Sides are 'budget:NAME',
-- 'reserved:NAME', 'orchestrator:NAME', 'gateway' and 'payment'.
CREATE TABLE transfer (
  account TEXT    NOT NULL,
  request TEXT    NOT NULL,                             -- or the id of a top-up
  attempt INTEGER NOT NULL,                             -- 0 for a top-up
  step    TEXT    NOT NULL
          CHECK (step IN ('dispatched', 'settled', 'released', 'lost', 'loss', 'top-up')),
  at      INTEGER NOT NULL,
  debit   TEXT    NOT NULL,
  credit  TEXT    NOT NULL,
  amount  INTEGER NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (account, request, attempt, step)
) STRICT, WITHOUT ROWID;

-- No attempt ends twice.
CREATE UNIQUE INDEX transfer_ending ON transfer (account, request, attempt)
  WHERE step IN ('settled', 'released', 'lost');

-- A quote is used by one request.
CREATE TABLE quote_use (
  quote   TEXT    NOT NULL PRIMARY KEY,
  account TEXT    NOT NULL,
  request TEXT    NOT NULL,
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
