/**
 * Screens of the monitoring centre (7.2.10-3): who they are and when they were last heard. `device` is the code by which a screen is in the
 * twin, once there was something to tell of it; `closed_at` is set where it said goodbye.
 */
export const sql = `
CREATE TABLE screen (
  site text NOT NULL,
  id text NOT NULL,
  name text,
  device text,
  user_agent text,
  first_at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (site, id)
);
`;
