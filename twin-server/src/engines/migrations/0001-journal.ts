/**
 * The log and what is derived from it. `site` stands first in every key so that tables can be distributed by it; journal and
 * observation are partitioned by day, so that retention drops partitions. Branch 0 is live; a drill or what-if is its own branch.
 */
export const sql = `
CREATE TABLE site (
  code text PRIMARY KEY,
  name jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Exactly one node evaluates a site: token is the fencing token, checked in every journal transaction.
CREATE TABLE lease (
  site text PRIMARY KEY,
  node text NOT NULL,
  token bigint NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE branch (
  site text NOT NULL,
  branch int NOT NULL,
  parent int,
  fork_seq bigint,
  purpose text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, branch)
);

CREATE TABLE journal (
  site text NOT NULL,
  branch int NOT NULL,
  day date NOT NULL,
  seq bigint NOT NULL,
  ordinal int NOT NULL,
  recorded_at timestamptz NOT NULL,
  kind text NOT NULL,
  version smallint NOT NULL,
  device text,
  alarm text,
  body jsonb NOT NULL,
  PRIMARY KEY (site, branch, day, seq, ordinal)
) PARTITION BY RANGE (day);
CREATE INDEX journal_alarm ON journal (site, branch, alarm) WHERE alarm IS NOT NULL;
CREATE INDEX journal_device ON journal (site, branch, device, seq) WHERE device IS NOT NULL;
CREATE INDEX journal_recorded ON journal (site, branch, recorded_at);

-- The rows of the journal's observation batches, typed: phenomenonTime as epoch milliseconds, values float64.
CREATE TABLE observation (
  site text NOT NULL,
  branch int NOT NULL,
  day date NOT NULL,
  seq bigint NOT NULL,
  ordinal int NOT NULL,
  datastream int NOT NULL,
  time double precision NOT NULL,
  value double precision NOT NULL
) PARTITION BY RANGE (day);
CREATE INDEX observation_datastream ON observation (site, branch, datastream, time);
CREATE INDEX observation_seq ON observation USING brin (seq);

CREATE TABLE journal_head (
  site text NOT NULL,
  branch int NOT NULL,
  seq bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (site, branch)
);

CREATE TABLE snapshot (
  site text NOT NULL,
  branch int NOT NULL,
  seq bigint NOT NULL,
  fold_version int NOT NULL,
  recorded_at timestamptz NOT NULL,
  hash text NOT NULL,
  state bytea NOT NULL,
  PRIMARY KEY (site, branch, seq)
);

-- A device's event id within the identity window (7 days): the same id twice is one event.
CREATE TABLE event_identity (
  site text NOT NULL,
  device text NOT NULL,
  id text NOT NULL,
  seq bigint NOT NULL,
  seen_at timestamptz NOT NULL,
  PRIMARY KEY (site, device, id)
);
CREATE INDEX event_identity_seen ON event_identity (seen_at);

-- Alarms as they stand now, derived from the journal in the same transaction: for lists and search, never the record itself.
CREATE TABLE alarm (
  site text NOT NULL,
  id text NOT NULL,
  code text NOT NULL,
  device text NOT NULL,
  facility text NOT NULL,
  priority smallint NOT NULL,
  building text,
  storey text,
  zone text,
  condition text NOT NULL,
  case_state text NOT NULL,
  raised_at timestamptz NOT NULL,
  closed_at timestamptz,
  body jsonb NOT NULL,
  PRIMARY KEY (site, id)
);
CREATE INDEX alarm_raised ON alarm (site, raised_at DESC, id DESC);
CREATE INDEX alarm_open ON alarm (site, priority, raised_at) WHERE closed_at IS NULL;

CREATE TABLE dead_letter (
  id bigserial PRIMARY KEY,
  site text NOT NULL,
  device text NOT NULL,
  channel text NOT NULL,
  protocol text NOT NULL,
  reason text NOT NULL,
  payload text,
  day date NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX dead_letter_recent ON dead_letter (site, received_at DESC);

-- Refusals of a device on a day, counted also past the number that is kept whole.
CREATE TABLE dead_letter_count (
  site text NOT NULL,
  device text NOT NULL,
  day date NOT NULL,
  refused bigint NOT NULL,
  PRIMARY KEY (site, device, day)
);
`;
