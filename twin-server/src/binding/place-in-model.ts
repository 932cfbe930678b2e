import { type BuildingOutline, type DeviceRecord, geoToLocal, type Placement, type SpaceModel } from 'twin-core';

/** Metres to the nearest edge of a ring of [x, y]; 0 inside it. */
function metersOutside(ring: SpaceModel['footprint'], x: number, y: number): number {
  let inside = false;
  let nearest = Infinity;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i]!;
    const [bx, by] = ring[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    nearest = Math.min(nearest, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return inside ? 0 : nearest;
}

/** A space a device may stand in, and why. */
export interface SpaceGuess {
  readonly space: SpaceModel;
  /** Name of the space's storey. */
  readonly storey: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly string[];
}

// A device on a wall or ceiling is drawn a little outside the room it serves.
const WALL_M = 0.5;
const SLAB_M = 0.4;

/** How sure the geometry alone makes one: well inside, in the wall, or near by. */
function byGeometry(space: SpaceModel, [x, y, z]: readonly [number, number, number]): number {
  if (!space.box || space.footprint.length < 3) return 0;
  if (z < space.box.min[2] - SLAB_M || z > space.box.max[2] + SLAB_M) return 0;
  const meters = metersOutside(space.footprint, x, y);
  if (meters === 0) return 0.86;
  return meters <= WALL_M ? 0.7 - 0.4 * (meters / WALL_M) : 0;
}

/**
 * The spaces a device of the registry may stand in, the likeliest first: by its coordinates in the building's frame, the storey
 * and the space that its record names, and the room its name and position speak of.
 */
export function spacesFor(device: DeviceRecord, outline: BuildingOutline, placement: Placement): SpaceGuess[] {
  const at = geoToLocal(placement, device.location);
  const storeys = new Map(outline.storeys.map(({ globalId, name }) => [globalId, name]));
  const words = `${device.name} ${device.installPosition ?? ''}`;
  return outline.spaces
    .flatMap((space): SpaceGuess[] => {
      const geometry = byGeometry(space, at);
      if (geometry === 0) return [];
      const storey = storeys.get(space.storey ?? '') ?? null;
      const evidence = [geometry > 0.8 ? 'inside' : 'near'];
      let confidence = geometry;
      if (device.storey !== null && storey !== null) {
        evidence.push(device.storey === storey ? 'storey' : 'otherStorey');
        confidence *= device.storey === storey ? 1.06 : 0.5;
      }
      const names = [space.name, space.longName].filter((name) => name !== null && name.length > 1);
      if (names.some((name) => words.includes(name ?? '')) || names.includes(device.space)) {
        evidence.push('name');
        confidence *= 1.08;
      }
      return [{ space, storey, confidence: Math.min(0.99, confidence), evidence }];
    })
    .sort((a, b) => b.confidence - a.confidence || (a.space.globalId < b.space.globalId ? -1 : 1));
}
