-- With what receipts and quotes are signed. Times are ms since 1970.
CREATE TABLE signing_key (
  seq         BIGINT NOT NULL PRIMARY KEY,              -- of two that are made at once one gets it
  kid         TEXT   NOT NULL UNIQUE,
  public_jwk  TEXT   NOT NULL,
  private_jwk TEXT,                                     -- gone once it is retired, or configured
  created_at  BIGINT NOT NULL,
  retired_at  BIGINT                                    -- since when nothing is signed with it
);
