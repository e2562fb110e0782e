-- Which certificate each orchestrator is trusted with.
CREATE TABLE pin (
  host_port TEXT    NOT NULL PRIMARY KEY,               -- such as 192.0.2.7:8935
  sha256    TEXT    NOT NULL                            -- of the SubjectPublicKeyInfo
            CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  saved_at  INTEGER NOT NULL                            -- ms since 1970
) STRICT;
