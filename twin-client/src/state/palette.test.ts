import { describe, expect, test } from 'vitest';
import { symbolKey, symbolRank } from './paint-symbol.ts';
import { conditionColor, type Palette, WALL_DARK } from './palette.ts';

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);

/** Relative luminance of WCAG 2.2. */
function luminance(color: string): number {
  const [r, g, b] = channels(color).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Difference of the strongest and weakest channel: 0 is grey. */
const chroma = (color: string) => Math.max(...channels(color)) - Math.min(...channels(color));

const PALETTES: readonly [string, Palette][] = [['WALL_DARK', WALL_DARK]];

describe.each(PALETTES)('%s', (_name, palette) => {
  test.each(Object.entries(palette.state))(
    'WCAG 1.4.11 the symbol of state %s stands out from its plate',
    (_state, color) => {
      expect(contrast(color, palette.symbolPlate)).toBeGreaterThanOrEqual(3);
    },
  );

  test.each(Object.entries(palette.priority))(
    'WCAG 1.4.3 priority %s is legible on the background',
    (_priority, color) => {
      expect(contrast(color, palette.background)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test('an alarm is the only saturated thing: ground and buildings stay far below every priority', () => {
    const calm = [...Object.values(palette.ground), ...Object.values(palette.building)].map(chroma);
    const loud = Object.values(palette.priority).map(chroma);
    expect(Math.max(...calm)).toBeLessThan(Math.min(...loud) / 2);
  });

  test('priorities differ in lightness or hue from each other, not in one shade alone', () => {
    const colors = Object.values(palette.priority);
    colors.forEach((a, i) => {
      for (const b of colors.slice(i + 1)) {
        const distance = Math.hypot(...channels(a).map((value, axis) => value - channels(b)[axis]!));
        expect(distance).toBeGreaterThan(0.25);
      }
    });
  });
});

describe('symbols', () => {
  test('an alarm has its priority’s color, other states their own', () => {
    expect(conditionColor(WALL_DARK, 'alarm', 3)).toBe(WALL_DARK.priority[3]);
    expect(conditionColor(WALL_DARK, 'alarm', null)).toBe(WALL_DARK.state.alarm);
    expect(conditionColor(WALL_DARK, 'offline', 1)).toBe(WALL_DARK.state.offline);
  });

  test('looks that differ have pictures of their own', () => {
    const keys = [
      symbolKey({ symbol: 'M0 0', state: 'alarm', priority: 1 }),
      symbolKey({ symbol: 'M0 0', state: 'alarm', priority: 2 }),
      symbolKey({ symbol: 'M0 0', state: 'fault', priority: 2 }),
      symbolKey({ symbol: 'M1 1', state: 'fault', priority: 2 }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('rank: alarms by priority, then faults, then silence, then calm', () => {
    const order = [
      symbolRank('alarm', 1),
      symbolRank('alarm', 4),
      symbolRank('fault', 1),
      symbolRank('fault', 4),
      symbolRank('offline', null),
      symbolRank('stale', null),
      symbolRank('unknown', null),
      symbolRank('normal', null),
    ];
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
  });
});
