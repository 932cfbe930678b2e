import type { BuildingOutline } from 'twin-core';
import type { AreaHeights } from '../../../state/area/area-controls.ts';
import type { BuildingView } from '../../../state/site-view.ts';

/** Height of a storey that nothing stands over and whose extent is not known, metres. */
const TOP_STOREY_M = 3;

/** The heights a storey reaches from and to, metres in the building frame; null for one the model does not have. */
export function storeySpan({ storeys }: Pick<BuildingOutline, 'storeys'>, name: string): AreaHeights | null {
  const upward = [...storeys].sort((a, b) => a.elevation - b.elevation);
  const at = upward.findIndex((storey) => storey.name === name);
  const storey = upward[at];
  if (!storey) return null;
  const top = upward[at + 1]?.elevation ?? storey.box?.max[2] ?? storey.elevation + TOP_STOREY_M;
  return { from: storey.elevation, to: Math.max(top, storey.elevation) };
}

/** The same above the ellipsoid. */
export function heightsOf({ placement }: Pick<BuildingView, 'placement'>, { from, to }: AreaHeights): AreaHeights {
  return { from: placement.height + from, to: placement.height + to };
}
