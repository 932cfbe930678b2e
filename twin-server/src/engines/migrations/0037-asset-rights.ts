/** Whose assets are (8.2.1-2): who owns, uses and runs a device, or all devices of a facility that have no row of their own. Codes of organisations. */
export const sql = `
CREATE TABLE asset_rights (
  site text NOT NULL,
  scope text NOT NULL CHECK (scope IN ('facility', 'device')),
  code text NOT NULL COLLATE "C",
  owner_right text NOT NULL,
  use_right text NOT NULL,
  ops_right text NOT NULL,
  source text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, scope, code)
);
`;
