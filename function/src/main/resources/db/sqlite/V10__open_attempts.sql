-- Every attempt of an instance that was dispatched before this, in ms since 1970, has ended: who
-- resolves the instance looks at later ones only. What nobody has said yet is 0.
ALTER TABLE instance ADD COLUMN open_from INTEGER NOT NULL DEFAULT 0;

DROP INDEX attempt_of_instance;
CREATE INDEX attempt_of_instance ON attempt (instance, dispatched_at);
