-- What orchestrators that ask wei were paid, with tickets that a signer signs. Times are ms since 1970.
-- Wei are decimal text where one amount stands, and whole gwei with the rest where they are summed:
-- nine ether are more wei than 63 bits hold.

-- Double entry, rows are only added: what was paid goes from 'deposit' to 'credit:NAME', and what is
-- lost of that from there to 'gateway'. What is owed leaves 'credit:NAME' by the ends of attempts.
CREATE TABLE payment (
  id           TEXT    NOT NULL PRIMARY KEY,
  at           BIGINT  NOT NULL,
  instance     TEXT    NOT NULL,                        -- whose credit it is
  kind         TEXT    NOT NULL CHECK (kind IN ('paid', 'lost')),
  orchestrator TEXT    NOT NULL,
  pipeline     TEXT    NOT NULL,
  model        TEXT    NOT NULL,
  account      TEXT,                                    -- the attempt for which it was paid; it may
  request      TEXT,                                    -- pay for later ones too
  attempt      BIGINT,
  tickets      BIGINT,                                  -- how many were sent
  wei          TEXT    NOT NULL,                        -- what they are worth on average, rounded up
  usd          BIGINT,                                  -- the same in picodollars, at
  rate         TEXT,                                    -- USD an ether; absent while none was fresh
  rate_until   BIGINT,                                  -- until when that was fresh
  reason       TEXT,                                    -- why it is lost
  debit        TEXT    NOT NULL,
  credit       TEXT    NOT NULL
);

CREATE INDEX payment_of_attempt ON payment (account, request, attempt);
CREATE INDEX payment_by_time ON payment (at);
CREATE INDEX attempt_in_wei ON attempt (dispatched_at) WHERE wei IS NOT NULL;

-- How each run of a server stands with each orchestrator, and '' for all runs that are over: sums of
-- payments, and of what attempts in wei are owed.
CREATE TABLE credit (
  instance     TEXT    NOT NULL,
  orchestrator TEXT    NOT NULL,
  pipeline     TEXT    NOT NULL,
  model        TEXT    NOT NULL,
  paid_gwei    BIGINT  NOT NULL DEFAULT 0,
  paid_rest    BIGINT  NOT NULL DEFAULT 0,              -- wei; may be more than a gwei
  owed_gwei    BIGINT  NOT NULL DEFAULT 0,
  owed_rest    BIGINT  NOT NULL DEFAULT 0,
  lost_gwei    BIGINT  NOT NULL DEFAULT 0,
  lost_rest    BIGINT  NOT NULL DEFAULT 0,
  PRIMARY KEY (instance, orchestrator, pipeline, model)
);

INSERT INTO credit (instance, orchestrator, pipeline, model, owed_gwei, owed_rest)
SELECT CASE WHEN i.id IS NULL THEN '' ELSE i.id END, a.orchestrator, a.pipeline, a.model,
  CAST(SUM(CAST(CASE WHEN LENGTH(a.wei) > 9 THEN SUBSTR(a.wei, 1, LENGTH(a.wei) - 9) ELSE '0' END
    AS BIGINT)) AS BIGINT),
  CAST(SUM(CAST(CASE WHEN LENGTH(a.wei) > 9 THEN SUBSTR(a.wei, LENGTH(a.wei) - 8) ELSE a.wei END
    AS BIGINT)) AS BIGINT)
FROM attempt a LEFT JOIN instance i ON i.id = a.instance
WHERE a.wei IS NOT NULL AND (
  SELECT COUNT(*) FROM transfer t WHERE t.account = a.account AND t.request = a.request
    AND t.attempt = a.attempt AND t.step IN ('settled', 'lost', 'loss')) > 0
GROUP BY CASE WHEN i.id IS NULL THEN '' ELSE i.id END, a.orchestrator, a.pipeline, a.model;

-- What is left of old payments, and of old attempts in wei: sums.
CREATE TABLE payment_day (
  day          BIGINT  NOT NULL,                        -- days since 1970 in UTC
  instance     TEXT    NOT NULL,
  orchestrator TEXT    NOT NULL,
  pipeline     TEXT    NOT NULL,
  model        TEXT    NOT NULL,
  tickets      BIGINT  NOT NULL,
  paid_gwei    BIGINT  NOT NULL,
  paid_rest    BIGINT  NOT NULL,
  paid_usd     BIGINT  NOT NULL,                        -- of those whose rate was known
  owed_gwei    BIGINT  NOT NULL,
  owed_rest    BIGINT  NOT NULL,
  lost_gwei    BIGINT  NOT NULL,
  lost_rest    BIGINT  NOT NULL,
  PRIMARY KEY (day, instance, orchestrator, pipeline, model)
);

ALTER TABLE ledger_day ADD COLUMN owed_gwei BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_day ADD COLUMN owed_rest BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_day ADD COLUMN paid_gwei BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_day ADD COLUMN paid_rest BIGINT NOT NULL DEFAULT 0;
