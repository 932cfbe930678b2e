import { describe, expect, test } from 'vitest';
import type { GroundFeature, GroundLayer, LonLat } from '../state/ground-plan.ts';
import { areasOf } from './ground-areas.ts';

const BOUNDARY: readonly LonLat[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

function square(layer: GroundLayer, from: number, to: number, heightM?: number): GroundFeature {
  const ring: LonLat[] = [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties: { layer, heightM } };
}

const areas = (...features: GroundFeature[]) => areasOf({ type: 'FeatureCollection', features }, BOUNDARY);

describe('areasOf', () => {
  test('layers lie above each other as on the ground, whatever their order in the file', () => {
    const drawn = areas(square('fireLane', 0, 1), square('parking', 0, 1), square('road', 0, 1), square('green', 0, 1));
    expect(drawn.map(({ layer }) => layer)).toEqual(['green', 'road', 'parking', 'fireLane']);
  });

  test('streets of the town are beyond, a forecourt that reaches over the boundary is not', () => {
    expect(areas(square('road', -3, 3)).map(({ beyond }) => beyond)).toEqual([true]);
    expect(areas(square('road', -0.1, 0.5)).map(({ beyond }) => beyond)).toEqual([false]);
  });

  test('a building outside is raised, a layer that no one draws is left out', () => {
    const unknown = { ...square('green', 0, 1), properties: { layer: 'rumor' } };
    expect(areas(square('outside', 2, 3, 60), unknown).map(({ raised }) => raised)).toEqual([true]);
  });
});
