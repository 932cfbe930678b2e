import type pg from 'pg';
import type { Vault } from '../../engines/vault.ts';
import type { OnvifAccount, OnvifProfile } from './onvif-session.ts';
import type { TurnSpeeds } from './turn.ts';

/** A camera that is spoken to by ONVIF, and what it told. */
export interface OnvifRecord extends OnvifAccount {
  readonly camera: string;
  readonly profile: OnvifProfile['token'];
  readonly streamUri: OnvifProfile['streamUri'];
  readonly snapshotUri: OnvifProfile['snapshotUri'];
  readonly speeds: TurnSpeeds;
}

/** The cameras of a site that are spoken to by ONVIF, by code. */
export async function readOnvif(pool: pg.Pool, vault: Vault, site: string): Promise<OnvifRecord[]> {
  const { rows } = await pool.query<OnvifRecord>(
    `SELECT camera, url, username, password, profile, stream_uri AS "streamUri", snapshot_uri AS "snapshotUri", speeds
     FROM onvif_camera WHERE site = $1 ORDER BY camera`,
    [site],
  );
  // Without it the camera says itself that it is refused.
  return rows.map((row) => ({ ...row, password: vault.open(row.password, placeOf(site, row.camera)) ?? '' }));
}

const placeOf = (site: string, camera: string) => `onvif_camera.${site}.${camera}`;

/** Stores a camera, new or changed. */
export async function writeOnvif(pool: pg.Pool, vault: Vault, site: string, record: OnvifRecord): Promise<void> {
  const { camera, url, username, password, profile, streamUri, snapshotUri, speeds } = record;
  await pool.query(
    `INSERT INTO onvif_camera (site, camera, url, username, password, profile, stream_uri, snapshot_uri, speeds)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (site, camera) DO UPDATE SET url = excluded.url, username = excluded.username, password = excluded.password,
       profile = excluded.profile, stream_uri = excluded.stream_uri, snapshot_uri = excluded.snapshot_uri, speeds = excluded.speeds`,
    [
      site,
      camera,
      url,
      username,
      vault.seal(password, placeOf(site, camera)),
      profile,
      streamUri,
      snapshotUri,
      JSON.stringify(speeds),
    ],
  );
}

/** Forgets a camera. */
export async function deleteOnvif(pool: pg.Pool, site: string, camera: string): Promise<void> {
  await pool.query('DELETE FROM onvif_camera WHERE site = $1 AND camera = $2', [site, camera]);
}
