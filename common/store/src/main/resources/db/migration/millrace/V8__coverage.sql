-- Until when every source was completely read, as each collection has found at its end. A fact: holds from recorded_at until before
-- retracted_at. content: JSON, see CoverageJson.java; one row a collection, and not one a source, which would be hundreds each time.
CREATE TABLE coverage (
  id           INTEGER PRIMARY KEY,
  content      TEXT    NOT NULL,
  recorded_at  BIGINT  NOT NULL,
  retracted_at BIGINT
);
