import type { Vec2 } from '../../ifc/shape.ts';
import { seededRandom } from '../random.ts';
import { area, block, type GroundFeature, rounded } from './feature.ts';
import { STREET_EAST, STREET_SOUTH } from './roads.ts';

/** How far the streets are drawn from the middle of the estate, metres. */
const REACH_M = 600;
/** Edges of the carriageways around the estate, metres: two streets along y and two along x. */
const WEST = { from: -198, to: -182 };
const EAST = { from: STREET_EAST, to: STREET_EAST + 24 };
const SOUTH = { from: STREET_SOUTH - 30, to: STREET_SOUTH };
const NORTH = { from: 163, to: 181 };
const KERB_M = 9;

/** The four streets as one area, with the estate's block left open in the middle. */
function streets(): GroundFeature {
  const r = REACH_M;
  const outer: Vec2[] = [
    [WEST.from, -r],
    [WEST.to, -r],
    [WEST.to, SOUTH.from],
    [EAST.from, SOUTH.from],
    [EAST.from, -r],
    [EAST.to, -r],
    [EAST.to, SOUTH.from],
    [r, SOUTH.from],
    [r, SOUTH.to],
    [EAST.to, SOUTH.to],
    [EAST.to, NORTH.from],
    [r, NORTH.from],
    [r, NORTH.to],
    [EAST.to, NORTH.to],
    [EAST.to, r],
    [EAST.from, r],
    [EAST.from, NORTH.to],
    [WEST.to, NORTH.to],
    [WEST.to, r],
    [WEST.from, r],
    [WEST.from, NORTH.to],
    [-r, NORTH.to],
    [-r, NORTH.from],
    [WEST.from, NORTH.from],
    [WEST.from, SOUTH.to],
    [-r, SOUTH.to],
    [-r, SOUTH.from],
    [WEST.from, SOUTH.from],
  ];
  const inner = rounded(block(WEST.to, SOUTH.to, EAST.from, NORTH.from), KERB_M).reverse();
  return {
    layer: 'road',
    geometry: {
      type: 'Polygon',
      rings: [rounded(outer, (at) => (at.some((part) => Math.abs(part) === r) ? 0 : KERB_M)), inner],
    },
    properties: { name: '市政道路', class: 'street' },
  };
}

/** The streets around the estate, and the neighbours' houses as plain blocks with their height. */
export function surroundings(): GroundFeature[] {
  return [streets(), ...neighbours()];
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
