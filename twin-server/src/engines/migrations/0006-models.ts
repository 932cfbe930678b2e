/**
 * What is inside the buildings: the products of each building's model (elements, spaces, storeys) as they are shown, and
 * the lists their search is made of. A model is replaced as a whole, in one transaction, under a new id; it can be made
 * anew from the baked folder at any time.
 */
export const sql = `
CREATE TABLE model (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site text NOT NULL,
  building text NOT NULL,
  -- What it was made of: the file's digest, the bake's and the index's version.
  stamp text NOT NULL,
  elements int NOT NULL,
  spaces int NOT NULL,
  properties int NOT NULL,
  -- Least and greatest x, y, z in metres of the building frame; null without geometry.
  box double precision[],
  indexed_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (site, building)
);

CREATE TABLE model_product (
  model int NOT NULL,
  -- The place in the model's own order: storey by storey upwards, elements before spaces before storeys.
  ordinal int NOT NULL,
  kind text NOT NULL,
  global_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  long_name text,
  tag text,
  ifc_class text NOT NULL,
  type text,
  part text,
  storey text,
  storey_id text,
  space text,
  space_id text,
  systems json NOT NULL,
  -- Middle of its box in metres of the building frame.
  x double precision,
  y double precision,
  z double precision,
  -- json keeps the order of the file, jsonb would not.
  properties json NOT NULL,
  PRIMARY KEY (model, ordinal)
);
CREATE INDEX model_product_global_id ON model_product (model, global_id);

CREATE TABLE model_posting (
  model int NOT NULL,
  token text COLLATE "C" NOT NULL,
  products int NOT NULL,
  -- Ascending ordinals, packed as models/posting-list.ts says.
  ordinals bytea NOT NULL,
  PRIMARY KEY (model, token)
);
`;
