/** What cameras see, and records that were removed by hand: an import that has them does not bring them back. */
export const sql = `
CREATE TABLE camera_view (
  site text NOT NULL,
  device text NOT NULL,
  heading_deg double precision NOT NULL,
  tilt_deg double precision NOT NULL,
  angle_deg double precision NOT NULL,
  range_m double precision NOT NULL,
  source text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, device)
);

CREATE TABLE removed_record (
  site text NOT NULL,
  kind text NOT NULL,
  code text NOT NULL,
  removed_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, kind, code)
);
`;
