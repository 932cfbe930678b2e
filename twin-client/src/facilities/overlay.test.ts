import {
  AssetState,
  apply,
  Catalogue,
  type Device,
  defineFacility,
  emptyState,
  FACILITIES,
  FacilitySchema,
  type TwinEvent,
} from 'twin-core';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { SiteView } from '../state/site-view.ts';
import { assetMark } from './asset-mark.ts';
import { facilitySymbol, markerOf, symbolOf, zoneCondition } from './overlay.ts';

const SEVENTEENTH = defineFacility({
  id: 'dovecote',
  label: { zh: '鸽舍', en: 'Dovecote' },
  clause: '7.2.17',
  symbol: 'M2 2h20v20H2z',
  deviceKinds: {
    'dove-counter': {
      label: { zh: '鸽子计数器', en: 'Dove counter' },
      silenceAfterMs: 60_000,
      datastreams: { doves: { label: { zh: '鸽子', en: 'Doves' }, unit: '', type: 'number', decimals: 0 } },
    },
    'dove-door': {
      label: { zh: '鸽舍门', en: 'Dove door' },
      symbol: 'M9 2h6v20H9z',
      silenceAfterMs: 60_000,
      datastreams: {},
    },
  },
  alarms: [],
});

const SITE: SiteView = {
  site: 'test',
  name: { zh: '试', en: 'test' },
  timeZone: 'Asia/Shanghai',
  crs: 'EPSG:4546',
  frame: { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 0 },
  normalHeightM: 790,
  heightDatum: 'egm96',
  boundary: [],
  view: { from: [0, 0, 0], to: [0, 0, 0] },
  zones: [
    { code: 'Z-1', name: '北侧1号防区', kind: 'fence', geometry: { type: 'LineString', coordinates: [] } },
  ] as SiteView['zones'],
  buildings: [],
};

const registered = (slot: number, deviceKind: string, facility: string): TwinEvent => ({
  kind: 'device.registered',
  slot,
  code: `D-${slot}`,
  name: `Device ${slot}`,
  deviceKind,
  facility,
  building: null,
  storey: null,
  space: null,
  zone: 'Z-1',
  parent: null,
  location: { longitude: 112.55, latitude: 37.87, height: 772 },
  datastreams: [],
});

test('8.2.1-4 the symbol follows the state of the asset: each but in service has a mark of its own', () => {
  const states = AssetState.options.filter((state) => state !== 'inService');
  const marks = new Set(states.map(assetMark));
  expect(marks.size).toBe(states.length);
  expect(marks.has('')).toBe(false);
  expect(assetMark('inService')).toBe('');
  expect(assetMark(undefined)).toBe('');
});

describe('6.4.1-8 the default overlay draws every device by its declaration alone', () => {
  test.each(FACILITIES)('$id: what the server tells of it is what was declared', (facility) => {
    const [told] = z.array(FacilitySchema).parse(JSON.parse(JSON.stringify([facility])));
    expect(told).toEqual(JSON.parse(JSON.stringify(facility)));
    const catalogue = new Catalogue(FACILITIES.map((each) => (each.id === told!.id ? told! : each)));
    for (const kind of Object.keys(facility.deviceKinds))
      expect(symbolOf(catalogue, kind)).toMatch(/^[Mm][\d\s.,-]+[A-Za-z]/);
  });

  test('a seventeenth facility that only the server knows has its symbol, its kind’s symbol and its place', () => {
    const catalogue = new Catalogue(
      z.array(FacilitySchema).parse(JSON.parse(JSON.stringify([...FACILITIES, SEVENTEENTH]))),
    );
    const state = emptyState('test');
    apply(state, registered(0, 'dove-counter', 'dovecote'), { seq: 1, ordinal: 0, recordedAt: 1 });
    const marker = markerOf(catalogue, SITE, state.devices[0]!, {
      state: 'normal',
      priority: null,
      acknowledged: true,
    });
    expect(marker).toMatchObject({ code: 'D-0', symbol: SEVENTEENTH.symbol, place: '北侧1号防区', state: 'normal' });
    expect(symbolOf(catalogue, 'dove-door')).toBe('M9 2h6v20H9z');
  });

  test('a device of an unknown kind is still drawn', () => {
    expect(symbolOf(new Catalogue([]), 'nothing')).toBe(facilitySymbol(undefined));
  });
});

describe('7.2.4-3 a zone is drawn by the worst of its devices', () => {
  const at = { seq: 1, ordinal: 0, recordedAt: 1 };
  const raised = (id: string, priority: 1 | 3, fault: boolean): TwinEvent => ({
    kind: 'alarm.raised',
    id,
    code: 'perimeter.intrusion',
    device: 'D-0',
    facility: 'perimeter',
    priority,
    fault,
    time: 0,
    building: null,
    storey: null,
    space: null,
    zone: 'Z-1',
    property: null,
    value: null,
    data: null,
  });
  const zoneWith = (...events: TwinEvent[]) => {
    const state = emptyState('test');
    for (const event of [registered(0, 'pulse-fence-zone', 'perimeter'), ...events]) apply(state, event, at);
    const device: Device = state.devices[0]!;
    const condition = { state: device.silent ? 'offline' : 'normal', priority: null, acknowledged: true } as const;
    return zoneCondition(state, [{ device, condition }]);
  };

  test('quiet', () => expect(zoneWith()).toEqual({ state: 'normal', priority: null, acknowledged: true }));
  test('offline', () => expect(zoneWith({ kind: 'device.silent', device: 'D-0' }).state).toBe('offline'));
  test('an alarm before a fault, whatever their order', () => {
    const worst = { state: 'alarm', priority: 1, acknowledged: false };
    expect(zoneWith(raised('A1', 3, true), raised('A2', 1, false))).toEqual(worst);
    expect(zoneWith(raised('A2', 1, false), raised('A1', 3, true))).toEqual(worst);
  });
  test('a shelved alarm is not drawn', () => {
    const shelved: TwinEvent = {
      kind: 'alarm.handled',
      id: 'A2',
      action: 'shelve',
      by: 'x',
      reason: 'r',
      until: 9,
      assignee: null,
    };
    expect(zoneWith(raised('A2', 1, false), shelved).state).toBe('normal');
  });
});
