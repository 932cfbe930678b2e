import { describe, expect, test } from 'vitest';
import { Mapping } from './mapping.ts';
import { PayloadMap } from './payload-map.ts';

const NOW = Date.parse('2026-11-22T00:00:10Z');
const UNITS: Readonly<Record<string, string>> = {
  temperatureC: '°C',
  humidityPct: '%RH',
  pressureHpa: 'hPa',
  currentA: 'A',
};

const map = (mapping: object, payload: unknown) =>
  new PayloadMap(Mapping.parse({ name: 'x', ...mapping })).map(payload, {
    site: 'S',
    protocol: 'http',
    receivedAt: NOW,
    unitOf: (device, property) => (device === 'UNKNOWN' ? undefined : UNITS[property]),
  });
const bodies = (mapping: object, payload: unknown) =>
  map(mapping, payload).readings.map(({ device, channel, body }) => [device, channel, body]);
const reasons = (mapping: object, payload: unknown) => map(mapping, payload).refusals.map(({ reason }) => reason);

/** Three vendors, each in a form of its own: a cloud's uplink, a gateway's list, a bare status word. */
const VENDORS = {
  cloud: {
    mapping: {
      items: 'notifications',
      device: { path: 'device.sn', map: { A17: 'WS-1', A18: 'WS-2' } },
      time: { path: 'ts', format: 'epochS' },
      values: [
        { path: 'readings[name=temp].value', property: 'temperatureC', unit: '°F' },
        { path: 'readings[name=baro].value', property: 'pressureHpa', unit: 'kPa' },
      ],
    },
    payload: {
      notifications: [
        {
          device: { sn: 'A17' },
          ts: 1_795_305_600,
          readings: [
            { name: 'temp', value: 68 },
            { name: 'baro', value: '101.325' },
          ],
        },
        { device: { sn: 'A18' }, ts: 1_795_305_601, readings: [{ name: 'temp', value: 50 }] },
        { device: { sn: 'A17' }, ts: 1_795_305_602, readings: [{ name: 'temp', value: 69.8 }] },
      ],
    },
    expected: [
      [
        'WS-1',
        'observations',
        [
          { time: 1_795_305_600_000, values: { temperatureC: 20, pressureHpa: 1013.25 } },
          { time: 1_795_305_602_000, values: { temperatureC: 21 } },
        ],
      ],
      ['WS-2', 'observations', { time: 1_795_305_601_000, values: { temperatureC: 10 } }],
    ],
  },
  gateway: {
    mapping: {
      items: '$.数据',
      device: { path: '编号', prefix: 'CH-' },
      time: { path: '$.时间', format: 'pattern', pattern: 'yyyy-MM-dd HH:mm:ss', zone: 'Asia/Shanghai' },
      values: [
        { path: '电流', property: 'currentA', unit: 'mA' },
        { path: '状态', property: 'portState', map: { 0: 'idle', 1: 'charging' } },
      ],
    },
    payload: { 时间: '2026-11-22 08:00:00', 数据: [{ 编号: 7, 电流: 2150, 状态: 1 }] },
    expected: [
      [
        'CH-7',
        'observations',
        { time: Date.parse('2026-11-22T00:00:00Z'), values: { currentA: 2.15, portState: 'charging' } },
      ],
    ],
  },
  status: {
    mapping: {
      device: { fixed: 'PF-1' },
      values: [
        { path: 'kv', property: 'lineVoltageKv', scale: 0.01 },
        { path: 'kv', property: 'armed', map: { 0: 'off' }, when: { path: 'kv', equals: 0 } },
      ],
      events: [
        {
          path: 'alarm.code',
          equals: [3, 4],
          type: 'perimeter.intrusion',
          id: 'alarm.no',
          data: { line: 'alarm.line' },
          set: { active: true },
        },
        { path: 'alarm.code', equals: 0, type: 'perimeter.intrusion', set: { active: false } },
      ],
    },
    payload: { kv: 612, alarm: { code: 4, no: 991, line: 'N03' } },
    expected: [
      ['PF-1', 'observations', { time: NOW, values: { lineVoltageKv: 6.12 } }],
      ['PF-1', 'events', { id: '991', time: NOW, type: 'perimeter.intrusion', data: { line: 'N03', active: true } }],
    ],
  },
};

describe('6.4.4-3 payloads of vendors map by declaration', () => {
  test.each(Object.entries(VENDORS))('%s', (_, { mapping, payload, expected }) => {
    expect(map(mapping, payload).refusals).toEqual([]);
    expect(bodies(mapping, payload)).toEqual(expected);
  });

  test('an event without an id of its own is the same event when it is sent again', () => {
    const { mapping } = VENDORS.status;
    const payload = { alarm: { code: 0 } };
    expect(bodies(mapping, payload)).toEqual(bodies(mapping, payload));
    expect(bodies(mapping, payload)).toMatchObject([['PF-1', 'events', { data: { active: false } }]]);
  });

  test('what a vendor leaves out is no fault; a payload with nothing in it is one', () => {
    const { mapping } = VENDORS.cloud;
    const item = (readings: unknown) => ({ notifications: [{ device: { sn: 'A17' }, ts: 1, readings }] });
    expect(
      reasons(
        mapping,
        item([
          { name: 'temp', value: null },
          { name: 'baro', value: 100 },
        ]),
      ),
    ).toEqual([]);
    expect(reasons(mapping, item([]))).toEqual(['nothing that the mapping names is in it']);
  });

  test('6.3.4 what does not fit is refused with its place, and the rest goes on', () => {
    const { mapping } = VENDORS.cloud;
    const of = (sn: unknown, ts: unknown, value: unknown) => ({
      device: { sn },
      ts,
      readings: [{ name: 'temp', value }],
    });
    const payload = {
      notifications: [of('A17', 1, 'warm'), of('B99', 1, 1), of('A17', 'soon', 1), of('A18', 2, 32), of(null, 1, 1), 7],
    };
    expect(reasons(mapping, payload)).toEqual([
      'notifications[0] values.temperatureC: expected a number, not "warm", at readings[name=temp].value',
      'notifications[1] device: "B99" is not in the map',
      'notifications[2] time: expected a number at ts',
      'notifications[4] device: expected text or a number at device.sn',
      'notifications[5] device: expected text or a number at device.sn',
    ]);
    expect(bodies(mapping, payload)).toEqual([['WS-2', 'observations', { time: 2000, values: { temperatureC: 0 } }]]);
    expect(reasons(mapping, { notifications: {} })).toEqual(['items: expected an array at notifications']);
    expect(reasons(mapping, null)).toEqual(['items: expected an array at notifications']);
  });

  test('a unit that cannot become that of the property is refused; of an unknown device the pipeline judges', () => {
    const mapping = (fixed: string) => ({
      device: { fixed },
      values: [{ path: 't', property: 'temperatureC', unit: 'mA' }],
    });
    expect(reasons(mapping('WS-1'), { t: 4 })).toEqual(['values.temperatureC: mA cannot become °C, at t']);
    expect(bodies(mapping('UNKNOWN'), { t: 4 })).toMatchObject([
      ['UNKNOWN', 'observations', { values: { temperatureC: 4 } }],
    ]);
  });

  test.each([
    ['device', { device: {} }, 'fixed or path'],
    ['device', { device: { path: 'a', map: {}, prefix: 'x' } }, 'map or prefix'],
    ['values.0.path', { values: [{ path: 'a..b', property: 'temperatureC' }] }, 'at 2'],
    ['values.0.unit', { values: [{ path: 'a', property: 'temperatureC', unit: 'furlong' }] }, 'expected one of'],
    ['values.0.property', { values: [{ path: 'a', property: '__proto__' }] }, 'name of a property'],
    ['time', { time: { path: 't', format: 'pattern', pattern: 'yyyy-MM-dd' } }, 'needs pattern and zone'],
    ['', { values: [] }, 'at least one'],
    ['', { script: 'return 1' }, 'Unrecognized'],
  ])('a declaration wrong at %j is refused: %j', (place, wrong, reason) => {
    const declared = { name: 'x', device: { fixed: 'D' }, values: [{ path: 'a', property: 'temperatureC' }], ...wrong };
    const issue = Mapping.safeParse(declared).error?.issues[0];
    expect(issue?.path.join('.')).toBe(place);
    expect(issue?.message).toContain(reason);
  });
});
