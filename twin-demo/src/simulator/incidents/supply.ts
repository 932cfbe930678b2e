import type { Casting, Scenario } from './scenario.ts';
import { alone, held, lost, swung, tracksOf } from './tracks.ts';

/** A breaker opens: what hangs below has no power until it is closed again. */
function trip(id: string, codes: readonly string[], forS: number): Scenario {
  const cabinet: Casting = { kind: 'switch-cabinet', codes };
  return {
    id,
    lengthS: forS + 10,
    roles: { cabinet },
    tracks: tracksOf('cabinet', {
      breaker: held('open', 0, forS),
      currentA: held(0, 0, forS),
      powerKw: held(0, 0, forS),
    }),
    cues: [],
    hushes: [{ role: 'cabinet', below: true, fromS: 1, toS: forS + 2 }],
  };
}

/** The cabinet of a charging shed: two dozen devices. */
const shedTrip = trip('shed-trip', ['PD-17', 'PD-18', 'PD-19'], 210);
/** A feeder of the north: two towers and a shed, half a thousand devices. */
const feederTrip = trip('feeder-trip', ['PD-3-2'], 480);

const underVoltage = alone('under-voltage', { kind: 'switch-cabinet' }, 120, { voltageV: swung(191, 5, 90, 110) });
/** A loose clamp. */
const hotContact = alone('hot-contact', { kind: 'switch-cabinet' }, 180, { temperatureC: swung(88, 40, 110, 175) });

const networkDegraded = alone('network-degraded', { kind: 'iot-gateway' }, 110, {
  lossPct: swung(22, 5, 80, 100),
  pingMs: swung(480, 5, 80, 100),
});

const TANK = { kind: 'water-tank' } as const;
const QUALITY = { kind: 'water-quality' } as const;
const PUMP = { kind: 'pump' } as const;

/** The valve of the inlet sticks, closed or open. */
const tankLow = alone('tank-low', TANK, 180, { tankLevelM: swung(0.6, 30, 130, 175) });
const tankHigh = alone('tank-high', TANK, 180, { tankLevelM: swung(2.85, 30, 130, 175) });
const hatchOpened = alone('hatch-opened', TANK, 90, { doorOpen: held(true, 0, 80) });
const chlorineLow = alone('chlorine-low', QUALITY, 200, { residualChlorineMgL: swung(0.02, 20, 140, 190) });
const turbid = alone('turbid-water', QUALITY, 200, { turbidityNtu: swung(1.8, 20, 140, 190) });
const sour = alone('water-acid', QUALITY, 200, { ph: swung(6.1, 20, 140, 190) });
const alkaline = alone('water-alkaline', QUALITY, 200, { ph: swung(8.9, 20, 140, 190) });
const pressureLow = alone('pressure-low', PUMP, 130, { pressureMpa: swung(0.18, 5, 90, 120) });
const pumpFault = alone('water-pump-fault', PUMP, 110, {
  fault: held(true, 0, 95),
  running: held(false, 0, 95),
  flowM3H: held(0, 0, 95),
});

/** Power, networks and water, in the programme. */
export const SUPPLY_EVERYDAY: readonly Scenario[] = [shedTrip, networkDegraded, tankLow, chlorineLow, pumpFault];

/** The same, only when they are asked for. */
export const SUPPLY_ASKED: readonly Scenario[] = [
  feederTrip,
  underVoltage,
  hotContact,
  lost('gateway-lost', { kind: 'iot-gateway' }, 150),
  lost('meter-gateway-lost', { kind: 'meter-gateway' }, 260),
  tankHigh,
  hatchOpened,
  turbid,
  sour,
  alkaline,
  pressureLow,
];
