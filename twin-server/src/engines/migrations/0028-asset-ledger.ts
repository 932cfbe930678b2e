/**
 * The ledger of assets over their life (8.2.1-3): what became of a device, when, and who says so (account ids). Lines are added and never
 * changed; the last step of a device is its state.
 */
export const sql = `
CREATE TABLE asset_ledger (
  site text NOT NULL,
  id bigserial,
  device text NOT NULL COLLATE "C",
  step text NOT NULL,
  day date NOT NULL,
  note text,
  entered_by text NOT NULL,
  entered_at timestamptz NOT NULL,
  PRIMARY KEY (site, device, id)
);
`;
