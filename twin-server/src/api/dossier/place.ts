import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildingOutline, geoToLocal, type LocalPoint } from 'twin-core';
import type { ContentOf } from 'twin-core/dossier';
import { readOutline } from '../../bake/read-outline.ts';
import type { ApiDeps } from '../deps.ts';
import { modelFolder } from '../tilesets.ts';
import type { Subject } from './subject.ts';

const AROUND_M = 250;
/** Storeys, and what their models may come to, bytes. */
const MOST_STOREYS = 4;
const MOST_BYTES = 8 * 1024 * 1024;

/** The storeys of the alarms as they are modelled, and the buildings around as blocks. */
export async function* gatherPlace(
  deps: ApiDeps,
  subject: Subject,
): AsyncGenerator<ContentOf<'surroundings'> | ContentOf<'model'> | ContentOf<'leftOut'>> {
  yield surroundingsOf(deps, subject);
  const storeys = [...new Set(subject.alarms.map(({ building, storey }) => JSON.stringify([building, storey])))]
    .map((key) => JSON.parse(key) as [string | null, string | null])
    .filter((place): place is [string, string] => place[0] !== null && place[1] !== null);
  let bytes = 0;
  for (const [at, [building, storey]] of storeys.entries()) {
    const models = at < MOST_STOREYS ? await modelsOf(deps, building, storey) : [];
    const size = models.reduce((sum, { data }) => sum + data.length, 0);
    if (models.length > 0 && bytes + size <= MOST_BYTES) {
      bytes += size;
      yield* models;
    } else {
      const reason = at >= MOST_STOREYS ? 'limit' : models.length > 0 ? 'size' : 'noModel';
      yield { kind: 'leftOut', what: 'models', count: 1, reason };
    }
  }
}

/** The code of the home that a space is; null where it is none, or that is not known. */
export async function homeAt(
  { registry, paths }: ApiDeps,
  { building, storey, space }: { building: string | null; storey: string | null; space: string | null },
): Promise<string | null> {
  if (building === null || space === null) return null;
  const outline = await readOutline(paths.tilesets, building);
  const floor = storeyOf(outline, storey)?.globalId;
  const found = outline?.spaces.find(({ name, storey: of }) => name === space && of === floor);
  if (!found) return null;
  for (const house of registry.houses())
    if (house.building === building && house.ifcSpaceGuid === found.globalId) return house.code;
  return null;
}

const storeyOf = (outline: BuildingOutline | null, name: string | null) =>
  outline?.storeys.find((storey) => storey.name === name);

/** What a storey shows of its outside and its inside; pipes and cables are left to the building's own view. */
async function modelsOf({ registry, paths }: ApiDeps, building: string, name: string): Promise<ContentOf<'model'>[]> {
  const record = registry.building(building);
  const storey = storeyOf(await readOutline(paths.tilesets, building), name);
  const folder = await modelFolder(paths.tilesets, building);
  if (!record || !storey || folder === null) return [];
  const { frame } = registry.site;
  const origin = round(geoToLocal(frame, record.placement));
  const headingDeg = record.placement.headingDeg - frame.headingDeg;
  const floorM = Math.round((origin[2] + storey.elevation) * 100) / 100;
  const files = (['shell', 'interior'] as const).flatMap((part) => storey.content[part].map((uri) => ({ part, uri })));
  return Promise.all(
    files.map(async ({ part, uri }) => ({
      ...{ kind: 'model' as const, building, storey: name, part, origin, headingDeg, floorM },
      data: await readFile(join(folder, uri), 'base64'),
    })),
  );
}

function surroundingsOf({ registry }: ApiDeps, { devices }: Subject): ContentOf<'surroundings'> {
  const { frame } = registry.site;
  const places = devices.filter(({ distanceM }) => distanceM === null);
  const centers = places.map(({ record }) => geoToLocal(frame, record.location));
  if (centers.length === 0) centers.push([0, 0, 0]);
  const buildings = [...registry.buildings()].flatMap(({ code, name, footprint, placement, heightM }) => {
    const ring = footprint.map(([longitude, latitude]): [number, number] => {
      const [x, y] = round(geoToLocal(frame, { longitude, latitude, height: placement.height }));
      return [x, y];
    });
    const isNear = centers.some(([x, y]) => ring.some((corner) => Math.hypot(corner[0] - x, corner[1] - y) < AROUND_M));
    if (!isNear) return [];
    return [{ code, name, ring, baseM: round(geoToLocal(frame, placement))[2], heightM }];
  });
  return { kind: 'surroundings', buildings };
}

/** To the centimetre. */
export function round([x, y, z]: LocalPoint): [number, number, number] {
  const cut = (metres: number) => Math.round(metres * 100) / 100;
  return [cut(x), cut(y), cut(z)];
}
