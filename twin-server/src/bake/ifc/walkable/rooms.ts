import type { BuildingModel, SpaceModel } from 'twin-core';
import { areaOf, isInside, type Ring, type WalkableSpace } from 'twin-core/geometry';
import { type Box, pointInside } from './plan-shapes.ts';

/** An IfcSpace with a shape. */
export interface Room {
  readonly space: WalkableSpace;
  readonly ring: Ring;
  readonly box: Box;
  /** Others may walk through it: not a home, a plant room, a store or a shaft. */
  readonly isThrough: boolean;
  /** Named as one of the building's cavities: a roof, a ceiling. */
  readonly isVoid: boolean;
}

/** Uses that are nobody's way out but their own: IfcSpace.ObjectType, or the name of a space that has none. */
const NO_WAY = /^(home|dwelling|apartment|flat|unit|plant|storage|store|lift|elevator|shaft)|电梯井|管井|^户|住宅/i;
const HOME = /^(home|dwelling|apartment|flat|unit)|^户|住宅/i;
const VOID = /\b(roof|void|plenum|ceiling)\b|吊顶|屋面/i;
/** A person's head is in the room whose door it stands in: how far over the threshold a room is asked for, metres. */
const OVER_FLOOR_M = 0.3;
/** Thresholds, and floors that differ a little. */
const STEP_M = 0.6;

/** Rooms of a building; spaces without a shape are not among them. */
export class Rooms {
  readonly all: readonly Room[];
  readonly byId: ReadonlyMap<string, Room>;
  /** GlobalIds of spaces without a shape. */
  readonly shapeless: readonly string[];

  constructor(building: Pick<BuildingModel, 'spaces' | 'storeys'>) {
    const storeyNames = new Map(building.storeys.map(({ globalId, name }) => [globalId, name]));
    this.all = building.spaces.flatMap((space) => {
      const { box, footprint } = space;
      if (!box || footprint.length < 3) return [];
      return [roomOf(space, box, footprint, storeyNames.get(space.storey ?? '') ?? null)];
    });
    this.byId = new Map(this.all.map((room) => [room.space.id, room]));
    this.shapeless = building.spaces.filter(({ globalId }) => !this.byId.has(globalId)).map(({ globalId }) => globalId);
  }

  /** Rooms whose height takes in somebody who stands at this level. */
  atLevel(z: number): Room[] {
    return this.all.filter(({ box }) => box.min[2] - STEP_M <= z && z + OVER_FLOOR_M <= box.max[2]);
  }

  /** The room at a point of a level; of those that overlap there, the smallest. */
  at(x: number, y: number, candidates: readonly Room[]): Room | null {
    let found: Room | null = null;
    for (const room of candidates) {
      const { min, max } = room.box;
      if (x < min[0] || x > max[0] || y < min[1] || y > max[1] || !isInside(room.ring, x, y)) continue;
      if (!found || room.space.areaM2 < found.space.areaM2) found = room;
    }
    return found;
  }
}

/** Whether a room is a home by itself. */
export const isHome = ({ space }: Room) => HOME.test(space.use ?? '');

function roomOf(space: SpaceModel, box: Box, footprint: Ring, storey: string | null): Room {
  const { globalId: id, objectType: use } = space;
  const name = space.longName ?? space.name;
  const [x, y] = pointInside(footprint);
  return {
    space: {
      id,
      name: space.name || name,
      ...labelOf(space),
      use,
      storey,
      at: [x, y, box.min[2]],
      areaM2: areaOf(footprint),
    },
    ring: footprint,
    box,
    isVoid: [use ?? '', name, space.name].some((word) => VOID.test(word)),
    isThrough: !NO_WAY.test(use ?? name),
  };
}

/** What people call a space, where its name is another. */
const labelOf = ({ name, longName }: SpaceModel) =>
  longName !== null && longName !== '' && name !== '' && longName !== name ? { label: longName } : {};
