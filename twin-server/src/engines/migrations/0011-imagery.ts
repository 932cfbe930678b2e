/** Where the pictures of imagery layers are from: an archive's file, or another server as the administrator declared it. */
export const sql = `
CREATE TABLE imagery (
  site text NOT NULL,
  layer text NOT NULL COLLATE "C",
  version text NOT NULL,
  origin jsonb NOT NULL,
  PRIMARY KEY (site, layer)
);
`;
