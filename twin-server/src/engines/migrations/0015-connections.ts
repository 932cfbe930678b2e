/**
 * Connections to systems of others (clauses 6.4.2-5, 6.4.5): where they are, what is read of them; and how the payloads of vendors map to
 * devices. What must not be shown stands apart from what may.
 */
export const sql = `
CREATE TABLE connection (
  site text NOT NULL,
  code text NOT NULL COLLATE "C",
  record jsonb NOT NULL,
  secrets jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (site, code)
);
CREATE TABLE payload_mapping (
  site text NOT NULL,
  code text NOT NULL COLLATE "C",
  record jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (site, code)
);
`;
