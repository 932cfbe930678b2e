import type { SourceFeature, SourceGeometry } from './source-feature.ts';

/** Where a file's features lie, in its own coordinates. */
export interface Survey {
  readonly count: number;
  /** minX, minY, maxX, maxY of all finite coordinates; null where there are none. */
  readonly extent: readonly [number, number, number, number] | null;
  /** Boxes of surfaces, [n × 4] as extent, thinned evenly to at most a few thousand. */
  readonly boxes: Float64Array;
}

const MOST_BOXES = 8192;

type Box = [number, number, number, number];

function grow(box: Box, coordinates: unknown): void {
  if (!Array.isArray(coordinates)) return;
  if (typeof coordinates[0] !== 'number') {
    for (const part of coordinates) grow(box, part);
    return;
  }
  const [x, y] = coordinates;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return;
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

function boxOf(geometry: SourceGeometry): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  grow(box, geometry.coordinates);
  for (const part of geometry.geometries ?? []) if (part) grow(box, (part as SourceGeometry).coordinates);
  return box;
}

/** Passes over all features once; of surfaces only those count whose middle `isNear`. */
export async function surveyOf(
  features: AsyncIterable<SourceFeature>,
  isNear: (x: number, y: number) => boolean = () => false,
): Promise<Survey> {
  const extent: Box = [Infinity, Infinity, -Infinity, -Infinity];
  let boxes: Box[] = [];
  let [count, stride, surfaces] = [0, 1, 0];
  for await (const { geometry } of features) {
    count += 1;
    if (!geometry) continue;
    const box = boxOf(geometry);
    if (box[0] > box[2]) continue;
    grow(extent, [box[0], box[1]]);
    grow(extent, [box[2], box[3]]);
    const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] as const;
    if (!geometry.type.endsWith('Polygon') || !isNear(...middle) || surfaces++ % stride !== 0) continue;
    boxes.push(box);
    if (boxes.length < MOST_BOXES) continue;
    boxes = boxes.filter((_, i) => i % 2 === 0);
    stride *= 2;
  }
  return { count, extent: extent[0] > extent[2] ? null : extent, boxes: Float64Array.from(boxes.flat()) };
}
