/**
 * Inspections (8.2.1-7): rounds that come due by days of the site, each walk of one with its points as they were then, and what was found at
 * each. A finding may have a photo and lead to a work order. People are account ids.
 */
export const sql = `
CREATE TABLE inspection_round (
  site text NOT NULL,
  id text NOT NULL COLLATE "C",
  name text NOT NULL,
  points jsonb NOT NULL,
  interval_days int NOT NULL,
  owner text,
  due_day date NOT NULL,
  PRIMARY KEY (site, id)
);

CREATE TABLE inspection_walk (
  site text NOT NULL,
  id uuid NOT NULL,
  round text NOT NULL COLLATE "C",
  name text NOT NULL,
  points jsonb NOT NULL,
  due_day date NOT NULL,
  started_by text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_by text,
  finished_at timestamptz,
  in_time boolean,
  PRIMARY KEY (site, id)
);
CREATE UNIQUE INDEX inspection_walk_open ON inspection_walk (site, round) WHERE finished_at IS NULL;
CREATE INDEX inspection_walk_finished ON inspection_walk (site, finished_at DESC) WHERE finished_at IS NOT NULL;

CREATE TABLE inspection_result (
  site text NOT NULL,
  walk uuid NOT NULL,
  point int NOT NULL,
  finding text,
  note text,
  photo uuid,
  work_order bigint,
  looked_by text NOT NULL,
  looked_at timestamptz NOT NULL,
  PRIMARY KEY (site, walk, point),
  FOREIGN KEY (site, walk) REFERENCES inspection_walk (site, id),
  FOREIGN KEY (site, photo) REFERENCES work_photo (site, id),
  FOREIGN KEY (site, work_order) REFERENCES work_order (site, number)
);
`;
