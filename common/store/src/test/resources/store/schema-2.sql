-- A store as the second schema was written, with a few facts. Never changed: SqliteUpgradeTest brings it up to date.
BEGIN TRANSACTION;
CREATE TABLE actor (
  id        INTEGER  PRIMARY KEY,
  pseudonym TEXT     NOT NULL,
  type      SMALLINT NOT NULL,
  UNIQUE (pseudonym, type)
);
INSERT INTO "actor" VALUES(1,'8b5bea9cf0c2468e',1);
CREATE TABLE artifact (
  id            INTEGER  PRIMARY KEY,
  tool_id       INTEGER  NOT NULL REFERENCES tool (id),
  kind          SMALLINT NOT NULL,
  native_length INTEGER  NOT NULL,
  native_id     TEXT     NOT NULL,
  UNIQUE (tool_id, kind, native_length, native_id)
);
INSERT INTO "artifact" VALUES(1,1,1,1,'1');
INSERT INTO "artifact" VALUES(2,1,1,1,'2');
INSERT INTO "artifact" VALUES(3,1,1,1,'3');
CREATE TABLE artifact_key (
  folded      TEXT    NOT NULL,
  artifact_id INTEGER NOT NULL REFERENCES artifact (id),
  PRIMARY KEY (folded, artifact_id)
);
INSERT INTO "artifact_key" VALUES('flow-1',1);
INSERT INTO "artifact_key" VALUES('flow-2',2);
INSERT INTO "artifact_key" VALUES('flow-3',3);
INSERT INTO "artifact_key" VALUES('old-3',3);
CREATE TABLE collector_cursor (
  source TEXT PRIMARY KEY,
  state  TEXT NOT NULL
);
INSERT INTO "collector_cursor" VALUES('jira:acme/issues','{"version":1,"mark":2}');
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
INSERT INTO "event" VALUES(1,1,'#created',1,1,1772438400000,0,1,'{"state":{"id":"1","name":"Open"},"type":{"id":"10","name":"Bug"}}',1780315200000,NULL);
INSERT INTO "event" VALUES(2,1,'#1',1,5,1772438700000,0,1,'{"from":{"id":"1","name":"Open"},"to":{"id":"3","name":"In Progress"}}',1780315200000,NULL);
INSERT INTO "event" VALUES(3,1,'#blocked7',1,9,1772438820000,0,1,'{"key":"FLOW-3","added":true}',1780315200000,NULL);
INSERT INTO "event" VALUES(4,2,'#created',1,1,1772438460000,0,1,'{"state":{"id":"1","name":"Open"},"type":{"id":"10","name":"Bug"}}',1780315200000,NULL);
INSERT INTO "event" VALUES(5,3,'#created',1,1,1772438400000,0,1,'{"state":{"id":"1","name":"Open"},"type":{"id":"10","name":"Bug"}}',1780315200000,NULL);
INSERT INTO "event" VALUES(6,3,'#moved9',1,2,1772438940000,0,1,'{"from":"OLD-3","to":"FLOW-3"}',1780315200000,NULL);
INSERT INTO "event" VALUES(7,1,'#2',1,5,1772443800000,0,1,'{"from":{"id":"3","name":"In Progress"},"to":{"id":"5","name":"Done"}}',1780401600000,NULL);
CREATE TABLE "flyway_schema_history" (
    "installed_rank" INT NOT NULL PRIMARY KEY,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INT,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
    "execution_time" INT NOT NULL,
    "success" BOOLEAN NOT NULL
);
INSERT INTO "flyway_schema_history" VALUES(1,'1','facts','SQL','V1__facts.sql',1568728379,'','2026-11-22 16:50:02.825',51,1);
INSERT INTO "flyway_schema_history" VALUES(2,'2','listings','SQL','V2__listings.sql',-1977839200,'','2026-11-22 19:17:53.154',34,1);
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
INSERT INTO "ledger_line" VALUES(1,1,'jira:acme:issue:1','histories',1,5,2,NULL,1780315200000,1780401600000);
INSERT INTO "ledger_line" VALUES(2,1,'jira:acme:issue:1','histories',2,5,5,NULL,1780401600000,NULL);
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
INSERT INTO "link" VALUES(1,1,3,'blocks',1,1,1780315200000,NULL);
CREATE TABLE recording (
  id               INTEGER PRIMARY KEY CHECK (id = 1),
  last_recorded_at BIGINT,
  read_until       BIGINT
);
INSERT INTO "recording" VALUES(1,1780401600000,1795375073226);
CREATE TABLE shown (
  artifact_id INTEGER NOT NULL REFERENCES artifact (id),
  source_id   INTEGER NOT NULL REFERENCES source (id),
  listing     BIGINT  NOT NULL,
  PRIMARY KEY (artifact_id, source_id)
);
INSERT INTO "shown" VALUES(1,1,0);
INSERT INTO "shown" VALUES(2,1,0);
INSERT INTO "shown" VALUES(3,1,0);
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
INSERT INTO "snapshot" VALUES(1,1,1,'FLOW-1','first''s title','FLOW','10','Bug',2,NULL,'1','Open',NULL,'https://jira.example.org/browse/1',1772438400000,1772438460000,'{}',1780315200000,1780401600000);
INSERT INTO "snapshot" VALUES(2,2,1,'FLOW-2','a title','FLOW','10','Bug',1,1,'1','Open',NULL,'https://jira.example.org/browse/2',1772438400000,1772438460000,'{}',1780315200000,NULL);
INSERT INTO "snapshot" VALUES(3,3,1,'FLOW-3','a title','FLOW','10','Bug',2,NULL,'1','Open',NULL,'https://jira.example.org/browse/3',1772438400000,1772438460000,'{}',1780315200000,NULL);
INSERT INTO "snapshot" VALUES(4,1,2,'FLOW-1','renamed','FLOW','10','Bug',2,NULL,'1','Open',NULL,'https://jira.example.org/browse/1',1772438400000,1772438460000,'{}',1780401600000,NULL);
CREATE TABLE source (
  id        INTEGER  PRIMARY KEY,
  name      TEXT     NOT NULL UNIQUE,
  listing   BIGINT   NOT NULL,
  under_way SMALLINT NOT NULL
);
INSERT INTO "source" VALUES(1,'jira:acme/issues',0,0);
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
INSERT INTO "state_definition" VALUES(1,1,'3',1,'In Progress','indeterminate',1780315200000,NULL);
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
INSERT INTO "state_use" VALUES(1,1,'FLOW','3','In Progress',1,1780315200000,NULL);
CREATE TABLE tool (
  id       INTEGER PRIMARY KEY,
  name     TEXT NOT NULL,
  instance TEXT NOT NULL,
  UNIQUE (name, instance)
);
INSERT INTO "tool" VALUES(1,'jira','acme');
CREATE INDEX "flyway_schema_history_s_idx" ON "flyway_schema_history" ("success");
CREATE INDEX snapshot_parent ON snapshot (parent_id) WHERE parent_id IS NOT NULL;
COMMIT;
