import { describe, expect, test } from 'vitest';
import { WALL_DARK } from '../state/palette.ts';
import { mixColors, storeyColors, storeyCut, storeysAbove, storeyVisibility } from './storey-look.ts';

const storey = (name: string, index: number, bottom: number) => ({
  globalId: `id-${name}`,
  name,
  index,
  bottom,
  top: bottom + 3.1,
});
const STOREYS = [storey('B1', 0, -3.4), storey('1F', 1, 0.2), storey('2F', 2, 3.1), storey('RF', 3, 6.1)];
/** The expression that holds for elements of one storey. */
const storeyIs = (id: string) => `\${storey} === '${id}'`;
const NO_ALARMS = new Map<string, string>();

describe('storey isolation', () => {
  test('hides the storeys above the isolated one and keeps those below', () => {
    expect(storeysAbove(STOREYS, '1F').map(({ name }) => name)).toEqual(['2F', 'RF']);
    expect(storeyVisibility(STOREYS, { isolated: '1F', alarmed: NO_ALARMS })).toBe(
      `!(${storeyIs('id-2F')} || ${storeyIs('id-RF')})`,
    );
  });

  test.each([[null], ['RF'], ['no such storey']])('hides nothing for %s', (isolated) => {
    expect(storeyVisibility(STOREYS, { isolated, alarmed: NO_ALARMS })).toBe('true');
  });

  test('cuts off the lid: below the top of the storey, at section height over its floor', () => {
    expect(storeyCut(STOREYS, '1F')).toBeCloseTo(0.2 + 3.1 - 0.7, 9);
    expect(storeyCut([{ globalId: 'g', name: 'B1', index: 0, bottom: -5.4, top: 0 }], 'B1')).toBeCloseTo(-2.5, 9);
    expect(storeyCut(STOREYS, null)).toBeNull();
    expect(storeyCut(STOREYS, 'no such storey')).toBeNull();
  });

  test('never cuts a low storey below a metre', () => {
    expect(storeyCut([{ globalId: 'g', name: 'pit', index: 0, bottom: 0, top: 1.2 }], 'pit')).toBe(1);
  });
});

describe('storey colors', () => {
  test('an alarmed storey comes first in its alarm’s color, the last condition always holds', () => {
    const colors = storeyColors(STOREYS, { isolated: null, alarmed: new Map([['2F', '#ff5a5f']]) }, WALL_DARK);
    expect(colors[0]).toEqual([storeyIs('id-2F'), "color('#ff5a5f')"]);
    expect(colors.at(-1)?.[0]).toBe('true');
  });

  test('seen from near, the alarmed storey is tinted and its floor less than its walls', () => {
    const look = { isolated: '2F', alarmed: new Map([['2F', '#ff0000']]) };
    const [floor, walls] = storeyColors(STOREYS, look, WALL_DARK);
    const red = (value: string | undefined) => Number.parseInt(value?.slice(8, 10) ?? '', 16);
    expect(red(floor?.[1])).toBeLessThan(red(walls?.[1]));
    expect(red(walls?.[1])).toBeLessThan(255);
  });

  test('an alarm on a storey the tiles do not know changes nothing', () => {
    const alarmed = new Map([['99F', '#ff5a5f']]);
    expect(storeyColors(STOREYS, { isolated: null, alarmed }, WALL_DARK)).toEqual(
      storeyColors(STOREYS, { isolated: null, alarmed: NO_ALARMS }, WALL_DARK),
    );
  });

  test('an identifier with a quote cannot leave its text', () => {
    const odd = [{ globalId: "a' || true || '", name: '1F', index: 0, bottom: 0, top: 3 }];
    const [first] = storeyColors(odd, { isolated: null, alarmed: new Map([['1F', '#ff5a5f']]) }, WALL_DARK);
    expect(first?.[0]).toBe(storeyIs("a\\' || true || \\'"));
  });

  test('mixing runs from the first color to the second', () => {
    expect(mixColors('#000000', '#ffffff', 0)).toBe('#000000');
    expect(mixColors('#000000', '#ffffff', 1)).toBe('#ffffff');
    expect(mixColors('#102030', '#304050', 0.5)).toBe('#203040');
  });
});
