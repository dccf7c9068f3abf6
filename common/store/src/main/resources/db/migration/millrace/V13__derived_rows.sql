-- Derived rows: what follows from the facts, in tables that anybody can read. No facts: they can be deleted, and are derived again with
-- the next question. Each artifact_id, item_id, change_id, ... is the id of an artifact. Instants are milliseconds since 1970 in UTC;
-- 9223372036854775807 stands for never. Codes and bodies are those of DerivedTable.java and Bodies.java.

DROP TABLE projection_part;
DROP TABLE projection;

-- One row: what the rows follow from. fingerprint: the definition and the program; NULL while everything is being derived.
-- mark: where the facts stood, see FactMarkText.java. derivation: names who derives everything.
CREATE TABLE derivation (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  revision    BIGINT NOT NULL,
  derivation  TEXT,
  fingerprint TEXT,
  mark        TEXT
);
INSERT INTO derivation (id, revision) VALUES (1, 0);

-- What numbers in bodies stand for, and what past items have in common.
CREATE TABLE derived_word (number INTEGER PRIMARY KEY, body BYTEA NOT NULL);
CREATE TABLE item_group (number INTEGER PRIMARY KEY, body BYTEA NOT NULL);

-- A codebase: repositories and jobs that share commits or builds.
CREATE TABLE codebase_member (artifact_id INTEGER PRIMARY KEY, codebase INTEGER NOT NULL);
CREATE INDEX codebase_member_codebase ON codebase_member (codebase);
-- Its repositories and jobs, and the commits that it names and that are not captured.
CREATE TABLE codebase_name (name TEXT PRIMARY KEY, codebase INTEGER NOT NULL);
CREATE INDEX codebase_name_codebase ON codebase_name (codebase);
-- kind: 'default branch', or 'production flag' for a repository in which the tool's flag of production decides.
CREATE TABLE codebase_fact (
  codebase INTEGER NOT NULL,
  kind     TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  PRIMARY KEY (codebase, kind, value)
);

-- An issue with a pull request, commit or build that belongs to it, and the rule that says so. is_change: 0 for a bot's pull request.
CREATE TABLE chain_member (
  artifact_id INTEGER  NOT NULL,
  item_id     INTEGER  NOT NULL,
  rule        TEXT     NOT NULL,
  is_change   SMALLINT NOT NULL,
  PRIMARY KEY (artifact_id, item_id)
);
CREATE INDEX chain_member_item ON chain_member (item_id, artifact_id);

-- A pull request, commit or build that can be a change of an item. traced: whether it is known what contains it. digest: stands for
-- its rows in served.
CREATE TABLE chain_change (
  change_id        INTEGER  PRIMARY KEY,
  codebase         INTEGER  NOT NULL,
  service          TEXT     NOT NULL,
  first_production BIGINT,
  traced           SMALLINT NOT NULL,
  digest           BIGINT   NOT NULL
);
CREATE INDEX chain_change_codebase ON chain_change (codebase);

-- A change with the builds and deployments that serve it: of each pipeline up to the first success that contains it. The pipeline is
-- that of the run.
CREATE TABLE served (
  change_id INTEGER NOT NULL,
  run_id    INTEGER NOT NULL,
  PRIMARY KEY (change_id, run_id)
);

CREATE TABLE automation (
  pull_request_id INTEGER PRIMARY KEY,
  codebase        INTEGER NOT NULL,
  created_at      BIGINT  NOT NULL,
  body            BYTEA   NOT NULL
);

-- reverted: 1 if it takes a change back or is taken back.
CREATE TABLE delivery_change (
  change_id  INTEGER  PRIMARY KEY,
  codebase   INTEGER  NOT NULL,
  service    TEXT     NOT NULL,
  owner      INTEGER  NOT NULL,
  merged_at  BIGINT   NOT NULL,
  arrived_at BIGINT   NOT NULL,
  reverted   SMALLINT NOT NULL,
  body       BYTEA    NOT NULL
);
CREATE INDEX delivery_change_codebase ON delivery_change (codebase);
CREATE INDEX delivery_change_arrived ON delivery_change (arrived_at, reverted, codebase, service, owner);
CREATE INDEX delivery_change_reverted ON delivery_change (change_id) WHERE reverted = 1;

CREATE TABLE delivery_deployment (
  deployment_id INTEGER PRIMARY KEY,
  codebase      INTEGER NOT NULL,
  service       TEXT    NOT NULL,
  queued_at     BIGINT  NOT NULL,
  ended_at      BIGINT,
  body          BYTEA   NOT NULL
);
CREATE INDEX delivery_deployment_codebase ON delivery_deployment (codebase);

-- at: when it ended; when it began, if it has not. owner: the number of a derived_word.
CREATE TABLE build_result (
  build_id INTEGER PRIMARY KEY,
  at       BIGINT  NOT NULL,
  owner    INTEGER NOT NULL,
  body     BYTEA   NOT NULL
);
CREATE INDEX build_result_at ON build_result (at, owner);

-- When the newest fact of an artifact is dated, if that is not long before the newest derivation.
CREATE TABLE artifact_recent (artifact_id INTEGER PRIMARY KEY, last_at BIGINT NOT NULL);
CREATE INDEX artifact_recent_last ON artifact_recent (last_at);

-- A cycle of an item in a stream, which is empty for an item that flows through none. services: what it changes, one a line. past_at: a
-- window that begins later sees no more of it than its
-- group. valid_from, valid_until: as of these instants and between them the row holds. body: all cycles, with the first.
CREATE TABLE item_flow (
  item_id     INTEGER NOT NULL,
  cycle       INTEGER NOT NULL,
  stream      TEXT    NOT NULL,
  created_at  BIGINT  NOT NULL,
  started_at  BIGINT,
  stopped_at  BIGINT,
  status      TEXT    NOT NULL,
  type        TEXT    NOT NULL,
  project     TEXT    NOT NULL,
  team        TEXT,
  services    TEXT    NOT NULL,
  active_ms   BIGINT,
  waiting_ms  BIGINT,
  past_at     BIGINT  NOT NULL,
  valid_from  BIGINT  NOT NULL,
  valid_until BIGINT  NOT NULL,
  group_id    INTEGER,
  body        BYTEA,
  PRIMARY KEY (item_id, stream, cycle)
);
CREATE INDEX item_flow_past ON item_flow (stream, cycle, past_at, group_id);
CREATE INDEX item_flow_from ON item_flow (valid_from) WHERE valid_from > 0;
CREATE INDEX item_flow_until ON item_flow (valid_until) WHERE valid_until < 9223372036854775807;

CREATE TABLE item_blocker (
  item_id INTEGER NOT NULL,
  blocker TEXT    NOT NULL,
  PRIMARY KEY (item_id, blocker)
);
CREATE INDEX item_blocker_blocker ON item_blocker (blocker);

CREATE TABLE item_incident (
  item_id INTEGER NOT NULL,
  stream  TEXT    NOT NULL,
  body    BYTEA   NOT NULL,
  PRIMARY KEY (item_id, stream)
);

-- Each time that an issue was done, in the eyes of a stream.
CREATE TABLE completion (
  issue_id INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  stream   TEXT    NOT NULL,
  tool     TEXT    NOT NULL,
  project  TEXT    NOT NULL,
  since_at BIGINT  NOT NULL,
  body     BYTEA   NOT NULL,
  PRIMARY KEY (issue_id, number)
);
CREATE INDEX completion_project ON completion (stream, tool, project, since_at);
