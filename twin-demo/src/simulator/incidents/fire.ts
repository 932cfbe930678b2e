import type { Scenario } from './scenario.ts';
import { snapshot } from './snapshot.ts';
import { alone, held, lost, swung } from './tracks.ts';

const HEAT = { kind: 'heat-detector', surroundings: 'heated' } as const;

/** A pan that was forgotten: the kitchen is hot before anybody comes. */
const kitchenFire = alone('kitchen-fire', HEAT, 200, {
  temperatureC: swung(64, 40, 120, 200),
  alarm: held(true, 34, 170),
});

/** Hotter than its class allows, and no word of the detector: it has failed. */
const deafDetector = alone('deaf-heat-detector', HEAT, 160, { temperatureC: swung(76, 40, 100, 150) });

/** A leak below what the detector alarms at. */
const slowLeak = alone('slow-leak', { kind: 'combustible-gas-detector' }, 180, {
  concentrationLel: swung(12.5, 40, 100, 170),
});

const detectorFault = alone('detector-fault', { kind: 'smoke-detector' }, 90, { fault: held(true, 0, 80) });
const detectorLost = lost('detector-lost', { kind: 'smoke-detector', surroundings: 'heated' }, 340);

/** A van unloads where fire engines have to pass. */
const laneBlocked: Scenario = alone(
  'lane-blocked',
  { kind: 'fire-lane-sensor' },
  170,
  {
    occupied: held(true, 0, 150),
    occupiedForS: [
      [0, 0],
      [150, 150],
      [150, null],
    ],
  },
  [
    {
      atS: 6,
      type: 'fireLane.vehicle',
      data: { plateNumber: '晋A·7K3M2', confidence: 0.92, snapshot: snapshot('晋A·7K3M2 占用消防车道') },
    },
  ],
);

/** A door wedged open for a sofa. */
const doorOpen = alone('fire-door-open', { kind: 'fire-door-monitor' }, 150, {
  open: held(true, 0, 140),
  openForS: [
    [0, 0],
    [140, 140],
    [140, null],
  ],
});

const hydrantPressure = alone('hydrant-pressure', { kind: 'hydrant' }, 150, { pressureMpa: swung(0.04, 5, 110, 140) });
const sprinklerPressure = alone('sprinkler-pressure', { kind: 'sprinkler-end' }, 150, {
  pressureMpa: swung(0.06, 5, 110, 140),
  flowLs: held(1.8, 2, 110),
});
const fireTankLow = alone('fire-tank-low', { kind: 'fire-tank' }, 180, { levelM: swung(1.2, 20, 130, 170) });

/** Somebody who serviced the pump left it on manual. */
const pumpManual = alone('fire-pump-manual', { kind: 'fire-pump' }, 150, { auto: held(false, 0, 140) });
const pumpFault = alone('fire-pump-fault', { kind: 'fire-pump' }, 100, { fault: held(true, 0, 90) });
const fanFault = alone('smoke-fan-fault', { kind: 'smoke-fan' }, 100, { fault: held(true, 0, 90) });
const damperFault = alone('smoke-damper-fault', { kind: 'smoke-damper' }, 100, { fault: held(true, 0, 90) });
const fanManual = alone('smoke-fan-manual', { kind: 'smoke-fan' }, 150, { auto: held(false, 0, 140) });

/** Fire alarm and fire facilities, in the programme. */
export const FIRE_EVERYDAY: readonly Scenario[] = [kitchenFire, laneBlocked, doorOpen, hydrantPressure, fanFault];

/** The same, only when they are asked for. */
export const FIRE_ASKED: readonly Scenario[] = [
  deafDetector,
  slowLeak,
  detectorFault,
  detectorLost,
  sprinklerPressure,
  fireTankLow,
  pumpManual,
  pumpFault,
  damperFault,
  fanManual,
];
