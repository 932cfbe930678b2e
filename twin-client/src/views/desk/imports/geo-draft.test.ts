import { describe, expect, test } from 'vitest';
import {
  geoFault,
  geoRequestOf,
  isGeoFile,
  isLayerCode,
  requestByWay,
  suggestGeoTarget,
  waysOut,
} from './geo-draft.ts';

const HERE = [112.55, 37.87] as const;

describe('6.4.1-9 a file of geographic information becomes a layer', () => {
  test.each([
    ['roads.geojson', true],
    ['Helsinki.osm.pbf', true],
    ['地块.ZIP', true],
    ['N42E001.hgt.zip', true],
    ['tower.ifc', false],
    ['plan.dwg', false],
  ])('%s is one: %s', (name, is) => expect(isGeoFile({ name })).toBe(is));

  test('a code is made of the name, whatever it is written in', () => {
    expect(suggestGeoTarget('Shanghai district (OSM).geojson', HERE)).toMatchObject({
      layer: 'shanghai-district-osm',
      name: 'Shanghai district (OSM)',
      group: 'surroundings',
    });
    expect(suggestGeoTarget('地块.zip', HERE)).toMatchObject({ layer: 'layer', name: '地块' });
    expect(suggestGeoTarget('tokyo_buildings.fgb', HERE).kind).toBe('buildings');
    expect(suggestGeoTarget('dem.tif', HERE).group).toBe('base');
    expect(isLayerCode(suggestGeoTarget('_x_.fgb', HERE).layer)).toBe(true);
    expect(isLayerCode('a b')).toBe(false);
  });

  test('what is not told is left to the file', () => {
    const target = {
      ...suggestGeoTarget('a.geojson', HERE),
      name: ' 草坪 ',
      group: 'ground',
      rights: ' ',
    } as const;
    expect(geoRequestOf(target)).toEqual({ layer: 'a', kind: 'features', name: '草坪', group: 'ground' });
  });

  test('4.2.3 an EPANET plan lies where it is told, unless a CRS says so; what is no place is not asked for', () => {
    const target = suggestGeoTarget('water_network_Net3.inp', HERE);
    expect(target).toMatchObject({ kind: 'network', group: 'underground', layer: 'water_network_net3' });
    const plan = { ...target.plan!, unitM: '0.3048', depthM: '1.2' };
    expect(geoRequestOf({ ...target, plan })).toMatchObject({
      kind: 'network',
      at: [112.55, 37.87],
      unitM: 0.3048,
      turnDeg: 0,
      depthM: 1.2,
    });
    expect(geoRequestOf({ ...target, crs: 'EPSG:4546', plan })).toEqual({
      layer: 'water_network_net3',
      kind: 'network',
      group: 'underground',
      name: 'water_network_Net3',
      crs: 'EPSG:4546',
      depthM: 1.2,
    });
    for (const wrong of [{ at: '112.55' }, { at: '112.55, 97' }, { unitM: '0' }, { turnDeg: 'x' }, { depthM: '-1' }])
      expect([wrong, geoFault({ ...target, plan: { ...plan, ...wrong } })]).toEqual([wrong, 'plan']);
    expect(geoFault({ ...target, plan })).toBeNull();
    expect(suggestGeoTarget('小区管线.zip', HERE)).toMatchObject({ kind: 'network', plan: null });
  });

  test('a refusal for its place has ways out, a broken file has none', () => {
    const request = { layer: 'a' };
    expect(waysOut('a.geojson: 557 m from its place, as GCJ-02 shifts it')).toEqual(['asGcj', 'anyway']);
    expect(waysOut('a.geojson: latitude first; swap the axes')).toEqual(['asSwapped', 'anyway']);
    expect(waysOut('a.fgb: 2096 km from the site')).toEqual(['anyway']);
    expect(waysOut('a.fgb: truncated at byte 7')).toEqual([]);
    expect(requestByWay(request, 'asGcj')).toEqual({ layer: 'a', crs: 'GCJ-02' });
    expect(requestByWay(request, 'anyway')).toEqual({ layer: 'a', anywhere: true });
  });
});
