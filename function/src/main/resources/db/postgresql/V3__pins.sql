-- Which certificate each orchestrator is trusted with.
CREATE TABLE pin (
  host_port TEXT    NOT NULL PRIMARY KEY,               -- such as 192.0.2.7:8935
  sha256    TEXT    NOT NULL                            -- of the SubjectPublicKeyInfo
            CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  saved_at  BIGINT  NOT NULL                            -- ms since 1970
);
