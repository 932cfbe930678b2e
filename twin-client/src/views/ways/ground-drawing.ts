import { geoToLocal, type Placement } from 'twin-core';
import type { GroundGeometry, GroundPlan, LonLat } from '../../state/ground-plan.ts';
import type { SiteView } from '../../state/site-view.ts';
import type { PicturePoint } from './plan-drawing.ts';

/** The ground around a way, north up, in metres. */
export interface GroundDrawing {
  /** left, top, width, height */
  readonly view: readonly [number, number, number, number];
  readonly textM: number;
  readonly paved: readonly (readonly PicturePoint[])[];
  readonly water: readonly (readonly PicturePoint[])[];
  readonly walls: readonly (readonly PicturePoint[])[];
  readonly houses: readonly {
    readonly code: string;
    readonly name: string;
    readonly ring: readonly PicturePoint[];
    readonly middle: PicturePoint;
    readonly isOurs: boolean;
  }[];
  readonly ways: readonly (readonly PicturePoint[])[];
  /** A length that is round, for the scale: metres. */
  readonly scaleM: number;
}

const PAVED: ReadonlySet<string> = new Set(['road', 'path', 'plaza', 'court', 'fireLane']);
const TEXTS_ACROSS = 28;
const MARGIN_M = 25;
const ROUND_M = [10, 20, 50, 100, 200, 500];

/** Lays out what lies around ways over the ground; null where there are none. */
export function groundDrawing(
  site: SiteView,
  { features }: GroundPlan,
  building: string,
  lines: readonly (readonly LonLat[])[],
): GroundDrawing | null {
  const northUp: Placement = { ...site.frame, headingDeg: 0 };
  const place = ([longitude, latitude]: LonLat): PicturePoint => {
    const [x, y] = geoToLocal(northUp, { longitude, latitude, height: site.frame.height });
    return [x, -y];
  };
  const ways = lines.filter((line) => line.length > 1).map((line) => line.map(place));
  if (ways.length === 0) return null;
  const view = boundsOf(ways.flat());
  const near = (points: readonly PicturePoint[]) => touches(points, view);
  const shapes = (wanted: (layer: string) => boolean) =>
    features
      .filter(({ properties }) => wanted(properties.layer))
      .flatMap(({ geometry }) => partsOf(geometry).map((part) => part.map(place)))
      .filter(near);
  return {
    view,
    textM: view[2] / TEXTS_ACROSS,
    paved: shapes((layer) => PAVED.has(layer)),
    water: shapes((layer) => layer === 'water'),
    walls: shapes((layer) => layer === 'wall'),
    houses: site.buildings
      .filter(({ storeyCount }) => storeyCount > 0)
      .map(({ code, name, footprint }) => {
        const ring = footprint.map(place);
        return { code, name, ring, middle: middleOf(ring), isOurs: code === building };
      })
      .filter(({ ring }) => near(ring)),
    ways,
    scaleM: ROUND_M.findLast((metres) => metres <= view[2] / 4) ?? ROUND_M[0]!,
  };
}

/** Outer rings and lines of a geometry. */
function partsOf(geometry: GroundGeometry): (readonly LonLat[])[] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates];
    case 'MultiLineString':
      return [...geometry.coordinates];
    case 'Polygon':
      return geometry.coordinates.slice(0, 1);
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((polygon) => polygon.slice(0, 1));
    default:
      return [];
  }
}

function boundsOf(points: readonly PicturePoint[]): [number, number, number, number] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN_M, Math.min(...ys) - MARGIN_M];
  return [left, top, Math.max(...xs) + MARGIN_M - left, Math.max(...ys) + MARGIN_M - top];
}

function touches(points: readonly PicturePoint[], [left, top, width, height]: GroundDrawing['view']): boolean {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return (
    Math.max(...xs) >= left &&
    Math.min(...xs) <= left + width &&
    Math.max(...ys) >= top &&
    Math.min(...ys) <= top + height
  );
}

function middleOf(points: readonly PicturePoint[]): PicturePoint {
  const sum = (axis: 0 | 1) => points.reduce((total, point) => total + point[axis], 0) / points.length;
  return [sum(0), sum(1)];
}
