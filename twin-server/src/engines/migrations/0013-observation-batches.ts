/**
 * Observations as they are committed: one row a batch, its values as arrays in one block (journal/observation-block.ts), 20 bytes an
 * observation before compaction. A row an observation cost 76 bytes and its index half as much again, and took a third of the time of
 * the whole pipeline. Batches written row by row before are gathered into blocks of version 2: big-endian, as int4send and float8send
 * write. The journal's marker rows of batches go: the batch carries its own ordinal.
 */
export const sql = `
ALTER TABLE observation RENAME TO observation_row;
ALTER INDEX observation_datastream RENAME TO observation_row_datastream;
ALTER INDEX observation_seq RENAME TO observation_row_seq;

CREATE TABLE observation (
  site text NOT NULL,
  branch int NOT NULL,
  day date NOT NULL,
  seq bigint NOT NULL,
  ordinal int NOT NULL,
  recorded_at timestamptz NOT NULL,
  count int NOT NULL,
  block bytea NOT NULL,
  PRIMARY KEY (site, branch, day, seq)
) PARTITION BY RANGE (day);
-- Numbers hardly compress as they are, and trying costs more than the disk: what is closed is compacted by its own codec.
ALTER TABLE observation ALTER COLUMN block SET STORAGE EXTERNAL;

DO $$
DECLARE
  part record;
  day date;
BEGIN
  FOR part IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'observation_row'::regclass ORDER BY c.relname
  LOOP
    EXECUTE format('ALTER TABLE %I RENAME TO %I', part.relname, replace(part.relname, 'observation_', 'observation_row_'));
    day := to_date(right(part.relname, 8), 'YYYYMMDD');
    EXECUTE format('CREATE TABLE %I PARTITION OF observation FOR VALUES FROM (%L) TO (%L)', part.relname, day, day + 1);
  END LOOP;
END $$;

INSERT INTO observation (site, branch, day, seq, ordinal, recorded_at, count, block)
SELECT o.site, o.branch, o.day, o.seq, o.ordinal, j.recorded_at, count(*)::int,
       '\\x02000000'::bytea || int4send(count(*)::int)
         || string_agg(float8send(o.time), ''::bytea ORDER BY o.ctid)
         || string_agg(float8send(o.value), ''::bytea ORDER BY o.ctid)
         || string_agg(int4send(o.datastream), ''::bytea ORDER BY o.ctid)
FROM observation_row o JOIN journal j USING (site, branch, day, seq, ordinal)
GROUP BY o.site, o.branch, o.day, o.seq, o.ordinal, j.recorded_at;

DROP TABLE observation_row;
DELETE FROM journal WHERE kind = 'observations';
`;
