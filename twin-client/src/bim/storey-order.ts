import type { BuildingOutline, StoreyModel } from 'twin-core';

/** Every tile content of a storey. */
export function contentOf({ content: { shell, interior, mep } }: StoreyModel): readonly string[] {
  return [...shell, ...interior, ...mep];
}

/** Storeys drawn dimmed below the one shown. */
const CONTEXT_STOREYS = 2;

/** Storeys that have something to draw, from the lowest up. */
export function orderStoreys(model: Pick<BuildingOutline, 'storeys'>): readonly StoreyModel[] {
  return model.storeys.filter((storey) => contentOf(storey).length > 0).toSorted((a, b) => a.index - b.index);
}

/** The storeys drawn while one is shown, it first, those below it after; all of them, from the lowest, for null. */
export function drawnStoreys(storeys: readonly StoreyModel[], shown: StoreyModel | null): readonly StoreyModel[] {
  if (!shown) return storeys;
  const at = storeys.indexOf(shown);
  return [shown, ...storeys.slice(Math.max(0, at - CONTEXT_STOREYS), at).reverse()];
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

/** Height of the cut above a storey's floor, metres: under the heads of doors and windows, so that openings stay open. */
const CUT_M = 2.06;

/** Where a storey is cut open, metres in the building frame; null for one without rooms, such as a roof. */
export function cutHeight(storey: StoreyModel, hasSpaces: boolean): number | null {
  return hasSpaces ? storey.elevation + CUT_M : null;
}
