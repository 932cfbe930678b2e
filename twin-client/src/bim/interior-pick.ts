import { Plane, type Ray, Vector3 } from 'three';
import type { SpaceModel, StoreyModel } from 'twin-core';
import type { RoomPick } from '../state/marker.ts';
import { toPlan } from './frame.ts';
import { pickSolid, type SolidPick } from './pick/solid-pick.ts';
import type { Point3 } from './solid/triangle-bvh.ts';
import type { SpaceLayer } from './space-layer.ts';
import type { ShownTile } from './storey-stack.ts';

/** Faces this near to the floor's height and no steeper are the floor, metres and cosine. */
const FLOOR_M = 0.15;
const LEVEL_COS = 0.9;

/** What is under the pointer: a room by its floor, or an element. */
export interface Met {
  readonly space: SpaceModel | null;
  readonly solid: SolidPick | null;
}

/** What a ray meets. A floor stands for its room; where the room is chosen already, it is the slab itself that is meant. */
export function meet(
  tiles: readonly ShownTile[],
  ray: Ray,
  storey: StoreyModel | null,
  spaces: SpaceLayer,
  chosen: SpaceModel | null,
): Met {
  const solid = pickSolid(tiles, pointOf(ray.origin), pointOf(ray.direction));
  if (!storey) return { space: null, solid };
  const [x, y, z] = solid?.point ?? [0, 0, 0];
  const onFloor = solid && solid.normal[1] > LEVEL_COS && Math.abs(y - storey.elevation) < FLOOR_M;
  const space = onFloor ? spaces.at(toPlan({ x, z })) : solid ? null : spaceUnder(ray, storey, spaces);
  return space && space === chosen ? { space: null, solid } : { space, solid };
}

/** What a click tells the desk. */
export function pickOf(building: string, { space, solid }: Met, storey: StoreyModel | null): RoomPick {
  if (space) {
    const name = space.longName ?? space.name;
    return {
      kind: 'building',
      code: building,
      globalId: space.globalId,
      ifcClass: 'IfcSpace',
      storey: storey?.name ?? null,
      name,
    };
  }
  const element = solid?.shown.tile.row(solid.row);
  if (!solid || !element?.globalId) return { kind: 'ground' };
  const { globalId, ifcClass, name } = element;
  return { kind: 'building', code: building, globalId, ifcClass, storey: solid.shown.storey.name, name };
}

/** The room whose floor a ray meets where there is no slab to meet. */
function spaceUnder(ray: Ray, storey: StoreyModel, spaces: SpaceLayer): SpaceModel | null {
  const met = ray.intersectPlane(new Plane(new Vector3(0, 1, 0), -storey.elevation), new Vector3());
  return met && spaces.at(toPlan(met));
}

const pointOf = ({ x, y, z }: Vector3): Point3 => [x, y, z];
