-- What was computed from the facts, kept so that a later report computes only what changed. No facts: replaced, and can be thrown
-- away at any time.

-- made: tells one keeping from the next. mark: where the facts stood, see FactMarkText.java.
CREATE TABLE projection (
  name        TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  made        TEXT NOT NULL,
  mark        TEXT NOT NULL
);

-- The parts in pieces, numbered from 0. SQLite knows no type of that name and leaves bytes as they are.
CREATE TABLE projection_part (
  name   TEXT    NOT NULL REFERENCES projection (name),
  part   TEXT    NOT NULL,
  number INTEGER NOT NULL,
  bytes  BYTEA   NOT NULL,
  PRIMARY KEY (name, part, number)
);

-- How often facts were removed for good.
ALTER TABLE recording ADD COLUMN prunings BIGINT NOT NULL DEFAULT 0;

-- What is not true any more since then: few of many.
CREATE INDEX event_retracted ON event (retracted_at) WHERE retracted_at IS NOT NULL;
CREATE INDEX snapshot_retracted ON snapshot (retracted_at) WHERE retracted_at IS NOT NULL;
CREATE INDEX link_retracted ON link (retracted_at) WHERE retracted_at IS NOT NULL;
CREATE INDEX ledger_line_retracted ON ledger_line (retracted_at) WHERE retracted_at IS NOT NULL;
CREATE INDEX tombstone_retracted ON tombstone (retracted_at) WHERE retracted_at IS NOT NULL;

-- What is dated after it was recorded: nearly nothing, and it changes an answer without anything being stored.
CREATE INDEX event_ahead ON event (occurred_at) WHERE occurred_at > recorded_at;
CREATE INDEX snapshot_ahead ON snapshot (created_at) WHERE created_at > recorded_at;

-- The keys of an artifact.
CREATE INDEX artifact_key_artifact ON artifact_key (artifact_id);
