-- How Millrace itself has been running. No facts: replaced, and no part of any report.

-- When the cursor last came any further; none if that was before this schema.
ALTER TABLE collector_cursor ADD COLUMN moved_at BIGINT;

-- content: JSON of whoever has the topic. Never a secret.
CREATE TABLE note (
  topic    TEXT   NOT NULL,
  name     TEXT   NOT NULL,
  content  TEXT   NOT NULL,
  noted_at BIGINT NOT NULL,
  PRIMARY KEY (topic, name)
);
