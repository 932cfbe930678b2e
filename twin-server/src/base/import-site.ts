import type pg from 'pg';
import type { Catalogue } from 'twin-core';
import { checkReferences } from './check-references.ts';
import { loadBase } from './load-base.ts';
import { readSite } from './read-site.ts';
import {
  ASSET_RIGHTS_TABLE,
  BUILDING_TABLE,
  CAMERA_CALIBRATION_TABLE,
  CAMERA_STREAM_TABLE,
  CAMERA_VIEW_TABLE,
  DEVICE_TABLE,
  DUTY_TABLE,
  HOUSE_TABLE,
  OCCUPANCY_TABLE,
  ORGANISATION_TABLE,
  OWNER_TABLE,
  PERSON_TABLE,
  type RecordTable,
  upsertRecords,
  ZONE_TABLE,
} from './record-table.ts';
import { removedCodes, streamKey } from './removed-record.ts';
import type { SiteBase, SiteTenure } from './site-base.ts';

/** What the rows' `source` says of an import. */
const SOURCE = 'site.json';

/**
 * Imports the base data of a folder (site.json and the files it names) in one transaction, and returns all base data of the
 * site as they then stand, with what was registered besides. Importing the same again changes nothing, and a record that
 * was changed by hand or by another import since is left as it is; one that was removed by hand stays away.
 * Throws InputError naming file, row, field and reason; then nothing is imported.
 */
export async function importSite(pool: pg.Pool, dir: string, catalogue: Catalogue): Promise<SiteBase> {
  const base = await readSite(dir);
  checkReferences(base, catalogue, dir);
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    await client.query('BEGIN');
    await store(client, base);
    await client.query('COMMIT');
  } catch (cause) {
    fault = cause instanceof Error ? cause : new Error(String(cause));
    throw cause;
  } finally {
    // A connection whose transaction failed is closed, which also rolls back.
    client.release(fault);
  }
  return (await loadBase(pool, base.site.code))!;
}

async function store(client: pg.PoolClient, base: SiteBase & SiteTenure): Promise<void> {
  const { site } = base;
  await client.query(
    `INSERT INTO site AS s (code, name, time_zone, crs, frame, normal_height_m, height_datum, boundary, view, ground, source, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now())
     ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, time_zone = EXCLUDED.time_zone, crs = EXCLUDED.crs,
       frame = EXCLUDED.frame, normal_height_m = EXCLUDED.normal_height_m, height_datum = EXCLUDED.height_datum,
       boundary = EXCLUDED.boundary, view = EXCLUDED.view, ground = EXCLUDED.ground, source = EXCLUDED.source,
       updated_at = now()
     WHERE (s.name, s.time_zone, s.crs, s.frame, s.normal_height_m, s.height_datum, s.boundary, s.view, s.ground)
       IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.time_zone, EXCLUDED.crs, EXCLUDED.frame, EXCLUDED.normal_height_m,
         EXCLUDED.height_datum, EXCLUDED.boundary, EXCLUDED.view, EXCLUDED.ground)`,
    [
      site.code,
      JSON.stringify(site.name),
      site.timeZone,
      site.crs,
      JSON.stringify(site.frame),
      site.normalHeightM,
      site.heightDatum,
      JSON.stringify(site.boundary),
      JSON.stringify(site.view),
      JSON.stringify(base.ground),
      SOURCE,
    ],
  );
  const put = <T>(table: RecordTable<T>, records: readonly T[]) =>
    upsertRecords(client, table, site.code, SOURCE, records, { yielding: true });
  await put(BUILDING_TABLE, base.buildings);
  const removedZones = await removedCodes(client, 'zone', site.code);
  await put(
    ZONE_TABLE,
    base.zones.filter(({ code }) => !removedZones.has(code)),
  );
  await put(HOUSE_TABLE, base.houses);
  await put(OWNER_TABLE, base.owners);
  await put(OCCUPANCY_TABLE, base.occupancies);
  await put(PERSON_TABLE, base.persons);
  await put(ORGANISATION_TABLE, base.organisations);
  await put(DEVICE_TABLE, base.devices);
  await put(ASSET_RIGHTS_TABLE, base.assetRights);
  const removedViews = await removedCodes(client, 'camera_view', site.code);
  await put(
    CAMERA_VIEW_TABLE,
    base.cameraViews.filter(({ device }) => !removedViews.has(device)),
  );
  await put(CAMERA_CALIBRATION_TABLE, base.cameraCalibrations);
  const removedStreams = await removedCodes(client, 'camera_stream', site.code);
  await put(
    CAMERA_STREAM_TABLE,
    base.cameraStreams.filter(({ camera, way, role }) => !removedStreams.has(streamKey({ camera, way, role }))),
  );
  // A roster has no codes: what the file no longer lists is no longer on it.
  await client.query('DELETE FROM duty WHERE site = $1 AND source = $2', [site.code, SOURCE]);
  await put(DUTY_TABLE, base.duties);
}
