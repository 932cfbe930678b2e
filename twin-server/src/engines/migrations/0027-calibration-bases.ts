/** What calibrations were made from: the pairs, and where base data had the camera then; and what was seen when points were looked at again. */
export const sql = `
CREATE TABLE calibration_basis (
  site text NOT NULL,
  camera text NOT NULL,
  pairs jsonb NOT NULL,
  -- {location, headingDeg, tiltDeg} of the base data at that time.
  stated jsonb NOT NULL,
  checked_at timestamptz,
  -- Root mean square of the points' distances, pixels, and how many they were.
  checked_px double precision,
  checked_points integer,
  PRIMARY KEY (site, camera)
);
`;
