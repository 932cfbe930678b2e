import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AssetRights,
  CameraCalibration,
  CameraStream,
  CameraView,
  DeviceRecord,
  DutyRecord,
  HouseRecord,
  OccupancyRecord,
  OrganisationRecord,
  OwnerRecord,
  PersonRecord,
  SiteFile,
} from 'twin-core';
import { z } from 'zod';
import { InputError, reasonOf } from '../problem.ts';
import { GroundPlan, type SiteBase, SiteRecord, type SiteTenure } from './site-base.ts';

/** Reads site.json of a folder and the files it names. Throws InputError: file, row, field and reason of the first fault. */
export async function readSite(dir: string): Promise<SiteBase & SiteTenure> {
  const file = await readJson(dir, 'site.json', SiteFile);
  const { data } = file;
  const listed = <T>(name: string | undefined, schema: z.ZodType<T>): Promise<T[]> =>
    name === undefined ? Promise.resolve([]) : readJson(dir, name, z.array(schema));
  const [
    ground,
    devices,
    houses,
    persons,
    organisations,
    duties,
    owners,
    occupancies,
    assetRights,
    cameraViews,
    cameraStreams,
    cameraCalibrations,
  ] = await Promise.all([
    readJson(dir, file.ground, GroundPlan),
    readJson(dir, data.devices, z.array(DeviceRecord)),
    readJson(dir, data.houses, z.array(HouseRecord)),
    readJson(dir, data.persons, z.array(PersonRecord)),
    readJson(dir, data.organisations, z.array(OrganisationRecord)),
    readJson(dir, data.duties, z.array(DutyRecord)),
    listed(data.owners, OwnerRecord),
    listed(data.occupancies, OccupancyRecord),
    listed(data.assetRights, AssetRights),
    listed(data.cameraViews, CameraView),
    listed(data.cameraStreams, CameraStream),
    listed(data.cameraCalibrations, CameraCalibration),
  ]);
  const { site: code, buildings, zones } = file;
  return {
    site: SiteRecord.parse({ ...file, code }),
    ground,
    buildings,
    zones,
    devices,
    houses,
    persons,
    organisations,
    duties,
    owners,
    occupancies,
    assetRights,
    cameraViews,
    cameraStreams,
    cameraCalibrations,
  };
}

async function readJson<T>(dir: string, name: string, schema: z.ZodType<T>): Promise<T> {
  const path = join(dir, name);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(`cannot be read (${reasonOf(cause)})`, { place: path, cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`is not JSON (${reasonOf(cause)})`, { place: path, cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first, ...others] = parsed.error.issues;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  throw new InputError(`${first?.message ?? 'not understood'}${more}`, {
    place: [path, placeOf(first?.path ?? [])].filter(Boolean).join(': '),
  });
}

/** `row 3, location.latitude` for an element of a list (rows count from 1), else the path with dots. */
function placeOf(path: readonly PropertyKey[]): string {
  const [row, ...field] = path;
  if (typeof row !== 'number') return path.join('.');
  return [`row ${row + 1}`, field.join('.')].filter(Boolean).join(', ');
}
