import type { Medium } from 'twin-core';
import type { Vec2 } from '../../ifc/shape.ts';
import { toLongitudeLatitude } from '../site-frame.ts';

/** Depths of a line, metres: to the top of pipes and cables along it, or to a sewer's invert at both ends. */
export type Depth = { readonly depthM: number } | { readonly startDepthM: number; readonly endDepthM: number };

/** A pipe or cable in the site frame, metres. */
export interface PipeLine {
  readonly code: string;
  readonly name?: string;
  readonly line: readonly Vec2[];
  readonly diameterMm: number;
  readonly depth: Depth;
  readonly material: string;
  readonly owner?: string;
}

/** What stands on pipes: a valve, a hydrant, a house connection … */
export interface PipePoint {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly at: Vec2;
  readonly building?: string;
  readonly unit?: string;
  readonly diameterMm?: number;
  readonly owner?: string;
}

/** A network of the estate before it is written. */
export interface EstateNetwork {
  readonly medium: Medium;
  readonly lines: readonly PipeLine[];
  readonly points: readonly PipePoint[];
}

/** Year in which all of it was laid, with the estate. */
const LAID = 2019;
const OWNER = '小区共有';

/** A network as GeoJSON, a feature a line: a network that differs in one pipe differs in one line. */
export function networkGeoJson({ medium, lines, points }: EstateNetwork): string {
  const feature = (id: string, geometry: object, properties: object) =>
    JSON.stringify({ type: 'Feature', id, properties: { medium, year: LAID, owner: OWNER, ...properties }, geometry });
  const features = [
    ...lines.map(({ code, line, depth, ...rest }) =>
      feature(code, { type: 'LineString', coordinates: line.map(toLongitudeLatitude) }, { ...rest, ...rounded(depth) }),
    ),
    ...points.map(({ code, at, ...rest }) =>
      feature(code, { type: 'Point', coordinates: toLongitudeLatitude(at) }, rest),
    ),
  ];
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

const rounded = (depth: Depth) =>
  Object.fromEntries(
    Object.entries(depth).map(([name, value]: [string, number]) => [name, Math.round(value * 1000) / 1000]),
  );
