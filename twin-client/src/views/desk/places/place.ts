import { type BuildingRecord, type LayerFeature, viewSector, type ZoneRecord } from 'twin-core';
import { geodesic, travel } from 'twin-core/geometry';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { Palette } from '../../../state/palette.ts';
import { type PlaceGeometry, type PlaceShape, shapeOf } from '../../../state/place/place-shape.ts';
import type { CameraViewEntry, ZoneEntry } from '../../../state/records/place.ts';

/** The layers that shelters and routes of clause 5.8.8 are features of. */
export const EMERGENCY_LAYERS = { shelter: 'shelters', route: 'evacuation-routes' } as const;

/** What can be drawn: kinds of zones, what is kept for an emergency, what a camera sees. */
export type PlaceKind = ZoneRecord['kind'] | 'shelter' | 'route' | 'cameraView';

/** Every kind, in the order they are offered. */
export const PLACE_KINDS: readonly PlaceKind[] = [
  'fence',
  'fireLane',
  'parking',
  'charging',
  'area',
  'shelter',
  'route',
  'cameraView',
];

/** How a kind is drawn, the usual way first. */
export const DRAW_WAYS = {
  fence: ['line', 'polygon'],
  fireLane: ['polygon', 'line'],
  parking: ['polygon'],
  charging: ['polygon'],
  area: ['polygon', 'circle'],
  shelter: ['polygon', 'circle', 'point'],
  route: ['line'],
  cameraView: ['line'],
} as const;

/** A place as the desk lists and changes it. */
export interface Place {
  readonly kind: PlaceKind;
  readonly code: string;
  readonly name: string;
  readonly shape: PlaceShape;
  /** Null for one that is not stored yet. */
  readonly version: string | null;
  /** Devices that refer to it: it cannot be removed while there are any. */
  readonly devices: number;
  /** Of a shelter or route: the rest of what is recorded. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Of a camera's view. */
  readonly camera?: { readonly at: LonLat; readonly tiltDeg: number; readonly angleDeg: number };
}

export function placeOfZone({ geometry, version, devices, code, name, kind }: ZoneEntry): Place {
  return { kind, code, name, shape: shapeOf(geometry), version, devices, properties: {} };
}

/** A camera's view is changed by the line from the camera to where its picture ends. */
export function placeOfView({
  device,
  name,
  location,
  headingDeg,
  tiltDeg,
  angleDeg,
  rangeM,
  version,
}: CameraViewEntry): Place {
  const at: LonLat = [location.longitude, location.latitude];
  return {
    kind: 'cameraView',
    code: device,
    name,
    shape: lineOfView(at, headingDeg, rangeM),
    version,
    devices: 0,
    properties: {},
    camera: { at, tiltDeg, angleDeg },
  };
}

/** A shelter or route; null for a feature of another layer or shape. */
export function placeOfFeature({
  layer, id, name, geometry, properties }: LayerFeature): Place | null {
  const kind = layer === EMERGENCY_LAYERS.route ? 'route' : layer === EMERGENCY_LAYERS.shelter ? 'shelter' : null;
  const single = geometry.type === 'Point' || geometry.type === 'LineString' || geometry.type === 'Polygon';
  if (!kind || !single) return null;
  const shape = shapeOf(geometry as unknown as PlaceGeometry);
  return {
    kind,
    code: id,
    name: name ?? id,
    shape,
    version: JSON.stringify({ name, geometry, properties }),
    devices: 0,
    properties,
  };
}

/** Heading and range that the line of a camera's view means: from the camera, wherever the line begins. */
export function viewOfLine(
  at: LonLat,
  { points }: PlaceShape,
): { readonly headingDeg: number; readonly rangeM: number } {
  const to = points.at(-1);
  if (!to) return { headingDeg: 0, rangeM: 0 };
  const { azimuthDeg, distanceM } = geodesic(at, to);
  return { headingDeg: (Math.round(azimuthDeg * 10) / 10) % 360, rangeM: Math.round(distanceM * 10) / 10 };
}

/** The line of a view from a camera. */
export function lineOfView(at: LonLat, headingDeg: number, rangeM: number): PlaceShape {
  return { kind: 'line', points: [at, travel(at, headingDeg, rangeM)], holes: [] };
}

/** What a place covers in the picture: a camera's sector, else its own shape. */
export function coverOf({ kind, shape, camera }: Pick<Place, 'kind' | 'shape' | 'camera'>): PlaceShape {
  if (kind !== 'cameraView' || !camera) return shape;
  const [longitude, latitude] = camera.at;
  const points = viewSector({ longitude, latitude }, { ...viewOfLine(camera.at, shape), angleDeg: camera.angleDeg });
  return { kind: 'polygon', points, holes: [] };
}

/** The color of a kind in the picture: calm, and told apart. */
export function colorOf(palette: Palette, kind: PlaceKind): string {
  switch (kind) {
    case 'fence':
      return palette.state.normal;
    case 'fireLane':
      return '#c58a6a';
    case 'parking':
      return '#8aa3d6';
    case 'charging':
      return '#79b8c9';
    case 'area':
      return palette.muted;
    case 'shelter':
      return '#7fc4a4';
    case 'route':
      return '#7fc4a4';
    case 'cameraView':
      return '#b9a4e0';
  }
}

/** Corners that what is drawn clings to: those of other places and of buildings. */
export function cornersOf(
  places: readonly Place[],
  but: string | null,
  buildings: readonly Pick<BuildingRecord, 'footprint'>[],
): LonLat[] {
  return [
    ...places.filter(({ code, kind }) => code !== but && kind !== 'cameraView').flatMap(({ shape }) => shape.points),
    ...buildings.flatMap(({ footprint }) => footprint),
  ];
}
