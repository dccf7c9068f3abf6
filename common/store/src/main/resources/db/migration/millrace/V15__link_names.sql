-- What pull requests, commits and builds are called and what they name, so that links are made of what changed alone. No facts: the rows
-- can be deleted (UPDATE link_state SET mark = NULL with them), and are made again with the next links.

-- One row. run: names who makes all rows anew. code: the program that made them. mark: where the facts stood, see FactMarkText.java;
-- NULL while everything must be read.
CREATE TABLE link_state (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  run  TEXT,
  code TEXT,
  mark TEXT
);
INSERT INTO link_state (id) VALUES (1);

-- name: 64 bits that stand for a key or the begin of a hash, see LinkName.java. own: 1 if the artifact is called so, 0 if it names it.
CREATE TABLE link_name (
  name        BIGINT   NOT NULL,
  own         SMALLINT NOT NULL,
  artifact_id INTEGER  NOT NULL,
  PRIMARY KEY (name, own, artifact_id)
);
CREATE INDEX link_name_artifact ON link_name (artifact_id);

-- The links to issues that show what belongs to them: 11 is Link.Rule.DEVELOPMENT, see Codes.java.
CREATE INDEX link_development ON link (to_id) WHERE rule = 11;
