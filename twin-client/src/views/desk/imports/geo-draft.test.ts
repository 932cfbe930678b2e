import { describe, expect, test } from 'vitest';
import { geoRequestOf, isGeoFile, isLayerCode, requestByWay, suggestGeoTarget, waysOut } from './geo-draft.ts';

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
    expect(suggestGeoTarget('Shanghai district (OSM).geojson')).toMatchObject({
      layer: 'shanghai-district-osm',
      name: 'Shanghai district (OSM)',
      group: 'surroundings',
    });
    expect(suggestGeoTarget('地块.zip')).toMatchObject({ layer: 'layer', name: '地块' });
    expect(suggestGeoTarget('tokyo_buildings.fgb').kind).toBe('buildings');
    expect(suggestGeoTarget('dem.tif').group).toBe('base');
    expect(isLayerCode(suggestGeoTarget('_x_.fgb').layer)).toBe(true);
    expect(isLayerCode('a b')).toBe(false);
  });

  test('what is not told is left to the file', () => {
    const target = { layer: 'a', kind: 'features', name: ' 草坪 ', group: 'ground', crs: '', rights: ' ' } as const;
    expect(geoRequestOf(target)).toEqual({ layer: 'a', kind: 'features', name: '草坪', group: 'ground' });
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
