/**
 * The wall of a site: what a person last set of it (a WallWish of twin-core), who holds it and until when, and the layouts that the site has
 * beside the presets.
 */
export const sql = `
CREATE TABLE wall (
  site text PRIMARY KEY,
  body jsonb NOT NULL,
  set_by text,
  set_at timestamptz,
  holder text,
  held_until timestamptz
);
CREATE TABLE wall_layout (
  site text NOT NULL,
  id text NOT NULL COLLATE "C",
  body jsonb NOT NULL,
  PRIMARY KEY (site, id)
);
`;
