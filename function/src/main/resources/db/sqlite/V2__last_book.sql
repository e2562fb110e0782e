-- The last price book: replaced as a whole, read once at a start. Rows are in the book's order.
CREATE TABLE book_offer (
  id           INTEGER PRIMARY KEY,
  orchestrator TEXT    NOT NULL,
  pipeline     TEXT    NOT NULL,
  model        TEXT    NOT NULL,
  price        TEXT    NOT NULL,                        -- exact: '1E-8 USD/px' or '7/3 wei/px'
  warm         INTEGER NOT NULL CHECK (warm IN (0, 1)),
  capacity     INTEGER,                                 -- absent when it does not say
  formats      TEXT    NOT NULL,                        -- separated by spaces
  source       TEXT    NOT NULL,
  seen_at      TEXT    NOT NULL,                        -- ISO 8601, UTC
  sold_until   TEXT    NOT NULL                         -- ISO 8601, UTC
) STRICT;

CREATE TABLE book_known (
  id       INTEGER PRIMARY KEY,
  pipeline TEXT    NOT NULL,
  model    TEXT    NOT NULL
) STRICT;

CREATE TABLE book_address (
  id     INTEGER PRIMARY KEY,
  name   TEXT    NOT NULL,
  url    TEXT    NOT NULL,
  origin TEXT    NOT NULL
) STRICT;

-- One row when there is a book; an empty one is a book too.
CREATE TABLE book (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  saved_at INTEGER NOT NULL                             -- ms since 1970
) STRICT;
