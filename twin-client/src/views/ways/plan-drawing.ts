import type { BuildingOutline, SpaceModel } from 'twin-core';
import { labelPoints, ringArea } from '../../bim/footprint.ts';
import type { EscapeRoute, Evacuation, RouteObstruction } from '../../state/records/route.ts';
import { onStorey } from './route-legs.ts';

/** A point of the picture: metres, x right, y down. */
export type PicturePoint = readonly [x: number, y: number];

/** A room of the plan; `label` is left out where it does not fit. */
export interface DrawnRoom {
  readonly globalId: string;
  readonly ring: readonly PicturePoint[];
  readonly label: { readonly text: string; readonly at: PicturePoint } | null;
  readonly obstruction: RouteObstruction | null;
}

/** A storey's plan with a way on it, in metres. */
export interface PlanDrawing {
  /** left, top, width, height */
  readonly view: readonly [number, number, number, number];
  /** Height of a text so that 28 of them are as wide as the picture. */
  readonly textM: number;
  readonly rooms: readonly DrawnRoom[];
  /** Doorways, from jamb to jamb. */
  readonly doors: readonly (readonly [PicturePoint, PicturePoint])[];
  readonly way: readonly PicturePoint[];
  readonly blocked: readonly (readonly [PicturePoint, PicturePoint])[];
  /** Doors that are shut, such as a locked exit. */
  readonly shut: readonly PicturePoint[];
}

export interface PlanRequest {
  readonly model: BuildingOutline;
  readonly evacuation: Evacuation;
  readonly storey: string;
  /** Whose way is drawn; null draws none. */
  readonly route: EscapeRoute | null;
}

const TEXTS_ACROSS = 28;
const MARGIN_M = 3;
/** A picture is no narrower: a lone room would be drawn without what is around it. */
const LEAST_M = 18;

/** Lays out a storey (by name); null where the model has no outlines of its rooms. */
export function planDrawing({ model, evacuation, storey, route }: PlanRequest): PlanDrawing | null {
  const storeyId = model.storeys.find(({ name }) => name === storey)?.globalId;
  const spaces = model.spaces
    .filter((space) => space.storey === storeyId && space.footprint.length >= 3)
    .sort((a, b) => ringArea(b.footprint) - ringArea(a.footprint));
  if (spaces.length === 0) return null;
  const line = route ? onStorey(route.line, storey).map(({ at }) => flip(at)) : [];
  const obstructions = evacuation.obstructions.filter((one) => one.storey === storey);
  const byPlace = new Map(obstructions.map((one) => [one.at, one]));
  const own = spaces.find(({ globalId }) => globalId === route?.space);
  // Where there is no way, all that blocks is to be seen.
  const kept = line.length > 1 && own ? [...line, ...ringOf(own)] : line;
  const view = viewOf(spaces, kept);
  const textM = view[2] / TEXTS_ACROSS;
  return {
    view,
    textM,
    rooms: spaces.map((space) => ({
      globalId: space.globalId,
      ring: ringOf(space),
      label: labelOf(space, textM),
      obstruction: byPlace.get(space.globalId) ?? null,
    })),
    doors: model.doors.flatMap(({ storey: of, box }) => (of === storeyId && box ? [doorway(box)] : [])),
    way: line,
    blocked: evacuation.blockedWays
      .filter(() => evacuation.routes.some((one) => one.storey === storey))
      .map(([from, to]) => [flip(from), flip(to)] as const),
    shut: obstructions
      .filter(({ at, level }) => level === 'blocked' && !spaces.some(({ globalId }) => globalId === at))
      .map(({ place }) => flip(place)),
  };
}

const flip = ([x, y]: readonly [number, number, ...number[]]): PicturePoint => [x, -y];
const ringOf = ({ footprint }: SpaceModel): PicturePoint[] => footprint.map(flip);

/** The whole storey, or of a long one the part around the way. */
function viewOf(spaces: readonly SpaceModel[], kept: readonly PicturePoint[]): PlanDrawing['view'] {
  const whole = boundsOf(spaces.flatMap(ringOf));
  if (kept.length === 0) return whole;
  const part = boundsOf(kept);
  const width = Math.min(whole[2], Math.max(LEAST_M, part[2]));
  const height = Math.min(whole[3], Math.max(LEAST_M / 2, part[3]));
  const left = Math.min(Math.max(part[0] - (width - part[2]) / 2, whole[0]), whole[0] + whole[2] - width);
  const top = Math.min(Math.max(part[1] - (height - part[3]) / 2, whole[1]), whole[1] + whole[3] - height);
  return [left, top, width, height];
}

function boundsOf(points: readonly PicturePoint[]): [number, number, number, number] {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - MARGIN_M, Math.min(...ys) - MARGIN_M];
  return [left, top, Math.max(...xs) + MARGIN_M - left, Math.max(...ys) + MARGIN_M - top];
}

/** Homes by their number, others by their long name, where that is no broader than the room. */
function labelOf(space: SpaceModel, textM: number): DrawnRoom['label'] {
  const text = space.objectType === 'HOME' ? space.name : (space.longName ?? space.name);
  const xs = space.footprint.map(([x]) => x);
  const ys = space.footprint.map(([, y]) => y);
  const width = Math.max(...xs) - Math.min(...xs);
  const height = Math.max(...ys) - Math.min(...ys);
  const [at] = labelPoints(space.footprint);
  if (!at || widthOf(text) * textM > width * 0.95 || textM > height) return null;
  return { text, at: flip(at) };
}

/** Width of a text in heights of a letter: Chinese ones are square, others about half as wide. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter.charCodeAt(0) > 0x2e80 ? 1 : 0.58;
  return width;
}

function doorway({ min, max }: NonNullable<SpaceModel['box']>): readonly [PicturePoint, PicturePoint] {
  const isAlongX = max[0] - min[0] >= max[1] - min[1];
  const [x, y] = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2];
  return isAlongX
    ? [
        [min[0], -y],
        [max[0], -y],
      ]
    : [
        [x, -min[1]],
        [x, -max[1]],
      ];
}
