import { geoToLocal, type LocalPoint, type Placement } from 'twin-core';
import type { DeviceMarker } from '../state/marker.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import { clearSight, facadeBearing, type Obstacle, type Sight } from './sight.ts';

const INDOOR_PITCH_DEG = 33;
const OUTDOOR_PITCH_DEG = 38;
const OUTDOOR_M = 75;
const PIT_PITCH_DEG = 48;
const PIT_M = 55;

/** A building's footprint and height in metres of the site frame. */
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

/** Sights of things of the estate, chosen so that what is looked at is centred and nothing stands before it. */
export class SiteSights {
  readonly #frame: Placement;
  readonly #obstacles: readonly Obstacle[];
  readonly #home: Sight;
  readonly #zones: SiteView['zones'];

  constructor(site: SiteView) {
    this.#frame = site.frame;
    this.#obstacles = site.buildings.map((building) => obstacleOf(site.frame, building));
    this.#home = site.view;
    this.#zones = site.zones;
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

  /** All of a building; null for an unknown one. */
  ofBuilding(code: string, camera: LocalPoint): Sight | null {
    const own = this.#obstacle(code);
    if (!own) return null;
    const { centre, diagonalM } = extentOf(own.ring);
    const height = own.top - own.bottom;
    const to: LocalPoint = [centre[0], centre[1], own.bottom + height * 0.45];
    const distance = Math.max(60, Math.hypot(diagonalM, height) * 1.7);
    return clearSight(to, distance, 28, this.#bearing(to, camera), this.#obstacles, code);
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
}
