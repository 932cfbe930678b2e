/**
 * What charts read, derived from the log and never the record itself. A row of `series` holds what the log's (after, upto] says of some
 * neighboring datastreams (history/series-block.ts); `day` is the day of recording. The summaries hold a day's minutes or hours of one
 * datastream; `day` is the day of phenomenonTime, the partitions are months. An observation row may hold many batches since: `first` is
 * then the seq of the first one, and `seq` that of the last. A snapshot that is a rung stays when newer ones are there.
 */
export const sql = `
ALTER TABLE observation ADD COLUMN first bigint;
ALTER TABLE snapshot ADD COLUMN rung boolean NOT NULL DEFAULT false;

CREATE TABLE series (
  site text NOT NULL,
  branch int NOT NULL,
  day date NOT NULL,
  bucket int NOT NULL,
  first int NOT NULL,
  last int NOT NULL,
  after bigint NOT NULL,
  upto bigint NOT NULL,
  from_time double precision NOT NULL,
  upto_time double precision NOT NULL,
  count int NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (site, branch, day, bucket, first, upto)
) PARTITION BY RANGE (day);
ALTER TABLE series ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE summary_minute (
  site text NOT NULL,
  branch int NOT NULL,
  datastream int NOT NULL,
  day date NOT NULL,
  body bytea NOT NULL,
  PRIMARY KEY (site, branch, datastream, day)
) PARTITION BY RANGE (day);
ALTER TABLE summary_minute ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE TABLE summary_hour (LIKE summary_minute INCLUDING STORAGE, PRIMARY KEY (site, branch, datastream, day)) PARTITION BY RANGE (day);

-- How far the log of a branch is sealed into series, and summed up: the log until summed_upto, the days until summed_day. Of what was
-- recorded until dropped_day, only summaries are left.
CREATE TABLE history (
  site text NOT NULL,
  branch int NOT NULL,
  sealed_upto bigint NOT NULL DEFAULT 0,
  summed_upto bigint NOT NULL DEFAULT 0,
  summed_day date,
  sealed_day date,
  dropped_day date,
  PRIMARY KEY (site, branch)
);

-- Which days of recording are compacted, of which table.
CREATE TABLE compacted (
  of text NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (of, day)
);

DO $$
DECLARE
  part record;
  day date;
BEGIN
  FOR part IN SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'observation'::regclass LOOP
    day := to_date(right(part.relname, 8), 'YYYYMMDD');
    EXECUTE format('CREATE TABLE %I PARTITION OF series FOR VALUES FROM (%L) TO (%L)', replace(part.relname, 'observation_', 'series_'), day, day + 1);
  END LOOP;
END $$;
`;
