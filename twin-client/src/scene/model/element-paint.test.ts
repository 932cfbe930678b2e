import { describe, expect, test } from 'vitest';
import { type BuildingLook, PLAIN_LOOK } from '../../state/building-look.ts';
import { WALL_DARK } from '../../state/palette.ts';
import { type BuildingScene, elementPainter, GHOST_ALPHA, mixColors } from './element-paint.ts';

const storey = (name: string, index: number) => ({
  globalId: `id-${name}`,
  name,
  index,
  bottom: index * 3,
  top: index * 3 + 3,
});
const STOREYS = [storey('B1', 0), storey('1F', 1), storey('2F', 2), storey('RF', 3)];

const painter = (scene: Partial<Omit<BuildingScene, 'look'>> & { look?: Partial<BuildingLook> } = {}) =>
  elementPainter(
    {
      storeys: STOREYS,
      isolated: null,
      alarmed: new Map(),
      highlighted: null,
      ...scene,
      look: { ...PLAIN_LOOK, ...scene.look },
    },
    WALL_DARK,
  );
const element = (ifcClass: string, on = '1F', system = '') => ({
  globalId: `e-${ifcClass}-${on}`,
  ifcClass,
  storey: `id-${on}`,
  system,
});
const red = (color: string | undefined) => Number.parseInt(color?.slice(1, 3) ?? '', 16);

describe('6.4.1-2-6 isolating a storey', () => {
  test('hides what is above, ghosts what is below, leaves the storey as it is', () => {
    const paint = painter({ isolated: '1F' });
    expect(paint(element('IfcWall', '2F'))).toBeNull();
    expect(paint(element('IfcWall', 'RF'))).toBeNull();
    expect(paint(element('IfcWall', 'B1'))?.alpha).toBe(GHOST_ALPHA);
    expect(paint(element('IfcWall', '1F'))?.alpha).toBe(1);
  });

  test.each([
    ['solid', 1],
    ['ghost', GHOST_ALPHA],
  ] as const)('below can be %s', (below, alpha) => {
    expect(painter({ isolated: '1F', look: { below } })(element('IfcWall', 'B1'))?.alpha).toBe(alpha);
  });

  test('below can be off', () => {
    expect(painter({ isolated: '1F', look: { below: 'hidden' } })(element('IfcWall', 'B1'))).toBeNull();
  });

  test('an unknown storey isolates nothing', () => {
    expect(painter({ isolated: '99F' })(element('IfcWall', 'RF'))?.alpha).toBe(1);
  });
});

describe('6.4.1-2-6 classes and systems', () => {
  test('a class is ghosted or hidden, with its kinds', () => {
    const paint = painter({ look: { classes: { IfcWall: 'ghost', IfcDoor: 'hidden' } } });
    expect(paint(element('IfcWall'))?.alpha).toBe(GHOST_ALPHA);
    expect(paint(element('IfcWallStandardCase'))?.alpha).toBe(GHOST_ALPHA);
    expect(paint(element('IfcDoor'))).toBeNull();
    expect(paint(element('IfcSlab'))?.alpha).toBe(1);
  });

  test('a system fades what belongs to it; of two fades the stronger counts', () => {
    const paint = painter({ look: { systems: { water: 'hidden' }, classes: { IfcPipeSegment: 'ghost' } } });
    expect(paint(element('IfcPipeSegment', '1F', 'water'))).toBeNull();
    expect(paint(element('IfcPipeSegment', '1F', 'heating'))?.alpha).toBe(GHOST_ALPHA);
  });
});

describe('6.4.1-2-6 the selected element', () => {
  const wall = element('IfcWall');
  test('stands out, whatever else is faded', () => {
    const look = { classes: { IfcWall: 'hidden' } } as const;
    expect(painter({ highlighted: wall.globalId, look })(wall)).toEqual({ color: WALL_DARK.selection, alpha: 1 });
  });

  test('is not seen above the isolated storey', () => {
    expect(painter({ highlighted: wall.globalId, isolated: 'B1' })(wall)).toBeNull();
  });
});

describe('alarmed storeys', () => {
  const alarmed = new Map([['2F', '#ff0000']]);
  test('are in their alarm’s color, and no other is', () => {
    expect(painter({ alarmed })(element('IfcWall', '2F'))?.color).toBe('#ff0000');
    expect(painter({ alarmed })(element('IfcWall', '1F'))).toEqual(painter()(element('IfcWall', '1F')));
  });

  test('seen from near are only tinted, the floor less than the walls', () => {
    const paint = painter({ alarmed, isolated: '2F' });
    const [floor, wall] = [paint(element('IfcSlab', '2F')), paint(element('IfcWall', '2F'))];
    expect(red(floor?.color)).toBeLessThan(red(wall?.color));
    expect(red(wall?.color)).toBeLessThan(255);
  });
});

test('a lit window is lit in every painting, and few are', () => {
  const windows = Array.from({ length: 2000 }, (_, i) => ({ ...element('IfcWindow'), globalId: `window-${i}` }));
  const lit = () => windows.filter((window) => painter()(window)?.color === WALL_DARK.building.litGlass).length;
  expect(lit()).toBe(lit());
  expect(lit()).toBeGreaterThan(20);
  expect(lit()).toBeLessThan(200);
});

test('mixing runs from the first color to the second', () => {
  expect(mixColors('#000000', '#ffffff', 0)).toBe('#000000');
  expect(mixColors('#000000', '#ffffff', 1)).toBe('#ffffff');
  expect(mixColors('#102030', '#304050', 0.5)).toBe('#203040');
});
