-- Which source has shown which artifact, so that a complete listing can tell what is not there any more. No facts: what a listing
-- finds to be gone is retracted in the tables of facts.

-- listing: the number of the latest complete listing that was begun, 0 before the first; under_way: 1 until it ends.
CREATE TABLE source (
  id        INTEGER  PRIMARY KEY,
  name      TEXT     NOT NULL UNIQUE,
  listing   BIGINT   NOT NULL,
  under_way SMALLINT NOT NULL
);

-- listing: the latest in which the source has shown the artifact.
CREATE TABLE shown (
  artifact_id INTEGER NOT NULL REFERENCES artifact (id),
  source_id   INTEGER NOT NULL REFERENCES source (id),
  listing     BIGINT  NOT NULL,
  PRIMARY KEY (artifact_id, source_id)
);

-- The only source that stores of schema 1 were filled from; kind 1 is an issue.
INSERT INTO source (id, name, listing, under_way)
  SELECT id, 'jira:' || instance || '/issues', 0, 0 FROM tool WHERE name = 'jira';
INSERT INTO shown (artifact_id, source_id, listing)
  SELECT a.id, a.tool_id, 0 FROM artifact a JOIN source s ON s.id = a.tool_id WHERE a.kind = 1
    AND EXISTS (SELECT 1 FROM snapshot n WHERE n.artifact_id = a.id);
