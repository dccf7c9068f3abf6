-- Whose part an issue has been. What a change of parent says is a fact, and stands in the events; here stands where to look for it. Filled
-- from the events of before by the next migration, which is written in Java (PastParentsMigration).

-- One row for every artifact that a change of parent ever named, in any revision: the change led to it or away from it.
CREATE TABLE past_parent (
  parent_id   INTEGER NOT NULL REFERENCES artifact (id),
  artifact_id INTEGER NOT NULL REFERENCES artifact (id),
  PRIMARY KEY (parent_id, artifact_id)
);
CREATE INDEX past_parent_artifact ON past_parent (artifact_id);

-- Kind 4 is a change of parent: few of many.
CREATE INDEX event_parent ON event (artifact_id, occurred_at) WHERE kind = 4;
