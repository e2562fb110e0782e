CREATE TABLE account (
  name       TEXT    NOT NULL PRIMARY KEY,
  created_at INTEGER NOT NULL                           -- ms since 1970
) STRICT;

CREATE TABLE api_key (
  id         TEXT    NOT NULL PRIMARY KEY,              -- k_ and 8 hexadecimal digits
  account    TEXT    NOT NULL REFERENCES account (name),
  hash       BLOB    NOT NULL UNIQUE,                   -- SHA-256 of the key
  operator   INTEGER NOT NULL CHECK (operator IN (0, 1)),
  created_at INTEGER NOT NULL,                          -- ms since 1970
  revoked_at INTEGER                                    -- ms since 1970
) STRICT;
