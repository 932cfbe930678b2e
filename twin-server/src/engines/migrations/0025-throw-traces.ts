/** How cameras stand and see, and where falling objects were traced back to. A confirmed home is a person's word: who, when and why stand with it. */
export const sql = `
CREATE TABLE camera_calibration (
  site text NOT NULL,
  camera text NOT NULL,
  location jsonb NOT NULL,
  heading_deg double precision NOT NULL,
  tilt_deg double precision NOT NULL,
  roll_deg double precision NOT NULL,
  focal_px double precision NOT NULL,
  width_px integer NOT NULL,
  height_px integer NOT NULL,
  k1 double precision NOT NULL,
  sigma jsonb NOT NULL,
  source text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, camera)
);

CREATE TABLE throw_trace (
  site text NOT NULL,
  alarm text NOT NULL,
  traced_at timestamptz NOT NULL DEFAULT now(),
  body jsonb NOT NULL,
  -- The home that a person confirmed, with the account's id.
  home text,
  storey text,
  confirmed_by text,
  confirmed_at timestamptz,
  reason text,
  PRIMARY KEY (site, alarm)
);
`;
