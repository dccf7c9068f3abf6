-- What is not finished, or not wholly read, at its source, and is therefore read again until it is. No facts: a visit changes the
-- row, in the transaction that stores what the visit saw.

-- handle: what the source asks for it by. reason: see Codes.java. since: on the list from then on. due_at: to be read again then.
CREATE TABLE watched (
  source_id   INTEGER  NOT NULL REFERENCES source (id),
  artifact_id INTEGER  NOT NULL REFERENCES artifact (id),
  handle      TEXT     NOT NULL,
  reason      SMALLINT NOT NULL,
  since       BIGINT   NOT NULL,
  visited_at  BIGINT   NOT NULL,
  due_at      BIGINT   NOT NULL,
  PRIMARY KEY (source_id, artifact_id)
);
CREATE INDEX watched_due ON watched (source_id, due_at);
