import { Vector3 } from 'three';
import type { SpaceModel, StoreyModel } from 'twin-core';
import { labelPoints, ringArea } from './footprint.ts';
import { type PlanPoint, toThree } from './frame.ts';
import { type LabelBox, placeLabels } from './label-layout.ts';
import type { Overlay, SpaceLabel } from './overlay.ts';
import type { Stage } from './stage/stage.ts';

/** Where people live or gather: named clearly. The rest is named faintly where it has room. */
const PROMINENT = new Set(['HOME', 'ROOM']);

/** Air between two names that stand side by side, CSS pixels. */
const GAP_PX = 8;

/** What a room is called on the plan: a home by its number, others by their long name. */
function spaceText({ name, longName, objectType }: Pick<SpaceModel, 'name' | 'longName' | 'objectType'>): string {
  return objectType === 'HOME' ? name : (longName ?? name);
}

/** Names of the rooms on their floors, those that find room: homes first, then the larger; a faint name must fit its room. */
export class SpaceLabels {
  readonly #anchors = new Map<SpaceModel, readonly PlanPoint[]>();

  place(
    stage: Stage,
    spaces: readonly SpaceModel[],
    storey: StoreyModel | null,
    overlay: Pick<Overlay, 'measure'>,
    obstacles: readonly LabelBox[],
    withAreas: boolean,
    isCut: (point: Vector3) => boolean,
  ): SpaceLabel[] {
    if (!storey) return [];
    const wishes = spaces.flatMap((space) => {
      const text = spaceText(space);
      const prominent = PROMINENT.has(space.objectType ?? '');
      const area = withAreas ? `${ringArea(space.footprint).toFixed(1)}\u2009m²` : null;
      const size = overlay.measure(text, prominent, area);
      const roomPx = widthPx(stage, space, storey.elevation);
      if (!prominent && size.width > roomPx) return [];
      const places = this.#anchorsOf(space).flatMap(([x, y]) => {
        const at = toThree([x, y, storey.elevation], new Vector3());
        const place = stage.project(at);
        return place.depth > 1 || isCut(at) ? [] : [[place.x, place.y] as const];
      });
      return [{ text, area, prominent, roomPx, places, width: size.width + GAP_PX, height: size.height }];
    });
    wishes.sort((a, b) => Number(b.prominent) - Number(a.prominent) || b.roomPx - a.roomPx);
    return placeLabels(wishes, obstacles);
  }

  #anchorsOf(space: SpaceModel): readonly PlanPoint[] {
    let anchors = this.#anchors.get(space);
    if (!anchors) {
      anchors = labelPoints(space.footprint);
      this.#anchors.set(space, anchors);
    }
    return anchors;
  }
}

/** How wide a room is on screen, CSS pixels. */
function widthPx(stage: Stage, { footprint }: SpaceModel, elevation: number): number {
  const xs = footprint.map(([x, y]) => stage.project(toThree([x, y, elevation], new Vector3())).x);
  return Math.max(...xs) - Math.min(...xs);
}
