import { Catalogue, FACILITIES, type ZoneRecord } from 'twin-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { importSite } from '../base/import-site.ts';
import { writeSampleSite } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

type Zone = ZoneRecord & { version: string; devices: number };
type Place = [longitude: number, latitude: number];

const ring = (...corners: Place[]) => ({ type: 'Polygon' as const, coordinates: [[...corners, corners[0]!]] });
const A: Place = [112.5495, 37.8695];
const B: Place = [112.5505, 37.8695];
const C: Place = [112.5505, 37.8705];
const D: Place = [112.5495, 37.8705];
const PARKING = { name: '南侧停车区', kind: 'parking', geometry: ring(A, B, C, D) };

const zones = async () => (await bench.json<{ items: Zone[] }>('/api/v1/zones', { as: 'viewer' })).items;
const zone = async (code: string) => (await zones()).find((one) => one.code === code);
const put = (code: string, body: object, status = 200) =>
  bench.json<Zone & { detail: string }>(`/api/v1/zones/${code}`, { as: 'administrator', method: 'PUT', body, status });
const remove = (code: string, version: string, status = 204) =>
  bench.json<{ detail: string }>(`/api/v1/zones/${code}?version=${version}`, {
    as: 'administrator',
    method: 'DELETE',
    status,
  });
const lastDeed = async () =>
  (await bench.json<{ items: object[] }>('/api/v1/audit?limit=1', { as: 'administrator' })).items[0];

describe('7.2.4-1 zones are drawn, changed and removed by hand', () => {
  it('a drawn zone is on the site at once, told to every screen, in the audit', async () => {
    const drawn = await put('ZP-1', { ...PARKING, version: null });
    expect(drawn).toMatchObject({ code: 'ZP-1', ...PARKING, devices: 0 });
    expect(bench.events).toContainEqual({ kind: 'place.changed', what: 'zone', code: 'ZP-1' });
    expect(await lastDeed()).toMatchObject({ action: 'zone.add', subject: 'ZP-1', result: 'done' });
    const site = await bench.json<{ zones: ZoneRecord[] }>('/api/v1/site', { as: 'viewer' });
    expect(site.zones.map(({ code }) => code)).toContain('ZP-1');
    const moved = await put('ZP-1', { ...PARKING, name: '停车区', version: drawn.version });
    expect(moved.version).not.toBe(drawn.version);
    expect(await lastDeed()).toMatchObject({ action: 'zone.change', detail: { from: { name: '南侧停车区' } } });
    await remove('ZP-1', moved.version);
    expect(await zone('ZP-1')).toBeUndefined();
    expect(await lastDeed()).toMatchObject({ action: 'zone.remove', subject: 'ZP-1' });
  });

  it('what somebody else changed, made or removed meanwhile is not written over', async () => {
    const first = await put('ZP-2', { ...PARKING, version: null });
    await put('ZP-2', { ...PARKING, name: '另一个', version: first.version });
    expect((await put('ZP-2', { ...PARKING, version: first.version }, 409)).detail).toContain('changed by somebody');
    expect((await put('ZP-2', { ...PARKING, version: null }, 409)).detail).toContain('exists already');
    expect((await remove('ZP-2', first.version, 409)).detail).toContain('changed by somebody');
    const { version } = (await zone('ZP-2'))!;
    await remove('ZP-2', version);
    expect((await put('ZP-2', { ...PARKING, version }, 409)).detail).toContain('removed');
  });

  it('of two who save at once one is told so', async () => {
    const { version } = await put('ZP-3', { ...PARKING, version: null });
    const both = await Promise.all(
      ['甲', '乙'].map((name) =>
        bench.call('/api/v1/zones/ZP-3', { as: 'administrator', method: 'PUT', body: { ...PARKING, name, version } }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('a fence that devices watch is not removed, and which they are is said; moved, they stay in it', async () => {
    const fence = (await zone('Z1'))!;
    expect(fence.devices).toBe(1);
    expect((await remove('Z1', fence.version, 409)).detail).toContain('PF-1');
    const { version, devices: _devices, code: _code, ...record } = fence;
    await put('Z1', { ...record, geometry: { type: 'LineString', coordinates: [A, B, C] }, version });
    const device = await bench.json<{ zone: string }>('/api/v1/devices/PF-1', { as: 'viewer' });
    expect(device.zone).toBe('Z1');
  });

  it('6.4.1-2-5 what was changed or removed by hand survives the next import of the site', async () => {
    const { version } = await put('ZP-4', { ...PARKING, version: null });
    await remove('ZP-4', version);
    bench.sample.site.zones.push({ code: 'ZP-4', ...PARKING } as ZoneRecord);
    const models = await writeSampleSite(bench.sample);
    const base = await importSite(bench.database.pool, models, new Catalogue(FACILITIES));
    bench.sample.site.zones.pop();
    expect(base.zones.map(({ code }) => code)).not.toContain('ZP-4');
    expect(base.zones.find(({ code }) => code === 'Z1')?.geometry.coordinates).toEqual([A, B, C]);
  });
});

describe('8.1.5-2 what cannot stand on the ground is refused, and nothing is changed', () => {
  const far: Place = [113, 38];
  test.each([
    ['sides that cross', { ...PARKING, geometry: ring(A, C, B, D) }, 'cross'],
    ['two points', { ...PARKING, geometry: ring(A, B, A) }, 'at least 3'],
    ['a ring that does not close', { ...PARKING, geometry: { type: 'Polygon', coordinates: [[A, B, C, D]] } }, 'ends?'],
    ['a place outside the site', { ...PARKING, geometry: ring(A, B, far) }, 'outside the site'],
    ['swapped axes', { ...PARKING, geometry: ring([37.87, 112.55], [37.871, 112.55], [37.871, 112.551]) }, 'longitude'],
    ['a speck', { ...PARKING, geometry: ring(A, [A[0] + 1e-8, A[1]], [A[0], A[1] + 1e-8]) }, 'square metre'],
    [
      'a hole outside',
      {
        ...PARKING,
        geometry: {
          type: 'Polygon',
          coordinates: [...ring(A, B, C).coordinates, ...ring(far, [113.1, 38], [113, 38.1]).coordinates],
        },
      },
      'holes inside',
    ],
    ['a parking area that is a line', { ...PARKING, geometry: { type: 'LineString', coordinates: [A, B] } }, 'Polygon'],
    [
      'a line of one place',
      { ...PARKING, kind: 'fence', geometry: { type: 'LineString', coordinates: [A, A] } },
      'at least 2',
    ],
    ['an unknown kind', { ...PARKING, kind: 'lawn' }, 'kind'],
    ['no name', { ...PARKING, name: '' }, 'name'],
  ])('%s', async (_, body, reason) => {
    const refusal = await put('ZP-9', { ...body, version: null }, 400);
    expect(refusal.detail).toMatch(new RegExp(reason === 'ends?' ? 'end where it begins' : reason));
    expect(await zone('ZP-9')).toBeUndefined();
  });

  it('a bad code is refused; who may not change base data is', async () => {
    const body = { ...PARKING, version: null };
    await put("x';--", body, 400);
    expect((await bench.call('/api/v1/zones/ZP-9', { as: 'operator', method: 'PUT', body })).status).toBe(403);
    expect((await bench.call('/api/v1/zones/Z1?version=x', { as: 'operator', method: 'DELETE' })).status).toBe(403);
    expect((await bench.call('/api/v1/zones')).status).toBe(401);
  });
});
