import type { BuildingModel } from 'twin-core';
import { RouteNetwork } from 'twin-core/geometry';
import { describe, expect, test } from 'vitest';
import type { Gaps } from './gaps.ts';
import type { Box } from './plan-shapes.ts';
import { doubtOf, makeWalkable } from './walkable.ts';

type Model = Pick<BuildingModel, 'spaces' | 'storeys' | 'doors' | 'stairs' | 'elements' | 'properties'>;

const box = (x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): Box => ({
  min: [x0, y0, z0],
  max: [x1, y1, z1],
});
const NO_GAPS: Gaps = { bounds: new Map(), openings: [], doorways: new Map(), virtual: [] };

const storey = (name: string, elevation: number, index: number): Model['storeys'][number] => ({
  globalId: name,
  name,
  elevation,
  index,
  box: null,
  inferred: false,
  content: { shell: [], interior: [], mep: [] },
  spaceContent: null,
  products: 0,
});

function space(globalId: string, at: Box, objectType: string | null = null): Model['spaces'][number] {
  const [[x0, y0, z], [x1, y1]] = [at.min, at.max];
  const footprint: [number, number][] = [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
  const bounds = { min: [...at.min] as [number, number, number], max: [...at.max] as [number, number, number] };
  return { globalId, name: globalId, longName: null, objectType, storey: z < 2 ? '1F' : '2F', footprint, box: bounds };
}

const door = (globalId: string, at: Box, widthM = 1): Model['doors'][number] => ({
  globalId,
  name: globalId,
  storey: at.min[2] < 2 ? '1F' : '2F',
  box: { min: [...at.min] as [number, number, number], max: [...at.max] as [number, number, number] },
  widthM,
  heightM: 2.1,
});

const stair = (globalId: string, at: Box, ifcClass = 'IfcStair'): Model['stairs'][number] => ({
  globalId,
  name: globalId,
  ifcClass,
  storey: '1F',
  box: { min: [...at.min] as [number, number, number], max: [...at.max] as [number, number, number] },
});

/** A hall with a door to the outside, a room beside it behind a wall of 0.2 m with a door, and a room over it with a stair. */
const MODEL: Model = {
  storeys: [storey('1F', 0, 0), storey('2F', 3, 1)],
  spaces: [
    space('hall', box(0, 0, 0, 6, 4, 2.8)),
    space('room', box(6.2, 0, 0, 10, 4, 2.8)),
    space('upper', box(0, 0, 3, 6, 4, 5.8)),
  ],
  doors: [door('front', box(2, -0.2, 0, 3, 0, 2.1)), door('inner', box(6, 1, 0, 6.2, 2, 2.1))],
  stairs: [
    stair('stair', box(0.5, 2.5, 0, 4.5, 3.5, 3)),
    stair('flight', box(0.5, 2.5, 0, 4.5, 3.5, 3), 'IfcStairFlight'),
  ],
  elements: [],
  properties: {},
};

const made = (model: Partial<Model>, gaps: Partial<Gaps> = {}) =>
  makeWalkable({ ...MODEL, ...model }, { ...NO_GAPS, ...gaps }, 0);
const codes = (walkable: ReturnType<typeof made>) => walkable.file.findings.map(({ code }) => code);

describe('5.8.8-3 the walkable graph of a building', () => {
  test('5.8.8-3 doors and stairs are joined by where they lie, and say so; every space has a way', () => {
    const walkable = made({});
    expect(walkable.withRoute).toBe(3);
    expect(doubtOf(walkable)).toBeNull();
    const inner = walkable.file.portals.find(({ id }) => id === 'inner')!;
    expect(inner).toMatchObject({ kind: 'door', inferred: true, widthM: 1, at: [6.1, 1.5, 0] });
    expect([...inner.spaces].sort()).toEqual(['hall', 'room']);
    expect(walkable.file.portals.find(({ id }) => id === 'front')).toMatchObject({ kind: 'exit', spaces: ['hall'] });
    const [flight] = walkable.file.edges.filter(({ kind }) => kind === 'stair');
    expect(flight).toMatchObject({ from: 'stair/foot', to: 'stair/head', widthM: 1, inferred: true });
    expect(flight!.lengthM).toBeCloseTo(5);
  });

  test('5.8.8-3 what the file relates is not inferred', () => {
    const { file } = made({}, { bounds: new Map([['inner', new Set(['hall', 'room'])]]) });
    expect(file.portals.find(({ id }) => id === 'inner')).toMatchObject({ inferred: false, spaces: ['hall', 'room'] });
  });

  test('5.8.8-3 an opening without a door is a way; one above the floor is a hatch', () => {
    const passage = { id: 'passage', box: box(6, 1, 0, 6.2, 2, 2.1) };
    const hatch = { id: 'hatch', box: box(6, 1, 1, 6.2, 2, 2.7) };
    const doors = MODEL.doors.filter(({ globalId }) => globalId === 'front');
    expect(made({ doors }, { openings: [passage] }).withRoute).toBe(3);
    const shut = made({ doors }, { openings: [hatch] });
    expect(shut.withRoute).toBe(2);
    expect(doubtOf(shut)).toBe('2 of 3 spaces have a way out; 1 spaces have no way out (room)');
  });

  test('5.8.8-3 outlines that touch are one room to walk in, but not through a wall', () => {
    const spaces = [MODEL.spaces[0]!, space('room', box(6, 0, 0, 10, 4, 2.8)), MODEL.spaces[2]!];
    const doors = MODEL.doors.filter(({ globalId }) => globalId === 'front');
    expect(made({ spaces, doors }).withRoute).toBe(3);
    const wall: Model['elements'][number] = {
      globalId: 'wall',
      name: '',
      tag: null,
      ifcClass: 'IfcWallStandardCase',
      storey: '1F',
      space: null,
      part: 'interior',
      type: null,
      systems: [],
      box: { min: [5.95, 0, 0], max: [6.05, 4, 2.8] },
    };
    expect(made({ spaces, doors, elements: [wall] }).withRoute).toBe(2);
  });

  test('bad input: no doors: an answer that says so', () => {
    const walkable = made({ doors: [] });
    expect(walkable.withRoute).toBe(0);
    expect(codes(walkable)).toEqual(['noDoors', 'noExit', 'spaceCutOff']);
    expect(new RouteNetwork(walkable.file).plan([]).routeOf('hall')).toEqual({
      space: 'hall',
      reason: 'unconnected',
      blockedBy: [],
    });
  });

  test('bad input: spaces that overlap are open to each other, and told', () => {
    const walkable = made({ spaces: [...MODEL.spaces, space('niche', box(4, 1, 0, 5.5, 3, 2.8))] });
    expect(walkable.withRoute).toBe(4);
    expect(walkable.file.findings).toEqual([{ code: 'spacesOverlap', count: 1, examples: ['niche'] }]);
  });

  test('bad input: a stair without a landing joins nothing, and is told', () => {
    const stairs = [stair('stair', box(0.5, 2.5, 0, 4.5, 3.5, 1.5))];
    const walkable = made({ stairs });
    expect(walkable.withRoute).toBe(2);
    expect(walkable.file.findings).toContainEqual({ code: 'stairNoLanding', count: 1, examples: ['stair'] });
  });

  test('7.2.7-5 a home with a door to its house has no exit through its balcony, and nobody else walks through it', () => {
    const doors = [...MODEL.doors, door('balcony', box(9.9, 1, 0, 10.1, 2, 2.1))];
    const spaces = MODEL.spaces.map((one) => (one.globalId === 'room' ? { ...one, objectType: 'HOME' } : one));
    const { file } = made({ doors, spaces });
    expect(file.portals.filter(({ kind }) => kind === 'exit').map(({ id }) => id)).toEqual(['front']);
    const [upper] = [file.edges.filter(({ space: at, from }) => at === 'room' && from !== 'room')];
    expect(upper).toEqual([]);
  });
});
