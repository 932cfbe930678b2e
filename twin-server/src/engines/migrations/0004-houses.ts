/**
 * Houses in full (clause 6.4.1-3): police, administrative and block fields beside the address; owners and occupancies apart
 * from the houses, because they name people.
 */
const provenance = `
  source text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

export const sql = `
ALTER TABLE house
  ADD COLUMN police_bureau text,
  ADD COLUMN police_station text,
  ADD COLUMN district_code text,
  ADD COLUMN street_code text,
  ADD COLUMN estate_code text,
  ADD COLUMN quarter_code text,
  ADD COLUMN block_name text,
  ADD COLUMN block_number text;

CREATE TABLE house_owner (
  site text NOT NULL,
  house text NOT NULL,
  name text NOT NULL,
  sex text NOT NULL,
  certificate_kind text NOT NULL,
  certificate_number text NOT NULL,${provenance},
  PRIMARY KEY (site, house)
);

CREATE TABLE occupancy (
  site text NOT NULL,
  code text NOT NULL,
  house text NOT NULL,
  name text NOT NULL,
  sex text NOT NULL,
  nationality text NOT NULL,
  ethnicity text,
  native_place text,
  certificate_kind text NOT NULL,
  certificate_number text NOT NULL,
  moved_in_at date NOT NULL,
  moved_out_at date CHECK (moved_out_at >= moved_in_at),${provenance},
  PRIMARY KEY (site, code)
);

CREATE INDEX occupancy_house ON occupancy (site, house, moved_in_at);
`;
