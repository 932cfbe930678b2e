import type pg from 'pg';
import {
  AssetRights,
  BuildingRecord,
  CameraCalibration,
  CameraMask,
  CameraStream,
  CameraView,
  DeviceRecord,
  DutyRecord,
  HouseRecord,
  OccupancyRecord,
  OrganisationRecord,
  OwnerRecord,
  PersonRecord,
  ZoneRecord,
} from 'twin-core';
import type { z } from 'zod';

/** A table that holds one kind of record of a site: a column a field, in snake case. */
export interface RecordTable<T> {
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly fields: readonly (keyof T & string)[];
  /** Fields that tell records of one site apart. */
  readonly key: readonly (keyof T & string)[];
}

function recordTable<Shape extends z.core.$ZodLooseShape>(
  name: string,
  schema: z.ZodObject<Shape>,
  key: readonly (keyof z.output<z.ZodObject<Shape>> & string)[],
): RecordTable<z.output<z.ZodObject<Shape>>> {
  const fields = Object.keys(schema.shape) as (keyof z.output<z.ZodObject<Shape>> & string)[];
  return { name, schema, fields, key };
}

export const BUILDING_TABLE = recordTable('building', BuildingRecord, ['code']);
export const HOUSE_TABLE = recordTable('house', HouseRecord, ['code']);
export const OWNER_TABLE = recordTable('house_owner', OwnerRecord, ['house']);
export const OCCUPANCY_TABLE = recordTable('occupancy', OccupancyRecord, ['code']);
export const PERSON_TABLE = recordTable('person', PersonRecord, ['code']);
export const ORGANISATION_TABLE = recordTable('organisation', OrganisationRecord, ['code']);
export const DUTY_TABLE = recordTable('duty', DutyRecord, ['person', 'role', 'shift', 'from', 'to']);
export const ZONE_TABLE = recordTable('zone', ZoneRecord, ['code']);
export const CAMERA_VIEW_TABLE = recordTable('camera_view', CameraView, ['device']);
export const CAMERA_CALIBRATION_TABLE = recordTable('camera_calibration', CameraCalibration, ['camera']);
export const CAMERA_STREAM_TABLE = recordTable('camera_stream', CameraStream, ['camera', 'way', 'role']);
export const CAMERA_MASK_TABLE = recordTable('camera_mask', CameraMask, ['camera']);
export const ASSET_RIGHTS_TABLE = recordTable('asset_rights', AssetRights, ['scope', 'code']);
export const DEVICE_TABLE = recordTable('device', DeviceRecord, ['code']);

/**
 * Puts records in, or over those with the same key; returns how many rows are new or changed. With `yielding`, rows that
 * another source wrote last are left as they are.
 */
export async function upsertRecords<T>(
  client: pg.Pool | pg.PoolClient,
  table: RecordTable<T>,
  site: string,
  source: string,
  records: readonly T[],
  { yielding = false }: { yielding?: boolean } = {},
): Promise<number> {
  const columns = table.fields.map(columnOf);
  const key = table.key.map(columnOf);
  const rest = columns.filter((column) => !key.includes(column));
  const tuple = (of: string) => `(${rest.map((column) => `${of}.${column}`).join(', ')})`;
  const conflict =
    rest.length === 0
      ? 'DO NOTHING'
      : `DO UPDATE SET ${rest.map((column) => `${column} = EXCLUDED.${column}`).join(', ')},
           source = EXCLUDED.source, updated_at = now()
         WHERE ${tuple('t')} IS DISTINCT FROM ${tuple('EXCLUDED')}${yielding ? ' AND t.source = EXCLUDED.source' : ''}`;
  const { rowCount } = await client.query(
    `INSERT INTO ${table.name} AS t (site, source, ${columns.join(', ')})
     SELECT $1, $2, ${columns.map((column) => `r.${column}`).join(', ')}
     FROM jsonb_populate_recordset(NULL::${table.name}, $3::jsonb) AS r
     ON CONFLICT (site, ${key.join(', ')}) ${conflict}`,
    [site, source, JSON.stringify(records.map((record) => toRow(table, record)))],
  );
  return rowCount ?? 0;
}

/** The records of a site in the order of their keys; with `only`, those whose field has a value. */
export async function loadRecords<T>(
  client: pg.Pool | pg.PoolClient,
  table: RecordTable<T>,
  site: string,
  only?: { readonly field: keyof T & string; readonly value: string },
): Promise<T[]> {
  const { rows } = await client.query<{ row: Record<string, unknown> }>(
    `SELECT to_jsonb(t) AS row FROM ${table.name} t WHERE site = $1 ${only ? `AND ${columnOf(only.field)} = $2` : ''}
     ORDER BY ${table.key.map(columnOf).join(', ')}`,
    only ? [site, only.value] : [site],
  );
  return rows.map(({ row }) => table.schema.parse(fromRow(table, row)));
}

function toRow<T>(table: RecordTable<T>, record: T): Record<string, unknown> {
  return Object.fromEntries(table.fields.map((field) => [snakeCase(field), record[field]]));
}

function fromRow<T>(table: RecordTable<T>, row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(table.fields.map((field) => [field, row[snakeCase(field)]]));
}

/** Quoted, because `from` and `to` are words of SQL. */
function columnOf(field: string): string {
  return `"${snakeCase(field)}"`;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
