import { Vector3 } from 'three';
import type { SpaceModel, StoreyModel } from 'twin-core';
import { labelPoint } from './footprint.ts';
import { toThree } from './frame.ts';
import { type LabelBox, withoutOverlaps } from './label-layout.ts';
import type { Overlay, SpaceLabel } from './overlay.ts';
import type { Stage } from './stage.ts';

/** Where people live or gather: named clearly. The rest is named faintly where it has room. */
const PROMINENT = new Set(['HOME', 'ROOM']);

/** What a room is called on the plan: a home by its number, others by their long name. */
export function spaceText({
  name,
  longName,
  objectType,
}: Pick<SpaceModel, 'name' | 'longName' | 'objectType'>): string {
  return objectType === 'HOME' ? name : (longName ?? name);
}

/** Names of the rooms on their floors, those that find room: homes first, then the larger; a faint name must fit its room. */
export function layOutSpaceLabels(
  stage: Stage,
  spaces: readonly SpaceModel[],
  storey: StoreyModel | null,
  overlay: Pick<Overlay, 'measure'>,
  obstacles: readonly LabelBox[],
): SpaceLabel[] {
  if (!storey) return [];
  const labels = spaces.flatMap((space): (SpaceLabel & { readonly roomPx: number })[] => {
    const at = labelPoint(space.footprint);
    if (!at) return [];
    const { x, y, depth } = stage.project(toThree([at[0], at[1], storey.elevation], new Vector3()));
    if (depth > 1) return [];
    const text = spaceText(space);
    const prominent = PROMINENT.has(space.objectType ?? '');
    const roomPx = widthPx(stage, space, storey.elevation);
    return [{ text, prominent, x, y, roomPx, ...overlay.measure(text, prominent) }];
  });
  labels.sort((a, b) => Number(b.prominent) - Number(a.prominent) || b.roomPx - a.roomPx);
  return withoutOverlaps(
    labels.filter(({ prominent, width, roomPx }) => prominent || width < roomPx),
    obstacles,
  );
}

/** How wide a room is on screen, CSS pixels. */
function widthPx(stage: Stage, { footprint }: SpaceModel, elevation: number): number {
  const xs = footprint.map(([x, y]) => stage.project(toThree([x, y, elevation], new Vector3())).x);
  return Math.max(...xs) - Math.min(...xs);
}
