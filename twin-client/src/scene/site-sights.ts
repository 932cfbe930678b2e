import { type GeoBounds, type GeoPoint, geoToLocal, type LocalPoint, type Placement, type ZoneRecord } from 'twin-core';
import type { DeviceMarker } from '../state/marker.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import { clearSight, facadeBearing, type Obstacle, type Sight } from './sight.ts';
import type { CameraPose } from './site-room.ts';

const INDOOR_PITCH_DEG = 33;
const OUTDOOR_PITCH_DEG = 38;
const BUILDING_PITCH_DEG = 28;
/** Steep enough to look over the cut walls onto the floor. */
const STOREY_PITCH_DEG = 42;
const OUTDOOR_M = 75;
const PIT_PITCH_DEG = 48;
const PIT_M = 55;
const PART_M = 22;
/** A point on a camera's axis, metres. */
const AXIS_M = 20;
/** No building is looked at from nearer than this, metres. */
const LEAST_M = 30;
/** From the south-west: where nothing says from where a building abroad is looked at. */
const ABROAD_BEARING = (-3 * Math.PI) / 4;

/** A frame holds as far as the earth is flat enough for it, metres; farther off a building is looked at in a frame of its own. */
const FRAME_M = 20_000;

/** A building's footprint and height in metres of a frame. */
function obstacleOf(frame: Placement, building: BuildingView): Obstacle {
  const ring = building.footprint.map(([longitude, latitude]) => {
    const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
    return [x, y] as const;
  });
  const bottom = building.placement.height - frame.height;
  return { code: building.code, ring, bottom, top: bottom + building.heightM };
}

function extentOf(ring: Obstacle['ring']): { centre: readonly [number, number]; diagonalM: number } {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { centre: [(west + east) / 2, (south + north) / 2], diagonalM: Math.hypot(east - west, north - south) };
}

/** Whether a place lies beyond what is drawn in a site's frame: an imported building may stand on another continent. */
export function isAbroad(
  frame: Placement,
  { longitude, latitude }: Pick<Placement, 'longitude' | 'latitude'>,
): boolean {
  const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
  return Math.hypot(x, y) > FRAME_M;
}

/** Sights of things of the estate, chosen so that what is looked at is centred and nothing stands before it. */
export class SiteSights {
  readonly #frame: Placement;
  #buildings: readonly BuildingView[] = [];
  #obstacles: readonly Obstacle[] = [];
  readonly #home: Sight;
  #zones: readonly ZoneRecord[];

  constructor(site: SiteView) {
    this.#frame = site.frame;
    this.setBuildings(site.buildings);
    this.#home = site.view;
    this.#zones = site.zones;
  }

  /** Takes note of the buildings that stand now. */
  setBuildings(buildings: readonly BuildingView[]): void {
    this.#buildings = buildings;
    this.#obstacles = this.#obstaclesIn(this.#frame);
  }

  /** Takes note of the zones there are now. */
  setZones(zones: readonly ZoneRecord[]): void {
    this.#zones = zones;
  }

  #obstaclesIn(frame: Placement): readonly Obstacle[] {
    return this.#buildings
      .filter(({ placement }) => !isAbroad(frame, placement))
      .map((building) => obstacleOf(frame, building));
  }

  home(): Sight {
    return this.#home;
  }

  /** Bearing from a point to where the camera stands, so that a flight turns no more than it must. */
  #bearing(to: LocalPoint, camera: LocalPoint): number {
    return Math.atan2(camera[0] - to[0], camera[1] - to[1]);
  }

  #obstacle(code: string | null): Obstacle | undefined {
    return this.#obstacles.find((obstacle) => obstacle.code === code);
  }

  /** Indoors over the nearest facade, outdoors from the side the camera is on. */
  ofDevice(marker: DeviceMarker, camera: LocalPoint): Sight {
    const to = geoToLocal(this.#frame, marker.location);
    const own = marker.storey === null ? undefined : this.#obstacle(marker.building);
    if (!own) {
      return clearSight(to, OUTDOOR_M, OUTDOOR_PITCH_DEG, this.#bearing(to, camera), this.#obstacles, marker.building);
    }
    const facade = facadeBearing([to[0], to[1]], own.ring);
    // Under the ground the near rim of the pit would hide what hangs on the wall below it: look from the other side.
    if (to[2] < own.bottom - 0.5) return clearSight(to, PIT_M, PIT_PITCH_DEG, facade + Math.PI, [], null);
    const distance = Math.min(110, Math.max(45, extentOf(own.ring).diagonalM * 1.3));
    return clearSight(to, distance, INDOOR_PITCH_DEG, facade, this.#obstacles, own.code);
  }

  /** From where a camera of the estate hangs, along its axis and as wide as it sees. */
  through({ location, headingDeg, tiltDeg, angleDeg }: CameraPose): Sight {
    const from = geoToLocal(this.#frame, location);
    const azimuth = ((headingDeg - this.#frame.headingDeg) * Math.PI) / 180;
    const tilt = (tiltDeg * Math.PI) / 180;
    const across = Math.cos(tilt) * AXIS_M;
    const to: LocalPoint = [
      from[0] + across * Math.sin(azimuth),
      from[1] + across * Math.cos(azimuth),
      from[2] + Math.sin(tilt) * AXIS_M,
    ];
    return { from, to, angleDeg };
  }

  /** A place from near, from the side the camera is on. */
  ofPlace(to: LocalPoint, distanceM: number, camera: LocalPoint): Sight {
    return clearSight(to, distanceM, OUTDOOR_PITCH_DEG, this.#bearing(to, camera), this.#obstacles, null);
  }

  /**
   * All of a building, or one storey of it by the heights of its lowest and highest part over the building's zero, metres; null
   * for an unknown building. `camera` is in metres of the site frame.
   */
  ofBuilding(
    code: string,
    camera: LocalPoint,
    band: { readonly bottom: number; readonly top: number } | null = null,
  ): Sight | null {
    const placement = this.#buildings.find((building) => building.code === code)?.placement;
    if (!placement) return null;
    const abroad = isAbroad(this.#frame, placement);
    const frame = abroad ? { ...placement, headingDeg: 0 } : this.#frame;
    const obstacles = abroad ? this.#obstaclesIn(frame) : this.#obstacles;
    const own = obstacles.find((obstacle) => obstacle.code === code);
    if (!own) return null;
    const { centre, diagonalM } = extentOf(own.ring);
    const { bottom, top } = band ?? { bottom: 0, top: own.top - own.bottom };
    const to: LocalPoint = [centre[0], centre[1], own.bottom + bottom + (top - bottom) * 0.45];
    const distance = Math.max(LEAST_M, Math.hypot(diagonalM, top - bottom) * 1.7);
    const bearing = abroad ? ABROAD_BEARING : this.#bearing(to, camera);
    const sight = clearSight(to, distance, band ? STOREY_PITCH_DEG : BUILDING_PITCH_DEG, bearing, obstacles, code);
    return abroad ? { ...sight, frame } : sight;
  }

  /** A part of a building by its middle, from the side of the nearest facade; null for an unknown building. */
  ofPart(code: string, at: GeoPoint): Sight | null {
    const placement = this.#buildings.find((building) => building.code === code)?.placement;
    if (!placement) return null;
    const abroad = isAbroad(this.#frame, placement);
    const frame = abroad ? { ...placement, headingDeg: 0 } : this.#frame;
    const obstacles = abroad ? this.#obstaclesIn(frame) : this.#obstacles;
    const own = obstacles.find((obstacle) => obstacle.code === code);
    const to = geoToLocal(frame, at);
    const bearing = own ? facadeBearing([to[0], to[1]], own.ring) : ABROAD_BEARING;
    const sight = clearSight(to, PART_M, INDOOR_PITCH_DEG, bearing, obstacles, code);
    return abroad ? { ...sight, frame } : sight;
  }

  /** All of a zone; null for an unknown one. */
  ofZone(code: string, camera: LocalPoint): Sight | null {
    const geometry = this.#zones.find((zone) => zone.code === code)?.geometry;
    const line = geometry?.type === 'LineString' ? geometry.coordinates : geometry?.coordinates[0];
    if (!line) return null;
    const points = line.map(([longitude, latitude]) =>
      geoToLocal(this.#frame, { longitude, latitude, height: this.#frame.height }),
    );
    const { centre, diagonalM } = extentOf(points.map(([x, y]) => [x, y] as const));
    const to: LocalPoint = [centre[0], centre[1], 1.5];
    return clearSight(to, Math.max(60, diagonalM * 1.4), 35, this.#bearing(to, camera), this.#obstacles, null);
  }

  /** A part of the ground as a whole, from the side the camera is on; beyond the site's frame in one of its own. */
  ofBounds([west, south, east, north]: GeoBounds, camera: LocalPoint): Sight {
    const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2, height: this.#frame.height };
    const abroad = isAbroad(this.#frame, middle);
    // How high the ground lies out there nobody knows; near the sea is where most people live.
    const frame = abroad ? { ...middle, height: 0, headingDeg: 0 } : this.#frame;
    const [x, y] = geoToLocal(frame, middle);
    const [farX, farY] = geoToLocal(frame, { ...middle, longitude: east, latitude: north });
    const to: LocalPoint = [x, y, 1.5];
    const distance = Math.max(60, Math.hypot(farX - x, farY - y) * 2 * 1.4);
    const bearing = abroad ? ABROAD_BEARING : this.#bearing(to, camera);
    const sight = clearSight(to, distance, 45, bearing, abroad ? [] : this.#obstacles, null);
    return abroad ? { ...sight, frame } : sight;
  }
}
