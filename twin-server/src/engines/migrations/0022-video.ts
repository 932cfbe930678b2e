/** Where the pictures of cameras come from, what of them nobody may see, and what was kept of them around alarms. */
export const sql = `
CREATE TABLE camera_stream (
  site text NOT NULL,
  camera text NOT NULL,
  way text NOT NULL,
  role text NOT NULL,
  -- May hold a password: given out to nobody.
  url text NOT NULL,
  enabled boolean NOT NULL,
  source text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, camera, way, role)
);

CREATE TABLE camera_mask (
  site text NOT NULL,
  camera text NOT NULL,
  polygons jsonb NOT NULL,
  source text NOT NULL,
  stored_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (site, camera)
);

CREATE TABLE alarm_clip (
  site text NOT NULL,
  alarm text NOT NULL,
  camera text NOT NULL,
  kind text NOT NULL,
  "from" timestamptz NOT NULL,
  "to" timestamptz NOT NULL,
  -- Name in the data folder's clips/; several alarms of one moment may share one. Null where there was no picture to keep.
  file text,
  bytes bigint NOT NULL,
  fault text,
  PRIMARY KEY (site, alarm, camera, kind)
);
CREATE INDEX alarm_clip_age ON alarm_clip (site, "to");
CREATE INDEX alarm_clip_file ON alarm_clip (site, file);
`;
