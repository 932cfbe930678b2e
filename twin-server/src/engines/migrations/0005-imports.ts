/**
 * Importing models by browser: what of a building is not known is null; every import is a job that outlives the process;
 * of every building the models it had are kept with its record as it then was (clause 6.4.1-2-5). Times are UTC.
 */
export const sql = `
ALTER TABLE building
  ALTER COLUMN built_year DROP NOT NULL,
  ALTER COLUMN status DROP NOT NULL,
  ALTER COLUMN service_life_years DROP NOT NULL,
  ALTER COLUMN main_use DROP NOT NULL,
  ALTER COLUMN structure_type DROP NOT NULL,
  ALTER COLUMN gross_floor_area_m2 DROP NOT NULL,
  ALTER COLUMN district_code DROP NOT NULL,
  ALTER COLUMN street_code DROP NOT NULL,
  ALTER COLUMN estate_code DROP NOT NULL,
  ALTER COLUMN door_number DROP NOT NULL,
  ALTER COLUMN place_kind DROP NOT NULL;

CREATE TABLE import_job (
  site text NOT NULL,
  id uuid NOT NULL,
  building text NOT NULL,
  request jsonb NOT NULL,
  file_name text NOT NULL,
  bytes bigint NOT NULL,
  source_path text NOT NULL,
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  stage text NOT NULL,
  fraction double precision NOT NULL,
  report jsonb,
  failure jsonb,
  PRIMARY KEY (site, id)
);
CREATE INDEX import_job_recent ON import_job (site, requested_at DESC);

CREATE TABLE building_version (
  site text NOT NULL,
  building text NOT NULL,
  version int NOT NULL,
  file_name text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  source_path text NOT NULL,
  record jsonb NOT NULL,
  source text NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (site, building, version)
);
`;
