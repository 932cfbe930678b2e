import { describe, expect, test } from 'vitest';
import { nearestEdge } from './nearest.ts';
import { Network } from './network.ts';
import { sampleEdge, sampleNode } from './sample-network.test-kit.ts';
import { sectionAlong } from './section.ts';

const PER_LATITUDE = 110_994;
const PER_LONGITUDE = 88_010;
/** Metres east and north of the estate's middle. */
const at = (x: number, y: number): [number, number] => [112.55 + x / PER_LONGITUDE, 37.87 + y / PER_LATITUDE];
const pipe = (id: string, points: readonly (readonly [x: number, y: number, z: number])[]) =>
  sampleEdge(id, 'a', 'b', { line: points.map(([x, y, z]) => [...at(x, y), z]) });
const networkOf = (...edges: ReturnType<typeof pipe>[]) =>
  new Network({ format: 1, nodes: [sampleNode('a'), sampleNode('b')], edges });
const LINE = [at(0, 0), at(100, 0)];
const rounded = (network: Network, corridorM = 2, line = LINE) =>
  sectionAlong(network, line, corridorM).map(({ edge, course }) => [
    edge.id,
    course.map(([s, z]) => [Math.round(s * 10) / 10, Math.round(z * 100) / 100]),
  ]);

describe('4.2.3 a section along a line', () => {
  test('a pipe that crosses is met at its distance and height there', () => {
    const network = networkOf(
      pipe('p', [
        [40, -10, 770],
        [40, 30, 768],
      ]),
    );
    expect(rounded(network)).toEqual([['p', [[40, 769.5]]]]);
  });

  test('one that only comes near is not met', () => {
    expect(
      rounded(
        networkOf(
          pipe('p', [
            [40, 3, 770],
            [40, 30, 768],
          ]),
        ),
      ),
    ).toEqual([]);
    expect(
      rounded(
        networkOf(
          pipe('p', [
            [140, -10, 770],
            [140, 30, 768],
          ]),
        ),
      ),
    ).toEqual([]);
  });

  test('one that runs along within the corridor is shown as far as it does', () => {
    const network = networkOf(
      pipe('p', [
        [-50, 1, 770],
        [150, 1, 768],
      ]),
    );
    expect(rounded(network)).toEqual([
      [
        'p',
        [
          [0, 769.5],
          [100, 768.5],
        ],
      ],
    ]);
    expect(rounded(network, 0.5)).toEqual([]);
  });

  test('one that bends away is shown up to the bend, and a vertical piece is passed', () => {
    const network = networkOf(
      pipe('p', [
        [10, 1, 770],
        [40, 1, 770],
        [40, 1, 768],
        [40, 20, 768],
      ]),
    );
    expect(rounded(network)).toEqual([
      [
        'p',
        [
          [10, 770],
          [40, 770],
        ],
      ],
    ]);
  });

  test('distances go on over the corners of the line', () => {
    const network = networkOf(
      pipe('p', [
        [90, 50, 770],
        [110, 50, 770],
      ]),
    );
    expect(rounded(network, 2, [at(0, 0), at(100, 0), at(100, 100)])).toEqual([['p', [[150, 770]]]]);
  });
});

describe('4.2.3 the pipe at a place', () => {
  test('is the nearest in plan, with its height there', () => {
    const network = networkOf(
      pipe('p', [
        [0, 0, 770],
        [100, 0, 760],
      ]),
      pipe('q', [
        [0, 9, 770],
        [100, 9, 760],
      ]),
    );
    const met = nearestEdge(network, ...at(50, 2));
    expect(met?.edge.id).toBe('p');
    expect(met?.distanceM).toBeCloseTo(2, 2);
    expect(met?.height).toBeCloseTo(765, 2);
    expect(nearestEdge(new Network({ format: 1, nodes: [], edges: [] }), 0, 0)).toBeNull();
  });
});
