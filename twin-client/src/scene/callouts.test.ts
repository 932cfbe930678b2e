import { Cartesian2, Cartesian3 } from '@cesium/engine';
import { expect, test } from 'vitest';
import { WALL_DARK } from '../state/palette.ts';
import { calloutsOf, linesOf } from './callouts.ts';
import type { DrawnDevice } from './devices/drawn-device.ts';

const drawn = (code: string, more: Partial<DrawnDevice['marker']> = {}, level: DrawnDevice['level'] = 'symbol') => ({
  marker: {
    code,
    name: code,
    building: null,
    storey: null,
    location: { longitude: 112, latitude: 37, height: 780 },
    symbol: '',
    place: `place of ${code}`,
    state: 'normal' as const,
    priority: null,
    acknowledged: true,
    ...more,
  },
  position: new Cartesian3(1, 2, 3),
  level,
});
const placeOf = () => new Cartesian2(100, 200);

test('an alarm has ring and label and flashes until it is acknowledged', () => {
  const alarm = { state: 'alarm', priority: 1 } as const;
  const [waiting] = calloutsOf([drawn('A', { ...alarm, acknowledged: false })], null, WALL_DARK, placeOf);
  expect(waiting).toMatchObject({ label: 'place of A', flashing: true, color: WALL_DARK.priority[1], x: 100, y: 200 });
  const [seen] = calloutsOf([drawn('A', { ...alarm, acknowledged: true })], null, WALL_DARK, placeOf);
  expect(seen?.flashing).toBe(false);
});

test('labels are given room by whether they wait, then by priority', () => {
  const devices = [
    drawn('low', { state: 'alarm', priority: 3, acknowledged: false }),
    drawn('seen', { state: 'alarm', priority: 1, acknowledged: true }),
    drawn('high', { state: 'alarm', priority: 1, acknowledged: false }),
  ];
  expect(calloutsOf(devices, null, WALL_DARK, placeOf).map(({ code }) => code)).toEqual(['high', 'low', 'seen']);
});

test('the selected device has a ring alone; a normal or hidden one has nothing', () => {
  expect(calloutsOf([drawn('A')], 'A', WALL_DARK, placeOf)).toMatchObject([
    { label: null, flashing: false, color: WALL_DARK.selection },
  ]);
  expect(calloutsOf([drawn('A')], null, WALL_DARK, placeOf)).toEqual([]);
  expect(calloutsOf([drawn('A', { state: 'alarm' }, 'hidden')], null, WALL_DARK, placeOf)).toEqual([]);
  expect(calloutsOf([drawn('A', { state: 'alarm' })], null, WALL_DARK, () => undefined)).toEqual([]);
});

test('of an alerted zone only what lies before the camera is drawn', () => {
  const line = [new Cartesian3(1, 0, 0), new Cartesian3(-1, 0, 0), new Cartesian3(2, 0, 0)];
  const [drawnLine] = linesOf([{ code: 'F', line, color: '#ff5a5f', acknowledged: false }], ({ x, y }) =>
    x > 0 ? new Cartesian2(x, y) : undefined,
  );
  expect(drawnLine?.points).toEqual([
    [1, 0],
    [2, 0],
  ]);
  expect(drawnLine?.flashing).toBe(true);
});
