-- With what receipts and quotes are signed. Times are ms since 1970.
CREATE TABLE signing_key (
  seq         INTEGER NOT NULL PRIMARY KEY,             -- of two that are made at once one gets it
  kid         TEXT    NOT NULL UNIQUE,
  public_jwk  TEXT    NOT NULL,
  private_jwk TEXT,                                     -- gone once it is retired, or configured
  created_at  INTEGER NOT NULL,
  retired_at  INTEGER                                   -- since when nothing is signed with it
) STRICT;
