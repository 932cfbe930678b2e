import type { Scenario } from './scenario.ts';
import { alone, held } from './tracks.ts';

const IDLE = { kind: 'ebike-charging-port', shows: { portState: 'idle' } } as const;

/** Two vehicles on one plug: the port trips by itself. */
const overload = alone(
  'overload',
  IDLE,
  120,
  {
    portState: [
      [0, 'charging'],
      [12, 'stopped'],
      [110, null],
    ],
    currentA: [
      [0, 5.6],
      [12, 5.6],
      [12, 0],
      [110, null],
    ],
    powerW: [
      [0, 1230],
      [12, 1230],
      [12, 0],
      [110, null],
    ],
  },
  [
    {
      atS: 12,
      type: 'charging.overload',
      data: { limitW: 800, powerW: 1230, currentA: 5.6, voltageV: 219.6, temperatureC: 31.5 },
    },
  ],
);

/** A plug without a battery behind it. */
const noLoad = alone('no-load', IDLE, 40, { portState: held('charging', 0, 15) }, [
  { atS: 15, type: 'charging.noLoad', data: { powerW: 1, currentA: 0, voltageV: 222.4, temperatureC: 14.8 } },
]);

/** The test that a port makes of itself in the morning fails, and passes when it is made again. */
const selfTest = alone('self-test', IDLE, 100, { portState: held('fault', 0, 90) }, [
  {
    atS: 0,
    type: 'charging.selfTestFail',
    data: { part: 'relay', powerW: 0, currentA: 0, voltageV: 221.8, temperatureC: 15.2 },
  },
  { atS: 90, type: 'charging.selfTestFail', data: { active: false } },
]);

/** A battery that is full and stops by itself. */
const batteryFull = alone('battery-full', IDLE, 90, {
  portState: [
    [0, 'charging'],
    [30, 'full'],
    [80, null],
  ],
});

/** Charging, in the programme. */
export const CHARGING_EVERYDAY: readonly Scenario[] = [overload, noLoad];

/** The same, only when they are asked for. */
export const CHARGING_ASKED: readonly Scenario[] = [selfTest, batteryFull];
