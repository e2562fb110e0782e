-- Why a request went as it did: what was chosen by, packed. Times are ms since 1970.
CREATE TABLE decision (
  id      TEXT    NOT NULL PRIMARY KEY,                 -- of the request
  account TEXT    NOT NULL,
  at      BIGINT  NOT NULL,
  writer  TEXT    NOT NULL,                             -- where its page is
  file    BIGINT  NOT NULL,
  page    BIGINT  NOT NULL,
  content BYTEA   NOT NULL
);

CREATE INDEX decision_by_time ON decision (at);

-- The offers for one capability in one price book, which many decisions share. A page says what is
-- other than on the page before; those from the first one on make it whole. Nobody refers to one that
-- is older than decisions are kept.
CREATE TABLE decision_page (
  writer  TEXT    NOT NULL,                             -- a run of a server
  file    BIGINT  NOT NULL,                             -- of its pages for one capability
  page    BIGINT  NOT NULL,                             -- from 1 in its file
  first   BIGINT  NOT NULL,                             -- the page that is whole, here or before it
  at      BIGINT  NOT NULL,                             -- when that one was made
  content BYTEA   NOT NULL,
  PRIMARY KEY (writer, file, page)
);

CREATE INDEX decision_page_by_time ON decision_page (at);
