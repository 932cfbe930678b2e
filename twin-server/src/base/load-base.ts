import type pg from 'pg';
import {
  BUILDING_TABLE,
  DEVICE_TABLE,
  DUTY_TABLE,
  HOUSE_TABLE,
  loadRecords,
  ORGANISATION_TABLE,
  PERSON_TABLE,
  ZONE_TABLE,
} from './record-table.ts';
import { GroundPlan, type SiteBase, SiteRecord } from './site-base.ts';

/** All base data of a site as the database has them; null where the site was never imported. */
export async function loadBase(pool: pg.Pool, site: string): Promise<SiteBase | null> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `SELECT code, name, time_zone AS "timeZone", crs, frame, normal_height_m AS "normalHeightM",
            height_datum AS "heightDatum", boundary, view, ground
     FROM site WHERE code = $1 AND frame IS NOT NULL`,
    [site],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    site: SiteRecord.parse(row),
    ground: GroundPlan.parse(row.ground),
    buildings: await loadRecords(pool, BUILDING_TABLE, site),
    zones: await loadRecords(pool, ZONE_TABLE, site),
    devices: await loadRecords(pool, DEVICE_TABLE, site),
    houses: await loadRecords(pool, HOUSE_TABLE, site),
    persons: await loadRecords(pool, PERSON_TABLE, site),
    organisations: await loadRecords(pool, ORGANISATION_TABLE, site),
    duties: await loadRecords(pool, DUTY_TABLE, site),
  };
}
