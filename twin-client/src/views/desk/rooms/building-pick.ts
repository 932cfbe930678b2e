import { geoToLocal } from 'twin-core';
import type { Desk, PickedElement } from '../desk.ts';
import { spaceAt } from './space-at.ts';

/** What one walks on: a click on it means the space over it, not the slab. */
const FLOORS: ReadonlySet<string> = new Set(['IfcSlab', 'IfcCovering', 'IfcSpace']);

/**
 * Selects what a click on a building in the site's scene met. The first click opens the building; then one on an isolated
 * storey's floor means the home or room over it, every other one the element.
 */
export async function selectBuilt(desk: Desk, pick: PickedElement): Promise<void> {
  const { selection } = desk.address.get();
  const present = selection?.kind === 'building' && selection.code === pick.code ? selection : null;
  desk.picked.set(pick);
  const element = pick.globalId === null ? {} : { element: pick.globalId };
  if (!present) {
    desk.open({ kind: 'building', code: pick.code, storey: null, ...element });
    return;
  }
  const { code, storey } = present;
  const space = storey !== null && storey === pick.storey ? await spaceUnder(desk, pick) : null;
  // The answer may come after the next click.
  if (desk.picked.get() !== pick) return;
  desk.select({ kind: 'building', code, storey, ...(space === null ? element : { space }) });
}

/** GlobalId of the space whose floor was met; null for a click on anything else. */
async function spaceUnder(desk: Desk, { code, storey, ifcClass, location }: PickedElement): Promise<string | null> {
  const building = desk.center.site.buildings.find((one) => one.code === code);
  if (!building?.model || !location || ifcClass === null || !FLOORS.has(ifcClass)) return null;
  // Without the model a slab is what it is: an element.
  const model = await desk.model(building).catch(() => null);
  return model ? spaceAt(model, storey, geoToLocal(building.placement, location)) : null;
}

/** Selects what a click in a building met from the inside: a space, an element, or the storey itself. */
export function selectInside(desk: Desk, pick: PickedElement): void {
  const { code, storey, globalId, ifcClass } = pick;
  const part = ifcClass === 'IfcSpace' ? 'space' : ifcClass === 'IfcBuildingStorey' ? null : 'element';
  desk.picked.set(pick);
  desk.select({ kind: 'building', code, storey, ...(part && globalId ? { [part]: globalId } : {}) });
}
