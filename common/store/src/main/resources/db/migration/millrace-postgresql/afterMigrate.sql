-- Keys and names are compared and ordered byte by byte, as SQLite does, whatever the language of the database. Run after every
-- migration; changes only columns that are not so yet.
DO $$
DECLARE
  c record;
BEGIN
  FOR c IN
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND data_type = 'text' AND table_name <> 'flyway_schema_history'
      AND collation_name IS DISTINCT FROM 'C'
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE "C"', c.table_name, c.column_name);
  END LOOP;
END $$;

-- Each reference costs the server twice as much as the row that is added. The program gives the numbers, under the write lock, and
-- the same tests hold them to their references in SQLite.
DO $$
DECLARE
  c record;
BEGIN
  FOR c IN
    SELECT conrelid::regclass AS referring, conname FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.referring, c.conname);
  END LOOP;
END $$;
