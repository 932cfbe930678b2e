import { describe, expect, test } from 'vitest';
import { Catalogue } from '../catalogue.ts';
import type { AlarmRule } from '../facility.ts';
import type { BroadcastLevel } from '../linked-action.ts';
import { FACILITIES } from './index.ts';

const CATALOGUE = new Catalogue(FACILITIES);

const unitsOf = (kind: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(CATALOGUE.kind(kind)?.kind.datastreams ?? {}).map(([name, { unit }]) => [name, unit]),
  );
const ruleOf = (code: string): AlarmRule => CATALOGUE.rule(code)!;
const actionsOf = (code: string) => (ruleOf(code).actions ?? []).map((action) => action.do);
const levelsOf = (code: string): BroadcastLevel[] =>
  (ruleOf(code).actions ?? []).flatMap((action) => (action.do === 'broadcast' ? [action.level] : []));
const commandsOf = (kind: string) => Object.keys(CATALOGUE.kind(kind)?.kind.commands ?? {});

/** Device kinds with the properties that an acceptance names, and their units; '' for bits, states and counts. */
const MEASURED: readonly (readonly [clause: string, kind: string, units: Readonly<Record<string, string>>])[] = [
  ['6.4.2-5', 'manhole-cover', { tiltDeg: '°', openState: '', waterLevelM: 'm', gasLel: '%LEL', batteryPct: '%' }],
  [
    '6.4.2-5',
    'elevator',
    { floor: '', direction: '', doorState: '', speedMps: 'm/s', personInside: '', trapped: '', faultCode: '' },
  ],
  ['6.4.2-5', 'water-tank', { tankLevelM: 'm', doorOpen: '' }],
  ['6.4.2-5', 'water-quality', { ph: 'pH', turbidityNtu: 'NTU', residualChlorineMgL: 'mg/L' }],
  ['6.4.2-5', 'pump', { pressureMpa: 'MPa', flowM3H: 'm³/h', running: '' }],
  ['6.4.2-5', 'street-lamp', { on: '', dimPct: '%', voltageV: 'V', currentA: 'A', powerW: 'W', energyKwh: 'kWh' }],
  [
    '6.4.2-5',
    'weather-station',
    {
      temperatureC: '°C',
      humidityPct: '%RH',
      windSpeedMps: 'm/s',
      windDirDeg: '°',
      rainMmH: 'mm/h',
      pressureHpa: 'hPa',
    },
  ],
  ['7.2.7-1', 'heat-detector', { temperatureC: '°C', alarm: '' }],
  ['7.2.7-1', 'smoke-detector', { obscurationPctM: '%/m', alarm: '' }],
  ['7.2.7-1', 'combustible-gas-detector', { concentrationLel: '%LEL', alarm: '' }],
  ['7.2.8-1', 'fire-lane-sensor', { occupied: '', occupiedForS: 's' }],
  ['7.2.8-2', 'fire-door-monitor', { open: '', openForS: 's' }],
  ['7.2.8-3', 'hydrant', { pressureMpa: 'MPa' }],
  ['7.2.8-3', 'riser-inlet', { pressureMpa: 'MPa' }],
  ['7.2.8-3', 'riser-outlet', { open: '' }],
  ['7.2.8-3', 'sprinkler-end', { pressureMpa: 'MPa', flowLs: 'L/s' }],
  ['7.2.8-3', 'fire-tank', { levelM: 'm' }],
  ['7.2.8-3', 'fire-pump', { running: '', auto: '', pressureMpa: 'MPa', flowLs: 'L/s' }],
  ['7.2.8-3', 'smoke-fan', { running: '', auto: '', airflowM3Min: 'm³/min' }],
  ['7.2.8-3', 'smoke-damper', { open: '' }],
  ['7.2.9', 'ebike-lift-camera', { voicePrompted: '', liftHeld: '' }],
  ['7.2.10-1', 'camera', { online: '', framesPerSecond: 'fps', bitrateKbps: 'kbit/s', recording: '' }],
  ['7.2.10-2', 'video-analytics', { peopleCount: '', densityPerM2: '1/m²' }],
  [
    'E6.1.9-1',
    'ebike-charging-port',
    { voltageV: 'V', currentA: 'A', powerW: 'W', energyKwh: 'kWh', temperatureC: '°C', elapsedS: 's' },
  ],
  ['5.8.5-3', 'flood-level', { levelM: 'm', rateMH: 'm/h' }],
  ['5.8.6-1', 'switch-cabinet', { voltageV: 'V', currentA: 'A', powerKw: 'kW', breaker: '', temperatureC: '°C' }],
];

test.each(MEASURED)('%s a %s reports what the acceptance names, in its units', (_clause, kind, units) => {
  expect(unitsOf(kind)).toMatchObject(units);
});

/** The alarm kinds of the dictionary that these facilities have, with their level. */
const LEVELS: Readonly<Record<string, number>> = {
  'perimeter.intrusion': 1,
  'perimeter.tamper': 2,
  'perimeter.lineFault': 2,
  'fallingObject.detected': 1,
  'fire.smoke': 1,
  'fire.heat': 1,
  'fire.gas': 1,
  'fire.detectorFault': 2,
  'fire.offline': 2,
  'fireLane.occupied': 2,
  'fireDoor.abnormalOpen': 2,
  'fireWater.abnormal': 2,
  'smokeControl.abnormal': 2,
  'ebike.inBuilding': 2,
  'charging.overTemp': 1,
  'charging.overload': 1,
  'charging.surge': 2,
  'charging.noLoad': 4,
  'charging.selfTestFail': 3,
  'charging.full': 4,
  'crowd.gathering': 3,
  'person.tailgating': 3,
  'access.livenessFail': 2,
  'access.doorForced': 2,
  'elevator.fault': 1,
  'elevator.trapped': 1,
  'manhole.open': 2,
  'manhole.flooded': 2,
  'water.tank': 2,
  'water.quality': 2,
  'lamp.fault': 4,
  'env.exceed': 3,
  'env.severe': 2,
  'env.flood': 1,
  'power.fault': 1,
  'network.fault': 3,
};

test.each(Object.entries(LEVELS))('%s is an alarm kind of level %i', (code, level) => {
  expect(CATALOGUE.rule(code)?.priority).toBe(level);
});

test('7.2.11-1 each of the six protections has an event that a port may report', () => {
  for (const type of ['surge', 'overload', 'full', 'selfTestFail', 'noLoad', 'overTemp'])
    expect(CATALOGUE.eventType('ebike-charging-port', `charging.${type}`)).toBe(type);
});

test('7.2.11-2 over-temperature and overload stop their own port', () => {
  for (const code of ['charging.overTemp', 'charging.overload'])
    expect(ruleOf(code).actions).toContainEqual(
      expect.objectContaining({ do: 'command', command: 'stopPort', within: 'device' }),
    );
});

test('7.2.10-2 analytics report people counted, crowds, intruders and tailgating', () => {
  for (const type of ['people.count', 'crowd.gathering', 'video.intrusion', 'person.tailgating'])
    expect(CATALOGUE.eventType('video-analytics', type)).toBe(type.split('.')[1]);
  expect(CATALOGUE.eventType('video-analytics', 'video.count')).toBeUndefined();
  expect(CATALOGUE.eventType('camera', 'crowd.gathering')).toBeUndefined();
});

test('E6.1.4-3 a PTZ camera is turned, tilted, zoomed and sent to a preset', () => {
  expect(commandsOf('ptz-camera')).toEqual(['pan', 'tilt', 'zoom', 'goToPreset']);
});

test('7.2.4-2, 7.2.4-3, 7.2.4-4 an intrusion sounds and lights its zone, flies there, opens its cameras', () => {
  expect(ruleOf('perimeter.intrusion')).toMatchObject({ latched: true, mergeWithinMs: 10_000 });
  expect(ruleOf('perimeter.intrusion').actions).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ command: 'on', kinds: ['siren-strobe'], within: 'zone' }),
      expect.objectContaining({ command: 'on', kinds: ['street-lamp'] }),
      expect.objectContaining({ do: 'flyTo', clause: '7.2.4-3' }),
      expect.objectContaining({ do: 'openCamera', clause: '7.2.4-4' }),
      expect.objectContaining({ do: 'notify', clause: 'E6.1.4-4' }),
    ]),
  );
});

describe.each(['fire.smoke', 'fire.heat', 'fire.gas'])('7.2.7-2 %s', (code) => {
  test('stays until it was seen, isolates the storey, opens cameras, calls people and tells other systems', () => {
    expect(ruleOf(code).latched).toBe(true);
    expect(actionsOf(code)).toEqual(
      expect.arrayContaining(['isolateStorey', 'flyTo', 'openCamera', 'notify', 'callList', 'alertOut']),
    );
  });

  test('7.2.5-4 is told over the loudspeakers at the highest level', () => {
    expect(levelsOf(code)).toEqual(['accident']);
  });
});

test('E6.1.7-1 no kind of the fire systems can be told anything', () => {
  for (const id of ['fire-alarm', 'fire-facilities']) {
    const facility = CATALOGUE.facility(id)!;
    expect(facility.supervisedOnly).toBe(true);
    for (const kind of Object.keys(facility.deviceKinds)) expect(commandsOf(kind)).toEqual([]);
  }
});

test('7.2.8-1 an occupied fire lane is spoken to and told to the centre after a set time', () => {
  expect(ruleOf('fireLane.occupied').onDelayMs).toBeGreaterThan(0);
  expect(levelsOf('fireLane.occupied')).toEqual(['prompt']);
  expect(actionsOf('fireLane.occupied')).toEqual(expect.arrayContaining(['broadcast', 'notify']));
  expect(CATALOGUE.eventType('fire-lane-sensor', 'fireLane.vehicle')).toBe('vehicle');
});

test('7.2.8-2 a fire door that stays open longer than a set time is an alarm', () => {
  expect(ruleOf('fireDoor.abnormalOpen')).toMatchObject({ when: { property: 'open', equals: 1 }, onDelayMs: 60_000 });
});

test('7.2.9 an e-bike in a lift is spoken to, the lift is held, the centre is told', () => {
  expect(levelsOf('ebike.inBuilding')).toEqual(['prompt']);
  expect(ruleOf('ebike.inBuilding').actions).toContainEqual(
    expect.objectContaining({ command: 'holdDoor', kinds: ['elevator', 'fire-lift'] }),
  );
  expect(actionsOf('ebike.inBuilding')).toContain('notify');
});

test('7.2.16-3 a falling object is pushed to people and answered from the ground', () => {
  expect(actionsOf('fallingObject.detected')).toEqual(expect.arrayContaining(['broadcast', 'openCamera', 'notify']));
});

test('7.2.5-2 a loudspeaker is configured, diagnosed, restarted and upgraded from afar', () => {
  expect(commandsOf('broadcast-terminal')).toEqual(
    expect.arrayContaining(['setVolume', 'diagnose', 'restart', 'upgrade']),
  );
});

test('5.7.3-3 lamps and circuits are switched by hand and given back to their schedule', () => {
  for (const kind of ['street-lamp', 'lamp-group']) expect(commandsOf(kind)).toEqual(['on', 'off', 'dim', 'auto']);
});

test('6.3.4 what feeds others explains their silence: cabinets and gateways, nothing else', () => {
  const explaining = FACILITIES.flatMap(({ alarms }) => alarms).filter(({ explainsBelow }) => explainsBelow);
  expect(explaining.map(({ code }) => code).sort()).toEqual(['energy.gatewayOffline', 'network.fault', 'power.fault']);
});

test('6.4.1-8-6 every facility and every kind with a symbol of its own looks like no other', () => {
  const symbols = FACILITIES.flatMap(({ symbol, deviceKinds }) => [
    symbol,
    ...Object.values(deviceKinds).flatMap((kind) => kind.symbol ?? []),
  ]);
  expect(new Set(symbols).size).toBe(symbols.length);
});
