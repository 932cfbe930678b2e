import type { Medium, NetworkEdge, NetworkFile, NetworkNode } from 'twin-core';

/** A node where nothing but its kind matters. */
export function sampleNode(id: string, more: Partial<NetworkNode> = {}): NetworkNode {
  return {
    id,
    name: null,
    kind: 'junction',
    medium: 'water',
    at: [112.55, 37.87, 770],
    groundHeight: 771.5,
    diameterMm: null,
    material: null,
    year: null,
    owner: null,
    closed: false,
    building: null,
    unit: null,
    demandLps: null,
    properties: {},
    ...more,
  };
}

/** A pipe where nothing but its ends matters. */
export function sampleEdge(id: string, from: string, to: string, more: Partial<NetworkEdge> = {}): NetworkEdge {
  return {
    id,
    name: null,
    kind: 'pipe',
    medium: 'water',
    from,
    to,
    line: [
      [112.55, 37.87, 770],
      [112.551, 37.87, 770],
    ],
    lengthM: 10,
    diameterMm: 100,
    material: null,
    year: null,
    owner: null,
    oneWay: false,
    closed: false,
    properties: {},
    ...more,
  };
}

const KINDS: readonly (readonly [RegExp, NetworkNode['kind']])[] = [
  [/^V/, 'valve'],
  [/^S/, 'source'],
  [/^T/, 'tank'],
  [/^H/, 'connection'],
  [/^F/, 'hydrant'],
  [/^M/, 'manhole'],
];

/**
 * A network of edges such as `S-a a-V1 V1>b`, each named by its ends (`>` passes one way, `|` is shut). The first letter of a node says what
 * it is: V valve, S source, T tank, H connection, F hydrant, M manhole; any other a junction.
 */
export function sampleNetwork(
  text: string,
  medium: Medium = 'water',
  heights: Readonly<Record<string, number>> = {},
): NetworkFile {
  const edges = text
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [, from = '', sign = '-', to = ''] = /^(\w+)([->|])(\w+)$/.exec(word) ?? [];
      const place = (id: string): [number, number, number] => [112.55, 37.87, heights[id] ?? 770];
      return sampleEdge(word, from, to, {
        medium,
        line: [place(from), place(to)],
        oneWay: sign === '>',
        closed: sign === '|',
      });
    });
  const ids = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = [...ids].map((id) =>
    sampleNode(id, {
      medium,
      at: [112.55, 37.87, heights[id] ?? 770],
      kind: KINDS.find(([pattern]) => pattern.test(id))?.[1] ?? 'junction',
    }),
  );
  return { format: 1, nodes, edges };
}
