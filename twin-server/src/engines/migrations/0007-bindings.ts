/** What is proposed about where the devices of a building are in its model, and what became of each proposal. */
export const sql = `
CREATE TABLE binding (
  site text NOT NULL,
  building text NOT NULL,
  id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('element', 'space', 'new')),
  device text,
  global_id text NOT NULL,
  name text NOT NULL,
  ifc_class text NOT NULL,
  storey text,
  space text,
  confidence double precision,
  evidence text[] NOT NULL,
  kinds text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'bound', 'accepted', 'rejected')),
  decided_by text,
  decided_at timestamptz,
  proposed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, building, id)
);
`;
