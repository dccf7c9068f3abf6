-- Sweeps: cheap lists of what is there, compared with what is stored. source.under_way: 1 while everything is read again, 2 during a
-- sweep. sweep_state: where the sweep is in the list, as the source says; swept_at: when the last one ended.
ALTER TABLE source ADD COLUMN sweep_state TEXT;
ALTER TABLE source ADD COLUMN swept_at BIGINT;

-- That an artifact was found to be gone, and if it came back. A fact: holds from recorded_at until before retracted_at.
CREATE TABLE tombstone (
  id           INTEGER PRIMARY KEY,
  artifact_id  INTEGER NOT NULL REFERENCES artifact (id),
  recorded_at  BIGINT  NOT NULL,
  retracted_at BIGINT
);
CREATE INDEX tombstone_artifact ON tombstone (artifact_id);
