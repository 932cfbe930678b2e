/**
 * The base-information registry (clause 6.4.1): one column a field of the records in twin-core/src/site.ts, plus where a
 * row came from and when (6.4.1-2-4, 6.4.1-3-5). Personal data stand in person alone; nothing else names anybody.
 */
const provenance = `
  source text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()`;

export const sql = `
ALTER TABLE site
  ADD COLUMN time_zone text,
  ADD COLUMN crs text,
  ADD COLUMN frame jsonb,
  ADD COLUMN normal_height_m double precision,
  ADD COLUMN height_datum text,
  ADD COLUMN boundary jsonb,
  ADD COLUMN view jsonb,
  ADD COLUMN ground jsonb,
  ADD COLUMN source text,
  ADD COLUMN updated_at timestamptz;

CREATE TABLE building (
  site text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  footprint jsonb NOT NULL,
  built_year int NOT NULL,
  status text NOT NULL,
  service_life_years int NOT NULL,
  main_use text NOT NULL,
  structure_type text NOT NULL,
  storey_count int NOT NULL,
  underground_storey_count int NOT NULL,
  height_m double precision NOT NULL,
  gross_floor_area_m2 double precision NOT NULL,
  district_code text NOT NULL,
  street_code text NOT NULL,
  estate_code text NOT NULL,
  door_number text NOT NULL,
  place_kind text NOT NULL,
  placement jsonb NOT NULL,
  ifc text,${provenance},
  PRIMARY KEY (site, code)
);

CREATE TABLE house (
  site text NOT NULL,
  code text NOT NULL,
  building text NOT NULL,
  unit_number text NOT NULL,
  floor_number int NOT NULL,
  room_number text NOT NULL,
  area_m2 double precision NOT NULL,
  ifc_space_guid text,${provenance},
  PRIMARY KEY (site, code)
);

CREATE TABLE person (
  site text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  sex text NOT NULL,
  phone text,
  resident_kind text NOT NULL,
  house text,${provenance},
  PRIMARY KEY (site, code)
);

CREATE TABLE organisation (
  site text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  tier text NOT NULL,
  parent text,${provenance},
  PRIMARY KEY (site, code)
);

CREATE TABLE duty (
  site text NOT NULL,
  person text NOT NULL,
  role text NOT NULL,
  shift text NOT NULL,
  "from" text NOT NULL,
  "to" text NOT NULL,${provenance},
  PRIMARY KEY (site, person, role, shift, "from", "to")
);

CREATE TABLE zone (
  site text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  geometry jsonb NOT NULL,${provenance},
  PRIMARY KEY (site, code)
);

CREATE TABLE device (
  site text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  facility text NOT NULL,
  manufacturer text,
  model text,
  install_position text,
  installed_at timestamptz,
  location jsonb NOT NULL,
  building text,
  storey text,
  space text,
  zone text,
  ifc_guid text,
  owning_unit text,
  maintainer text,
  parent text,
  links text[] NOT NULL,${provenance},
  PRIMARY KEY (site, code)
);
`;
