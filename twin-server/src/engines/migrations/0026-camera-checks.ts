/** Cameras before facades whose tilt or mask somebody changed: seen by others once a second person has looked at it (E6.1.13-3). People are account ids. */
export const sql = `
CREATE TABLE camera_check (
  site text NOT NULL,
  camera text NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now(),
  checked_by text,
  checked_at timestamptz,
  PRIMARY KEY (site, camera)
);
`;
