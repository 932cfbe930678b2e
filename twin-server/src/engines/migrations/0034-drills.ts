/**
 * Drills: scenarios that the site wrote itself, the drills that were run, and of each what was said and happened in it (offsets in ms from its
 * start, by its own clock), who took which role, and pictures of the scene. `record` and `result` are written when it ends: from then on
 * it needs its branch of the log no more. People are account ids, never names.
 */
export const sql = `
CREATE TABLE drill_scenario (
  site text NOT NULL,
  code text NOT NULL COLLATE "C",
  body text NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (site, code)
);

CREATE TABLE drill (
  site text NOT NULL,
  number bigserial,
  branch int NOT NULL,
  fork_seq bigint NOT NULL,
  scenario jsonb NOT NULL,
  seed int NOT NULL,
  on_alarm text NOT NULL CHECK (on_alarm IN ('pause', 'tell')),
  led_by text NOT NULL,
  began_at timestamptz NOT NULL,
  starts_at double precision NOT NULL,
  clock_ms double precision NOT NULL DEFAULT 0,
  paused jsonb,
  ended_at timestamptz,
  ending jsonb,
  record jsonb,
  result jsonb,
  PRIMARY KEY (site, number)
);
CREATE INDEX drill_scenario_runs ON drill (site, (scenario->>'code'), number) WHERE ended_at IS NOT NULL;

CREATE TABLE drill_person (
  site text NOT NULL,
  number bigint NOT NULL,
  account text NOT NULL,
  role text NOT NULL,
  PRIMARY KEY (site, number, account),
  FOREIGN KEY (site, number) REFERENCES drill (site, number)
);

CREATE TABLE drill_entry (
  site text NOT NULL,
  number bigint NOT NULL,
  entry int NOT NULL,
  at double precision NOT NULL,
  kind text NOT NULL,
  by text,
  body jsonb NOT NULL,
  PRIMARY KEY (site, number, entry),
  FOREIGN KEY (site, number) REFERENCES drill (site, number)
);
CREATE TRIGGER drill_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON drill_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE drill_picture (
  site text NOT NULL,
  number bigint NOT NULL,
  picture int NOT NULL,
  at double precision NOT NULL,
  moment text NOT NULL,
  by text NOT NULL,
  jpeg bytea NOT NULL,
  PRIMARY KEY (site, number, picture),
  FOREIGN KEY (site, number) REFERENCES drill (site, number)
);
ALTER TABLE drill_picture ALTER COLUMN jpeg SET STORAGE EXTERNAL;
`;
