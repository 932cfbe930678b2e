import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Logger } from 'pino';
import {
  type BuildingRecord,
  type CameraCalibration,
  type CameraView,
  type Catalogue,
  calibrationIn,
  type DeviceRecord,
  geoToLocal,
  isCamera,
  type Placement,
  trustedCalibration,
} from 'twin-core';
import { calibratedCamera, monitorReachM, nearLines, type SightCamera } from 'twin-core/geometry';
import type { CameraStreams } from './base/camera-streams.ts';
import { CameraViews } from './base/camera-views.ts';
import { JudgedCalibrations } from './base/judged-calibrations.ts';
import type { BaseRegistry } from './base/registry.ts';
import { reasonOf } from './problem.ts';
import type { Estate } from './sight/estate.ts';
import { keyPlaces, outsideBlocks } from './sight/key-places.ts';
import { type CameraPlace, Sight, type Surveyed } from './sight/sight.ts';
import { SiteGroundGrid } from './sight-ground.ts';
import type { TerrainSource } from './terrain/terrain-source.ts';

/** Of a camera of which nobody said what it sees: the horizontal angle of most. */
const USUAL = { headingDeg: 0, tiltDeg: 0, angleDeg: 50 };

export interface SightSources {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  readonly catalogue: Catalogue;
  readonly cameraStreams: CameraStreams;
  /** Whether a camera is turned from here. */
  readonly turns: (camera: string) => boolean;
  readonly terrain: TerrainSource | null;
  /** Folders with a folder of baked files a building; the first that has a building's is its model. */
  readonly tilesets: readonly string[];
  readonly dataDir: string;
  readonly log: Logger;
}

/** Sight over the site's base data and baked shells. */
export function openSight(sources: SightSources): Sight {
  const { code: site } = sources.registry.site;
  const [views, calibrations] = [new CameraViews(sources.pool, site), new JudgedCalibrations(sources)];
  const ground = sources.terrain && new SiteGroundGrid(sources.registry.site, sources.terrain);
  return new Sight({
    survey: () => survey(sources, views, calibrations, ground),
    drawn: (camera) => sources.cameraStreams.masks(camera),
    file: join(sources.dataDir, 'sight', 'masks.json'),
    onTrouble: (cause) =>
      sources.log.warn({ reason: reasonOf(cause) }, 'masks of cameras were not made; it is tried again'),
  });
}

async function survey(
  sources: SightSources,
  views: CameraViews,
  calibrations: JudgedCalibrations,
  ground: SiteGroundGrid | null,
): Promise<Surveyed> {
  const { registry, catalogue, turns, tilesets } = sources;
  const { frame, boundary } = registry.site;
  const local = ([longitude, latitude]: readonly [number, number]) => {
    const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
    return [x, y] as const;
  };
  const buildings = [...registry.buildings()];
  const shells = (await Promise.all(buildings.map((building) => shellOf(tilesets, building)))).flatMap(
    (one) => one ?? [],
  );
  const baked = new Set(shells.map(({ building }) => building));
  const blocks = buildings.flatMap(({ code, footprint, placement, heightM }) => {
    if (baked.has(code)) return [];
    const [, , lowM] = geoToLocal(frame, placement);
    return [{ building: code, ring: footprint.map(local), lowM, highM: lowM + heightM }];
  });
  const houses = [...registry.houses()];
  const estate: Estate = {
    frame,
    shells,
    blocks: [...blocks, ...outsideBlocks(registry.ground.features, local)],
    ground: (await ground?.heights()) ?? null,
    boundary: boundary.map(local),
    fences: [...registry.zones()].flatMap(({ kind, geometry }) => {
      if (kind !== 'fence') return [];
      const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates;
      return lines.map((line) => line.map(local));
    }),
    places: keyPlaces(registry.ground.features, registry.zones(), registry.devices(), frame),
    homes: houses.flatMap(({ code, ifcSpaceGuid }) =>
      ifcSpaceGuid === null ? [] : [{ house: code, space: ifcSpaceGuid }],
    ),
    homeBuildings: [...new Set(houses.map(({ building }) => building))],
  };
  const homes = buildings.flatMap(({ code, footprint }) =>
    estate.homeBuildings.includes(code) ? [[...footprint, footprint[0]!].map(local)] : [],
  );
  const [stated, measured] = await Promise.all([views.list(), calibrations.list()]);
  const viewOf = new Map(stated.map((view) => [view.device, view]));
  // By one that was moved since it was calibrated nobody knows what it sees: what people said of it counts then.
  const calibrationOf = new Map(
    measured.map(({ calibration, drift }) => [calibration.camera, trustedCalibration(calibration, drift)]),
  );
  const cameras = [...registry.devices()].flatMap((device): CameraPlace[] => {
    const sight = sightOf(frame, device, viewOf.get(device.code), calibrationOf.get(device.code));
    const kind = catalogue.kind(device.kind)?.kind;
    if (!sight && !(kind && isCamera(kind))) return [];
    const [x, y] = geoToLocal(frame, device.location);
    const isNearHomes = isOutdoors(device) && nearLines(homes, monitorReachM(sight ?? USUAL))(x, y);
    return [{ code: device.code, sight, isNearHomes, turns: turns(device.code) }];
  });
  const digest = createHash('sha256').update(JSON.stringify({ ...estate, ground: ground?.version ?? null }));
  return { estate, digest: digest.digest('base64url'), cameras };
}

/** What a camera sees: as it was calibrated, or as people said it; null where nobody did either. */
function sightOf(
  frame: Placement,
  { code, location }: DeviceRecord,
  view: CameraView | undefined,
  calibration: CameraCalibration | null | undefined,
): SightCamera | null {
  if (calibration) return calibratedCamera(code, calibrationIn(frame, calibration), view?.rangeM ?? null);
  if (!view) return null;
  const [x, y, z] = geoToLocal(frame, location);
  const { device: _, headingDeg, ...seen } = view;
  return { code, x, y, z, ...seen, headingDeg: headingDeg - frame.headingDeg };
}

const isOutdoors = ({ storey }: DeviceRecord) => storey === null;

/** The baked shell of a building; null where it has none. */
async function shellOf(tilesets: readonly string[], { code, placement }: BuildingRecord) {
  for (const folder of tilesets) {
    const outline = await stat(join(folder, code, 'outline.json')).catch(() => null);
    if (!outline) continue;
    const file = join(folder, code, 'shell.bin');
    const found = await stat(file).catch(() => null);
    return found && { building: code, file, stamp: `${found.size} ${found.mtimeMs}`, placement };
  }
  return null;
}
