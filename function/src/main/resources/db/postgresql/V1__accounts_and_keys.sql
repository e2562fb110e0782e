CREATE TABLE account (
  name       TEXT    NOT NULL PRIMARY KEY,
  created_at BIGINT  NOT NULL                           -- ms since 1970
);

CREATE TABLE api_key (
  id         TEXT    NOT NULL PRIMARY KEY,              -- k_ and 8 hexadecimal digits
  account    TEXT    NOT NULL REFERENCES account (name),
  hash       BYTEA   NOT NULL UNIQUE,                   -- SHA-256 of the key
  operator   BIGINT  NOT NULL CHECK (operator IN (0, 1)),
  created_at BIGINT  NOT NULL,                          -- ms since 1970
  revoked_at BIGINT                                     -- ms since 1970
);
