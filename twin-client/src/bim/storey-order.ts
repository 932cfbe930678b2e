import type { BuildingOutline, BuildingPart, StoreyModel } from 'twin-core';

/** Every part a storey's files are of. */
export const PARTS: readonly BuildingPart[] = ['shell', 'interior', 'mep'];

/** Storeys drawn dimmed below the one shown. */
const CONTEXT_STOREYS = 2;

/** What of a storey is drawn. */
export interface DrawnStorey {
  readonly storey: StoreyModel;
  readonly parts: readonly BuildingPart[];
}

/** How a building is looked at. */
export type ViewKind = 'solid' | 'plan' | 'walk';

/** Whether a storey has anything to draw. */
function hasContent({ content }: StoreyModel): boolean {
  return PARTS.some((part) => content[part].length > 0);
}

/** The outside of a storey; all of it where its file tells no outside apart. */
function outside(storey: StoreyModel): DrawnStorey {
  return { storey, parts: storey.content.shell.length > 0 ? ['shell'] : PARTS };
}

/** Storeys that have something to draw, from the lowest up. */
export function orderStoreys(model: Pick<BuildingOutline, 'storeys'>): readonly StoreyModel[] {
  return model.storeys.filter(hasContent).toSorted((a, b) => a.index - b.index);
}

/**
 * What is drawn, the most wanted first. The whole building: the outside of every storey. A storey: all of it, and the outside of those
 * below; its plan: it alone; a walk in it: all of it and of its neighbors, whose slabs are ceiling and stairs.
 */
export function drawnStoreys(
  storeys: readonly StoreyModel[],
  shown: StoreyModel | null,
  view: ViewKind,
): readonly DrawnStorey[] {
  if (!shown) return storeys.map(outside);
  const at = storeys.indexOf(shown);
  const whole = (storey: StoreyModel | undefined): DrawnStorey[] => (storey ? [{ storey, parts: PARTS }] : []);
  if (view === 'plan') return whole(shown);
  if (view === 'walk') return [...whole(shown), ...whole(storeys[at + 1]), ...whole(storeys[at - 1])];
  return [
    ...whole(shown),
    ...storeys
      .slice(Math.max(0, at - CONTEXT_STOREYS), at)
      .reverse()
      .map(outside),
  ];
}

/**
 * The storey one step up or down. From the whole building a step down leads to the highest storey, a step up to the lowest;
 * at either end there is none further.
 */
export function storeyBeside(
  storeys: readonly StoreyModel[],
  shown: StoreyModel | null,
  by: 1 | -1,
): StoreyModel | null {
  if (!shown) return storeys.at(by === 1 ? 0 : -1) ?? null;
  return storeys[storeys.indexOf(shown) + by] ?? shown;
}

/** How far a walker must have come up or gone down before the storey changes, metres: no flicker on a landing. */
const ARRIVED_M = 0.4;
const LEFT_M = 0.7;

/** The storey a walker is on whose feet are at a height of the building frame, coming from another. */
export function storeyUnderfoot(
  storeys: readonly StoreyModel[],
  from: StoreyModel | null,
  feetM: number,
): StoreyModel | null {
  if (from) {
    const at = storeys.indexOf(from);
    const above = storeys[at + 1];
    const stays = feetM >= from.elevation - LEFT_M && (!above || feetM < above.elevation - ARRIVED_M);
    if (stays) return from;
  }
  return storeys.findLast(({ elevation }) => elevation <= feetM + ARRIVED_M) ?? storeys[0] ?? null;
}

/** Height of the cut above a storey's floor, metres: under the heads of doors and windows, so that openings stay open. */
const CUT_M = 2.06;
/** The cut of plans (ISO 128-3 leaves it to the drawing; 1.2 m meets doors and windows). */
const PLAN_CUT_M = 1.2;

/** Where a storey is cut open, metres in the building frame; null for one shown whole: while walking, or without rooms such as a roof. */
export function cutHeight({ elevation }: StoreyModel, hasSpaces: boolean, view: ViewKind): number | null {
  if (view === 'plan') return elevation + PLAN_CUT_M;
  return view === 'walk' || !hasSpaces ? null : elevation + CUT_M;
}
