import type { Casting, Scenario } from './scenario.ts';

const faultyDetector = (id: string, kind: string): Scenario => ({
  id,
  lengthS: Number.POSITIVE_INFINITY,
  roles: { detector: { kind } },
  tracks: [{ role: 'detector', property: 'fault', keys: [[0, true]] }],
  cues: [],
});

/** What is out of order in every estate for as long as the simulator runs. */
export const STANDING: readonly Scenario[] = [
  faultyDetector('faulty-smoke-detector', 'smoke-detector'),
  faultyDetector('faulty-heat-detector', 'heat-detector'),
  {
    id: 'weak-fence',
    lengthS: Number.POSITIVE_INFINITY,
    roles: { zone: { kind: 'pulse-fence-zone' } },
    tracks: [{ role: 'zone', property: 'lineVoltageKv', keys: [[0, 2.1]] }],
    cues: [],
  },
  {
    id: 'broken-port',
    lengthS: Number.POSITIVE_INFINITY,
    roles: { port: { kind: 'ebike-charging-port' } },
    tracks: [
      { role: 'port', property: 'portState', keys: [[0, 'fault']] },
      { role: 'port', property: 'currentA', keys: [[0, 0]] },
      { role: 'port', property: 'powerW', keys: [[0, 0]] },
      { role: 'port', property: 'energyKwh', keys: [[0, 0]] },
      { role: 'port', property: 'elapsedS', keys: [[0, 0]] },
    ],
    cues: [
      {
        role: 'port',
        atS: 12,
        type: 'charging.selfTestFail',
        data: { part: 'relay', powerW: 0, currentA: 0, temperatureC: 4.6 },
      },
    ],
  },
];

/** Devices that never speak: nobody changed their battery. */
export const MUTE: readonly Casting[] = [{ kind: 'smoke-detector', surroundings: 'heated' }, { kind: 'noise-meter' }];
