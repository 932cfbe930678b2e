import { type GeoPoint, geoToLocal, localToGeo, type Placement } from 'twin-core';
import { type GroundPoint, OutdoorGround, type ShelterRoom } from 'twin-core/geometry';

type Degrees = readonly [longitude: number, latitude: number];

/** A feature of the ground plan or of a layer, as far as ways are concerned: GeoJSON in degrees, WGS 84. */
export interface GroundFeature {
  readonly layer: string;
  readonly id: string;
  readonly name: string | null;
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the site's ways outside are made of. */
export interface SiteGroundParts {
  readonly frame: Placement;
  readonly boundary: readonly Degrees[];
  /** Outlines of the buildings that stand on the ground. */
  readonly buildings: readonly (readonly Degrees[])[];
  readonly features: readonly GroundFeature[];
}

/** A shelter that is in the layers (5.8.8-2). */
export interface Shelter extends ShelterRoom {
  readonly name: string;
  readonly middle: GroundPoint;
}

/** A gate of the site's boundary. */
export interface Gate {
  readonly name: string;
  readonly middle: GroundPoint;
}

/** What the layers' features are to somebody who walks, by the layer's code. */
const GROUND_LAYERS = {
  roads: 'paved',
  paths: 'paved',
  plazas: 'paved',
  courts: 'paved',
  'fire-lanes': 'paved',
  shelters: 'shelter',
  gates: 'gate',
  walls: 'barrier',
  water: 'solid',
} as const;
type Walked = (typeof GROUND_LAYERS)[keyof typeof GROUND_LAYERS];

/** Codes of the layers of whose features the ways outside are made. */
export const groundLayers: readonly string[] = Object.keys(GROUND_LAYERS);

/** The ground of a site with its shelters and gates, in metres of the site's frame. */
export class SiteGround {
  readonly frame: Placement;
  readonly shelters: readonly Shelter[];
  readonly gates: readonly Gate[];
  readonly ground: OutdoorGround;

  constructor({ frame, boundary, buildings, features }: SiteGroundParts) {
    this.frame = frame;
    const local = ([longitude, latitude]: Degrees): GroundPoint => {
      const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
      return [x, y];
    };
    const walked: Readonly<Record<string, Walked>> = GROUND_LAYERS;
    const of = (...wanted: readonly Walked[]) => features.filter(({ layer }) => wanted.includes(walked[layer]!));
    const rings = (some: readonly GroundFeature[]) =>
      some.flatMap(({ geometry }) => ringsOf(geometry).map((ring) => ring.map(local)));
    const lines = (some: readonly GroundFeature[]) =>
      some.flatMap(({ geometry }) => linesOf(geometry).map((line) => line.map(local)));
    this.ground = new OutdoorGround({
      boundary: boundary.map(local),
      paved: rings(of('paved', 'shelter')),
      solid: [...buildings.map((ring) => ring.map(local)), ...rings(of('solid'))],
      barriers: lines(of('barrier')),
    });
    this.shelters = of('shelter').flatMap(({ id, name, geometry, properties }) => {
      const ring = ringsOf(geometry)[0]?.map(local);
      const { capacity } = properties;
      const isCount = typeof capacity === 'number' && capacity >= 0;
      return ring ? [{ id, name: name ?? id, middle: middleOf(ring), capacity: isCount ? capacity : null }] : [];
    });
    this.gates = of('gate').flatMap(({ id, name, geometry }) => {
      const line = linesOf(geometry)[0]?.map(local);
      return line ? [{ name: name ?? id, middle: middleOf(line) }] : [];
    });
  }

  /** A point of the frame as longitude and latitude. */
  degrees([x, y]: GroundPoint): [number, number] {
    const { longitude, latitude } = localToGeo(this.frame, [x, y, 0]);
    return [longitude, latitude];
  }

  /** Whether people walk at a place, or so near that a door could lead there. */
  isWalkable(place: Pick<GeoPoint, 'longitude' | 'latitude'>): boolean {
    const [x, y] = geoToLocal(this.frame, { ...place, height: this.frame.height });
    return this.ground.reaches([x, y]);
  }

  /** A point of a building's frame on the site's ground. */
  ofBuilding(placement: Placement, [x, y, z]: readonly [number, number, number]): GroundPoint {
    const [east, north] = geoToLocal(this.frame, localToGeo(placement, [x, y, z]));
    return [east, north];
  }
}

interface Shape {
  readonly type?: unknown;
  readonly coordinates?: unknown;
}

/** Outer rings of a GeoJSON geometry, the first point not repeated. */
function ringsOf(geometry: unknown): Degrees[][] {
  const { type, coordinates } = geometry as Shape;
  if (type === 'Polygon') return [(coordinates as Degrees[][])[0]!.slice(0, -1)];
  if (type === 'MultiPolygon') return (coordinates as Degrees[][][]).map((polygon) => polygon[0]!.slice(0, -1));
  return [];
}

function linesOf(geometry: unknown): Degrees[][] {
  const { type, coordinates } = geometry as Shape;
  if (type === 'LineString') return [coordinates as Degrees[]];
  return type === 'MultiLineString' ? (coordinates as Degrees[][]) : [];
}

function middleOf(points: readonly GroundPoint[]): GroundPoint {
  const sum = (axis: 0 | 1) => points.reduce((total, point) => total + point[axis], 0) / points.length;
  return [sum(0), sum(1)];
}
