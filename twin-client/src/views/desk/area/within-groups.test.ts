import type { Device } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../kit/i18n/format.ts';
import type { WithinReply } from '../../../state/records/element.ts';
import type { SiteView } from '../../../state/site-view.ts';
import { areaCsv } from './area-csv.ts';
import { areaGeoJson } from './area-geojson.ts';
import { heightsOf, storeySpan } from './storey-heights.ts';
import { withinGroups } from './within-groups.ts';

const format = createFormat('zh', 'Asia/Shanghai');
const FOOTPRINT = [
  [112, 37],
  [112, 37.001],
  [112.001, 37.001],
  [112.001, 37],
] as const;
const site = {
  site: 's',
  zones: [],
  buildings: [{ code: 'B1', name: '1号楼', footprint: FOOTPRINT }],
} as unknown as SiteView;
const words = {
  site,
  format,
  device: (code: string) =>
    code === 'D1' ? ({ building: 'B1', storey: '3F', zone: null } as unknown as Device) : undefined,
  layerName: (layer: string) => ({ green: '绿地' })[layer] ?? layer,
  kindLabel: (kind: string) => ({ smoke: '感烟探测器' })[kind] ?? kind,
};
const element = (globalId: string, ifcClass: string, name: string) => ({
  building: 'B1',
  globalId,
  name,
  tag: 'T-1',
  ifcClass,
  type: null,
  part: null,
  storey: '3F',
  storeyId: null,
  space: null,
  spaceId: null,
});
const NO_FEATURES = { count: 0, layers: [], items: [] };
const REPLY: WithinReply = {
  buildings: [{ code: 'B1', name: '1号楼', whole: false }],
  homes: { count: 1, items: [{ code: 'B1-1-301', building: 'B1' }] },
  devices: {
    count: 3,
    items: [
      { code: 'D1', name: '感烟 1', kind: 'smoke', building: 'B1' },
      { code: 'D2', name: '=HYPERLINK("x")', kind: 'unheard-of', building: null },
      { code: 'D3', name: 'a,b', kind: 'smoke', building: 'B1' },
    ],
  },
  spaces: { count: 0, items: [] },
  elements: {
    count: 5,
    classes: { IfcWall: 1, IfcDoor: 4 },
    items: [element('w', 'IfcWall', ''), element('d', 'IfcDoor', 'M1')],
  },
};

describe('6.4.1-2-6 what lies in an area', () => {
  const groups = withinGroups(REPLY, NO_FEATURES, words);

  test('lists without anything are left out; counts are those of the server, not of what is listed', () => {
    expect(groups.map(({ group, count, listed }) => [group, count, listed])).toEqual([
      ['buildings', 1, 1],
      ['homes', 1, 1],
      ['devices', 3, 3],
      ['elements', 5, 2],
    ]);
  });

  test('devices are listed by kind and elements by class, the most first, in words where there are any', () => {
    expect(groups[2]!.kinds.map(({ label, count }) => [label, count])).toEqual([
      ['感烟探测器', 2],
      ['unheard-of', 1],
    ]);
    expect(groups[3]!.kinds.map(({ label, count, rows }) => [label, count, rows.length])).toEqual([
      ['门', 4, 1],
      ['墙', 1, 1],
    ]);
  });

  test('every row opens what it names', () => {
    const rows = groups.flatMap(({ kinds }) => kinds.flatMap((kind) => kind.rows));
    expect(Object.fromEntries(rows.map(({ code, opens }) => [code, opens]))).toMatchObject({
      B1: { kind: 'building', code: 'B1', storey: null },
      'B1-1-301': { kind: 'home', code: 'B1-1-301' },
      D1: { kind: 'device', code: 'D1' },
      d: { kind: 'building', code: 'B1', storey: '3F', element: 'd' },
    });
  });

  test('CSV has one line a thing, quotes what must be quoted and starts no formula', () => {
    const lines = areaCsv(groups, format).split('\r\n');
    expect(lines[0]).toBe('\uFEFF类别,编号,名称,类型,建筑,楼层');
    expect(lines).toContain('设备,D1,感烟 1,感烟探测器,B1,3F');
    expect(lines).toContain('设备,D3,"a,b",感烟探测器,B1,');
    expect(lines).toContain(`设备,D2,"'=HYPERLINK(""x"")",unheard-of,,`);
    expect(lines.length).toBe(1 + 7 + 1);
  });

  test('GeoJSON has the area, footprints and places of devices, and says whether it is complete', () => {
    const heights = { from: 780, to: 783 };
    const location = (code: string) => (code === 'D1' ? { longitude: 112, latitude: 37, height: 781 } : undefined);
    const { type, features } = JSON.parse(areaGeoJson(groups, { ring: FOOTPRINT, heights }, { site, location }));
    expect(type).toBe('FeatureCollection');
    expect(features[0].properties).toMatchObject({ group: 'area', fromM: 780, toM: 783, complete: false });
    // RFC 7946: closed, and counter-clockwise.
    expect(features[0].geometry.coordinates[0]).toEqual([
      [112.001, 37],
      [112.001, 37.001],
      [112, 37.001],
      [112, 37],
      [112.001, 37],
    ]);
    const byCode = new Map(features.map((one: { properties: { code: string } }) => [one.properties.code, one]));
    expect(byCode.get('B1')).toMatchObject({ geometry: { type: 'Polygon' } });
    expect(byCode.get('D1')).toMatchObject({ geometry: { type: 'Point', coordinates: [112, 37, 781] } });
    expect(byCode.get('d')).toMatchObject({ geometry: null, properties: { group: 'elements', kind: '门' } });
  });

  test('a storey reaches up to the next one, the highest to the top of what stands on it', () => {
    const storey = (name: string, elevation: number, top: number | null) =>
      ({ name, elevation, box: top === null ? null : { min: [0, 0, 0], max: [0, 0, top] } }) as never;
    const model = { storeys: [storey('2F', 3.2, 6), storey('1F', 0, 3.5), storey('RF', 6.2, null)] };
    expect(storeySpan(model, '1F')).toEqual({ from: 0, to: 3.2 });
    expect(storeySpan(model, 'RF')).toEqual({ from: 6.2, to: 9.2 });
    expect(storeySpan(model, '9F')).toBeNull();
    const placement = { longitude: 0, latitude: 0, height: 771.5, headingDeg: 0 };
    expect(heightsOf({ placement }, { from: 3, to: 6 })).toEqual({ from: 774.5, to: 777.5 });
  });
});
