import type { Vec2 } from '../../ifc/shape.ts';
import { seededRandom } from '../random.ts';
import { area, block, type GroundFeature } from './feature.ts';

const REACH_M = 420;
/** Carriageways around the estate: name, middle, half width in metres, and along which axis they run. */
const STREETS: readonly {
  readonly name: string;
  readonly along: 'x' | 'y';
  readonly at: number;
  readonly half: number;
}[] = [
  { name: '嘉园路', along: 'x', at: -182, half: 15 },
  { name: '晋源北街', along: 'x', at: 172, half: 9 },
  { name: '汾水东路', along: 'y', at: 196, half: 12 },
  { name: '双塔支路', along: 'y', at: -190, half: 8 },
];

/** Streets, their planted sides, and the neighbours' houses as plain blocks. */
export function surroundings(): GroundFeature[] {
  const streets = STREETS.map(({ name, along, at, half }) =>
    area(
      'road',
      along === 'x' ? block(-REACH_M, at - half, REACH_M, at + half) : block(at - half, -REACH_M, at + half, REACH_M),
      { name, widthM: half * 2, class: 'street' },
    ),
  );
  const links = [
    area('road', block(-12.5, -168, 8.8, -149), { name: '南门口', class: 'street' }),
    area('road', block(170, -4, 185, 8), { name: '东门口', class: 'street' }),
  ];
  return [
    area('outside', block(-REACH_M, -REACH_M, REACH_M, REACH_M), { name: '城市用地' }),
    ...streets,
    ...links,
    ...neighbours(),
  ];
}

function neighbours(): GroundFeature[] {
  const random = seededRandom('neighbours');
  const plots: readonly (readonly [minX: number, minY: number, maxX: number, maxY: number])[] = [
    [-400, -400, -210, -210],
    [-170, -400, 170, -210],
    [220, -400, 400, -210],
    [-400, -160, -210, 160],
    [220, -160, 400, 160],
    [-400, 195, -210, 400],
    [-170, 195, 170, 400],
    [220, 195, 400, 400],
  ];
  return plots.flatMap(([minX, minY, maxX, maxY]) => {
    const features: GroundFeature[] = [];
    for (let y = minY + 14; y < maxY - 20; y += 52) {
      for (let x = minX + 8; x < maxX - 30; x += 58) {
        const [width, depth] = [30 + random() * 18, 12 + random() * 5];
        const floors = random() < 0.25 ? 18 + Math.floor(random() * 10) : 6 + Math.floor(random() * 6);
        if (random() < 0.14 || x + width > maxX) continue;
        const ring: Vec2[] = block(Math.round(x), Math.round(y), Math.round(x + width), Math.round(y + depth));
        features.push(
          area('outside', ring, { kind: 'building', heightM: Math.round(floors * 29) / 10, storeys: floors }),
        );
      }
    }
    return features;
  });
}
