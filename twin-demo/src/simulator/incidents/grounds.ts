import type { Scenario } from './scenario.ts';
import { alone, begun, held, swung } from './tracks.ts';

const COVER = { kind: 'manhole-cover' } as const;
const WEATHER = { kind: 'weather-station' } as const;
const FENCE = { kind: 'pulse-fence-zone' } as const;

/** A cover is lifted and laid aside. */
const manholeOpened = alone('manhole-opened', COVER, 130, {
  tiltDeg: held(74, 0, 120),
  openState: held('open', 0, 120),
});
const manholeFlooded = alone('manhole-flooded', COVER, 170, { waterLevelM: swung(1.35, 20, 120, 160) });
const manholeGas = alone('manhole-gas', COVER, 170, { gasLel: swung(34, 20, 120, 160) });

const lampFault = alone('lamp-fault', { kind: 'street-lamp' }, 110, {
  fault: held(true, 0, 100),
  on: held(false, 0, 100),
  powerW: held(0, 0, 100),
  currentA: held(0, 0, 100),
});

const flood = alone('flood', { kind: 'flood-level' }, 200, {
  levelM: swung(0.24, 60, 130, 190),
  rateMH: held(13, 0, 60),
});

/** A warning of the weather service. */
const severeWeather = alone(
  'severe-weather',
  WEATHER,
  150,
  {},
  begun('env.severe', { hazard: 'coldWave', level: 'blue', text: '寒潮蓝色预警：24小时内降温10℃以上' }, 140),
);
const gale = alone('gale', WEATHER, 150, { windSpeedMps: swung(19.5, 15, 100, 140) });
const downpour = alone('downpour', WEATHER, 150, { rainMmH: swung(38, 15, 100, 140) });
const heat = alone('heat', WEATHER, 180, { temperatureC: swung(39, 20, 120, 170) });
const haze = alone('haze', { kind: 'air-station' }, 200, {
  pm25: swung(92, 20, 140, 190),
  pm10: swung(150, 20, 140, 190),
});

/** A cable cut by a digger, and a line that leaks into wet leaves. */
const cutFence = alone('cut-fence', FENCE, 110, { lineBroken: held(true, 0, 100), lineVoltageKv: held(3.1, 0, 100) });
const leakingFence = alone('leaking-fence', FENCE, 110, { lineVoltageKv: held(2.1, 0, 100) });

const guardInNeed = alone(
  'guard-in-need',
  { kind: 'patrol-terminal' },
  60,
  {},
  begun('patrol.distress', { cause: 'button' }, 45),
);
const guardBattery = alone('guard-battery', { kind: 'patrol-terminal' }, 100, { batteryPct: held(11, 0, 90) });

/** The ground, the fence and the weather, in the programme. */
export const GROUNDS_EVERYDAY: readonly Scenario[] = [manholeOpened, lampFault, severeWeather, guardInNeed];

/** The same, only when they are asked for. */
export const GROUNDS_ASKED: readonly Scenario[] = [
  manholeFlooded,
  manholeGas,
  flood,
  gale,
  downpour,
  heat,
  haze,
  cutFence,
  leakingFence,
  guardBattery,
];
