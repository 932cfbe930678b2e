/** Who is told of alarms, and by which way (7.2.7-2, E6.1.4-4). What must not be shown stands apart from what may. */
export const sql = `
CREATE TABLE receiver (
  site text NOT NULL,
  id text NOT NULL COLLATE "C",
  way text NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  enabled boolean NOT NULL,
  filter jsonb NOT NULL,
  address jsonb NOT NULL,
  secrets jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (site, id)
);
`;
