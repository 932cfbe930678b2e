import type { Vec2 } from '../../ifc/shape.ts';
import { BOUNDARY } from '../boundary.ts';
import { seededRandom } from '../random.ts';
import { distanceToRing, type GroundFeature, inside } from './feature.ts';

const SPECIES = ['国槐', '银杏', '白蜡', '油松', '海棠'] as const;
// The capital's street tree: one species makes an avenue.
const AVENUE = '国槐';

/** Where trees may not stand: hard ground, as polygons with holes, and buildings with 5 m around them. */
interface Obstacles {
  readonly hard: readonly (readonly (readonly Vec2[])[])[];
  readonly buildings: readonly (readonly Vec2[])[];
}

function isFree(at: Vec2, { hard, buildings }: Obstacles, off: number): boolean {
  if (!inside(BOUNDARY, at) || distanceToRing(BOUNDARY, at) < 2.5) return false;
  const near = (rings: readonly (readonly Vec2[])[], metres: number): boolean =>
    rings.filter((ring) => inside(ring, at)).length % 2 === 1 ||
    rings.some((ring) => distanceToRing(ring, at) < metres);
  return !hard.some((rings) => near(rings, off)) && !buildings.some((ring) => near([ring], 5));
}

function tree(at: Vec2, species: string, heightM: number): GroundFeature {
  return {
    layer: 'tree',
    geometry: { type: 'Point', at: [Math.round(at[0] * 100) / 100, Math.round(at[1] * 100) / 100] },
    properties: { name: species, heightM, widthM: Math.round(heightM * 5) / 10 },
  };
}

/** Rows of equal trees along both sides of the roads: middle lines, and how far from the middle, metres. */
export function avenueTrees(
  rows: readonly { readonly line: readonly Vec2[]; readonly off: number; readonly pitch: number }[],
  obstacles: Obstacles,
): GroundFeature[] {
  const random = seededRandom('avenue');
  return rows.flatMap(({ line, off, pitch }) => {
    const [a, b] = line;
    if (!a || !b) return [];
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const [dx, dy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    return Array.from({ length: Math.floor(length / pitch) * 2 }, (_, index) => {
      const along = (Math.floor(index / 2) + 0.5) * pitch;
      const side = index % 2 === 0 ? off : -off;
      return [a[0] + dx * along - dy * side, a[1] + dy * along + dx * side] as Vec2;
    })
      .filter((at) => isFree(at, obstacles, 0.9))
      .map((at) => tree(at, AVENUE, Math.round((7.2 + random() * 0.8) * 10) / 10));
  });
}

/** Trees scattered over the lawns, none closer than 4 m to a tree that stands already. */
export function lawnTrees(standing: readonly GroundFeature[], obstacles: Obstacles): GroundFeature[] {
  const random = seededRandom('trees');
  const places: Vec2[] = standing.flatMap(({ geometry }) => (geometry.type === 'Point' ? [geometry.at] : []));
  const features: GroundFeature[] = [];
  for (let x = -166; x < 168; x += 8) {
    for (let y = -145; y < 148; y += 8) {
      const at: Vec2 = [x + (random() - 0.5) * 6, y + (random() - 0.5) * 6];
      const wanted = random() < 0.7;
      const heightM = Math.round((4.5 + random() * 4) * 10) / 10;
      const species = SPECIES[Math.floor(random() * SPECIES.length)] ?? AVENUE;
      if (!wanted || !isFree(at, obstacles, 1.6)) continue;
      if (places.some(([px, py]) => Math.hypot(px - at[0], py - at[1]) < 4)) continue;
      places.push(at);
      features.push(tree(at, species, heightM));
    }
  }
  return features;
}
