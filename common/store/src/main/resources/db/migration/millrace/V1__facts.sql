-- The facts, append-only. Written for SQLite and PostgreSQL alike: no identity columns (the program gives the numbers, under the
-- write lock), no vendor types. Instants are milliseconds since 1970 in UTC. Codes are the numbers in Codes.java.
--
-- A fact holds from recorded_at until before retracted_at; live facts have no retracted_at. What reads differently later is a
-- new row with the next revision. Rows are never deleted, and nothing but retracted_at ever changes.

-- One row: when the newest fact was recorded, and the latest instant that a reader was given an answer for.
CREATE TABLE recording (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  last_recorded_at BIGINT,
  read_until       BIGINT
);
INSERT INTO recording (id, last_recorded_at, read_until) VALUES (1, NULL, NULL);

CREATE TABLE tool (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  instance TEXT NOT NULL,
  UNIQUE (name, instance)
);

-- native_length stands before native_id so that the index is in the order of artifact ids.
CREATE TABLE artifact (
  id            INTEGER  PRIMARY KEY,
  tool_id       INTEGER  NOT NULL REFERENCES tool (id),
  kind          SMALLINT NOT NULL,
  native_length INTEGER  NOT NULL,
  native_id     TEXT     NOT NULL,
  UNIQUE (tool_id, kind, native_length, native_id)
);

CREATE TABLE actor (
  id        INTEGER  PRIMARY KEY,
  pseudonym TEXT     NOT NULL,
  type      SMALLINT NOT NULL,
  UNIQUE (pseudonym, type)
);

-- local_id: what follows the artifact in the event's id ("#..."), or "=" and the whole id if it does not begin with the artifact.
-- detail: the fields of the kind as JSON, see EventDetails.java.
CREATE TABLE event (
  id           INTEGER  PRIMARY KEY,
  artifact_id  INTEGER  NOT NULL REFERENCES artifact (id),
  local_id     TEXT     NOT NULL,
  revision     INTEGER  NOT NULL,
  kind         SMALLINT NOT NULL,
  occurred_at  BIGINT   NOT NULL,
  sequence     BIGINT   NOT NULL,
  actor_id     INTEGER  REFERENCES actor (id),
  detail       TEXT     NOT NULL,
  recorded_at  BIGINT   NOT NULL,
  retracted_at BIGINT,
  UNIQUE (artifact_id, local_id, revision)
);

CREATE TABLE snapshot (
  id           INTEGER  PRIMARY KEY,
  artifact_id  INTEGER  NOT NULL REFERENCES artifact (id),
  revision     INTEGER  NOT NULL,
  key          TEXT     NOT NULL,
  title        TEXT     NOT NULL,
  project      TEXT     NOT NULL,
  type_id      TEXT,
  type_name    TEXT,
  level        SMALLINT NOT NULL,
  parent_id    INTEGER  REFERENCES artifact (id),
  state_id     TEXT,
  state_name   TEXT,
  resolution   TEXT,
  url          TEXT,
  created_at   BIGINT   NOT NULL,
  updated_at   BIGINT   NOT NULL,
  attributes   TEXT     NOT NULL,
  recorded_at  BIGINT   NOT NULL,
  retracted_at BIGINT,
  UNIQUE (artifact_id, revision)
);
CREATE INDEX snapshot_parent ON snapshot (parent_id) WHERE parent_id IS NOT NULL;

-- Every key an artifact was ever seen with, in lower case: where to look. Who has the key when, snapshots and moves say.
CREATE TABLE artifact_key (
  folded      TEXT    NOT NULL,
  artifact_id INTEGER NOT NULL REFERENCES artifact (id),
  PRIMARY KEY (folded, artifact_id)
);

CREATE TABLE link (
  id           INTEGER  PRIMARY KEY,
  from_id      INTEGER  NOT NULL REFERENCES artifact (id),
  to_id        INTEGER  NOT NULL REFERENCES artifact (id),
  relation     TEXT     NOT NULL,
  rule         SMALLINT NOT NULL,
  revision     INTEGER  NOT NULL,
  recorded_at  BIGINT   NOT NULL,
  retracted_at BIGINT,
  UNIQUE (from_id, to_id, relation, rule, revision)
);

CREATE TABLE state_definition (
  id           INTEGER PRIMARY KEY,
  tool_id      INTEGER NOT NULL REFERENCES tool (id),
  state_id     TEXT    NOT NULL,
  revision     INTEGER NOT NULL,
  name         TEXT    NOT NULL,
  category     TEXT,
  recorded_at  BIGINT  NOT NULL,
  retracted_at BIGINT,
  UNIQUE (tool_id, state_id, revision)
);

-- state_id is '' where the tool gave only a name, so that the row stays unique.
CREATE TABLE state_use (
  id           INTEGER PRIMARY KEY,
  tool_id      INTEGER NOT NULL REFERENCES tool (id),
  project      TEXT    NOT NULL,
  state_id     TEXT    NOT NULL,
  state_name   TEXT    NOT NULL,
  revision     INTEGER NOT NULL,
  recorded_at  BIGINT  NOT NULL,
  retracted_at BIGINT,
  UNIQUE (tool_id, project, state_id, state_name, revision)
);

CREATE TABLE ledger_line (
  id           INTEGER PRIMARY KEY,
  tool_id      INTEGER NOT NULL REFERENCES tool (id),
  scope        TEXT    NOT NULL,
  measure      TEXT    NOT NULL,
  revision     INTEGER NOT NULL,
  expected     BIGINT,
  captured     BIGINT  NOT NULL,
  note         TEXT,
  recorded_at  BIGINT  NOT NULL,
  retracted_at BIGINT,
  UNIQUE (tool_id, scope, measure, revision)
);

-- How far each collector has come. No fact: replaced, in the transaction that stores the facts behind it.
CREATE TABLE collector_cursor (
  source TEXT PRIMARY KEY,
  state  TEXT NOT NULL
);
