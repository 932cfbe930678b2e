/**
 * Layers of geographic information (clause 6.4.1-9) and their features. A layer's record is as the core's LayerRecord says,
 * but bounds and count, which follow from its features where it has any. Degrees are WGS 84.
 */
export const sql = `
CREATE TABLE layer (
  site text NOT NULL,
  code text NOT NULL COLLATE "C",
  record jsonb NOT NULL,
  -- Whether its features are in layer_feature; else bounds and count are what the record said.
  features boolean NOT NULL DEFAULT false,
  bounds double precision[],
  count int,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, code)
);

CREATE TABLE layer_feature (
  site text NOT NULL,
  layer text NOT NULL COLLATE "C",
  id text NOT NULL COLLATE "C",
  name text,
  -- json keeps what was given as it was given, jsonb would not.
  geometry json NOT NULL,
  properties json NOT NULL,
  west double precision NOT NULL,
  south double precision NOT NULL,
  east double precision NOT NULL,
  north double precision NOT NULL,
  -- Folded text that it is found by, and its grams as engines/text-grams.ts cuts them.
  search text NOT NULL,
  grams text[] COLLATE "C" NOT NULL,
  PRIMARY KEY (site, layer, id)
);
CREATE INDEX layer_feature_box ON layer_feature USING gist (box(point(west, south), point(east, north)));
CREATE INDEX layer_feature_grams ON layer_feature USING gin (grams);
`;
