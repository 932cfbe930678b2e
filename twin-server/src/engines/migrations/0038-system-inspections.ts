/**
 * Inspections of rooms, servers, storage, desktops, applications and databases (8.2.1-7): when they run, and what each found. What a person says of
 * the rooms is written into its report; nothing else of one changes.
 */
export const sql = `
CREATE TABLE system_inspection_plan (
  site text PRIMARY KEY,
  every_days int NOT NULL CHECK (every_days BETWEEN 1 AND 31),
  at text NOT NULL CHECK (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')
);

CREATE TABLE system_inspection (
  site text NOT NULL,
  number int NOT NULL,
  at timestamptz NOT NULL,
  asked_by text,
  checks jsonb NOT NULL,
  rooms jsonb,
  rooms_by text,
  rooms_at timestamptz,
  PRIMARY KEY (site, number)
);
CREATE INDEX system_inspection_at ON system_inspection (site, at DESC);
`;
