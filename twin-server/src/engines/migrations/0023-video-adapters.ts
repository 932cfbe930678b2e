/** The media server of a site, what it has of which camera, and cameras that are spoken to by ONVIF. Secrets and addresses with passwords are given out to nobody. */
export const sql = `
CREATE TABLE media_server (
  site text PRIMARY KEY,
  kind text NOT NULL,
  api_url text NOT NULL,
  play_url text,
  secret text NOT NULL
);

CREATE TABLE camera_feed (
  site text NOT NULL,
  camera text NOT NULL,
  role text NOT NULL,
  app text NOT NULL,
  stream text NOT NULL,
  -- Where the media server gets it; null where it is sent to it. May hold a password.
  source text,
  PRIMARY KEY (site, camera, role)
);

CREATE TABLE onvif_camera (
  site text NOT NULL,
  camera text NOT NULL,
  url text NOT NULL,
  username text NOT NULL,
  password text NOT NULL,
  -- As the camera told them.
  profile text NOT NULL,
  stream_uri text NOT NULL,
  snapshot_uri text,
  -- Full speed of each movement, in units of its command a second.
  speeds jsonb NOT NULL,
  PRIMARY KEY (site, camera)
);
`;
