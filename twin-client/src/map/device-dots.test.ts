import { describe, expect, test } from 'vitest';
import type { DeviceMarker } from '../state/marker.ts';
import { WALL_DARK } from '../state/palette.ts';
import { rgba } from './color.ts';
import { DeviceDots } from './device-dots.ts';

function marker(code: string, over: Partial<DeviceMarker> = {}): DeviceMarker {
  return {
    code,
    name: code,
    building: null,
    storey: null,
    location: { longitude: 112.55, latitude: 37.87, height: 780 },
    symbol: 'M0 0h24v24H0z',
    place: code,
    state: 'normal',
    priority: null,
    acknowledged: true,
    ...over,
  };
}

const CALM = { state: 'normal', priority: null, acknowledged: true } as const;
const ALARM = { state: 'alarm', priority: 1, acknowledged: false } as const;

describe('DeviceDots', () => {
  test('two degrees and four bytes a device, in the order given', () => {
    const second = marker('b', { location: { longitude: 112.5512345678, latitude: 37.8712345678, height: 0 } });
    const dots = new DeviceDots([marker('a'), second], WALL_DARK, 0.5);
    expect([...dots.positions.value]).toEqual([112.55, 37.87, 112.5512345678, 37.8712345678]);
    expect([...dots.colors.value.slice(4)]).toEqual(rgba(WALL_DARK.state.normal, 0.5));
  });

  test('a device that asks for attention is no dot: it is a symbol', () => {
    const dots = new DeviceDots([marker('a', ALARM), marker('b', { state: 'offline' })], WALL_DARK, 1);
    expect([...dots.colors.value]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('a change writes its own device alone and sends colors, not positions, again', () => {
    const dots = new DeviceDots([marker('a'), marker('b'), marker('c')], WALL_DARK, 1);
    const { colors, positions } = dots;
    expect(dots.update('b', ALARM)).toBe(true);
    expect(dots.positions).toBe(positions);
    expect(dots.colors).not.toBe(colors);
    const normal = rgba(WALL_DARK.state.normal);
    expect([...dots.colors.value]).toEqual([...normal, 0, 0, 0, 0, ...normal]);
  });

  test('what changes no color sends nothing', () => {
    const dots = new DeviceDots([marker('a')], WALL_DARK, 1);
    const { colors } = dots;
    expect(dots.update('a', CALM)).toBe(false);
    expect(dots.update('unknown', ALARM)).toBe(false);
    expect(dots.colors).toBe(colors);
  });
});
