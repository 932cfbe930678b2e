/** Public address (7.2.5): what is and was played where, what is played by the clock, uploaded recordings, and who may broadcast where. */
export const sql = `
CREATE TABLE broadcast_session (
  site text NOT NULL,
  id text NOT NULL COLLATE "C",
  level text NOT NULL,
  sound jsonb NOT NULL,
  places text[] NOT NULL,
  terminals text[] NOT NULL,
  by text NOT NULL,
  alarm text,
  schedule text,
  started_at timestamptz NOT NULL,
  ends_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  PRIMARY KEY (site, id)
);
CREATE INDEX broadcast_session_newest ON broadcast_session (site, started_at DESC, id DESC);
CREATE INDEX broadcast_session_open ON broadcast_session (site) WHERE ended_at IS NULL;

CREATE TABLE broadcast_schedule (
  site text NOT NULL,
  id text NOT NULL COLLATE "C",
  record jsonb NOT NULL,
  by text NOT NULL,
  next_at timestamptz,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (site, id)
);

CREATE TABLE broadcast_file (
  site text NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  bytes bigint NOT NULL,
  duration_ms float8 NOT NULL,
  by text NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (site, id)
);

CREATE TABLE broadcast_right (
  site text NOT NULL,
  account text NOT NULL,
  place text NOT NULL,
  PRIMARY KEY (site, account, place)
);
`;
