-- The instant before which nothing can be answered any more, because what was finished before it has been pruned; null if nothing was.
ALTER TABLE recording ADD COLUMN horizon BIGINT;
