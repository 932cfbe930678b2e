import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

const HOUSE = '/api/v1/houses/B01-1-301';
const BASICS = {
  building: 'B01',
  policeBureau: '甲分局',
  policeStation: '乙派出所',
  districtCode: '140106',
  streetCode: '140106001',
  estateCode: '140106001001',
  quarterCode: 'Q1',
  blockName: '望河楼',
  blockNumber: '8',
  unitNumber: '1',
  floorNumber: 3,
  roomNumber: '301',
  areaM2: 98.6,
  ifcSpaceGuid: null,
};
const OWNER = { name: '欧阳建国', sex: 'male', certificateKind: 'residentId', certificateNumber: '000000196001010011' };
const STAY = {
  code: 'O1',
  name: '令狐冲',
  sex: 'male',
  nationality: '中国',
  ethnicity: '回族',
  nativePlace: '山西太原',
  certificateKind: 'passport',
  certificateNumber: 'E12345678',
  movedInAt: '2021-05-01',
  movedOutAt: null,
};
const put = (path: string, body: unknown, status: number) =>
  bench.json<{ detail: string }>(path, { as: 'administrator', method: 'PUT', body, status });

describe('6.4.1-3 houses', () => {
  test('6.4.1-3-2 the 13 basic fields are stored and shown, the two building numbers told apart', async () => {
    await put(HOUSE, BASICS, 200);
    const house = await bench.json<Record<string, unknown>>(HOUSE, { as: 'viewer' });
    expect(house).toMatchObject({ code: 'B01-1-301', buildingName: '1号楼', ...BASICS });
    expect(house.building).not.toBe(house.blockNumber);
  });

  test('6.4.1-3-3 the owner is shown, the certificate with its first three and last four characters', async () => {
    await put(`${HOUSE}/owner`, OWNER, 204);
    const owners = await Promise.all(
      (['viewer', 'operator', 'administrator'] as const).map(async (as) => {
        return (await bench.json<{ owner: typeof OWNER }>(HOUSE, { as })).owner;
      }),
    );
    expect(owners).toEqual([
      { ...OWNER, name: '欧阳＊', certificateNumber: '000***********0011' },
      { ...OWNER, certificateNumber: '000***********0011' },
      OWNER,
    ]);
  });

  test('6.4.1-3-4 the history is ordered by move-in; a leave before the move-in is refused and nothing stored', async () => {
    const post = (body: object, status: number) =>
      bench.json<{ detail: string }>(`${HOUSE}/history`, { as: 'administrator', body, status });
    await post(STAY, 204);
    await post({ ...STAY, code: 'O2', movedInAt: '2019-03-01', movedOutAt: '2021-04-30' }, 204);
    const refused = await post({ ...STAY, code: 'O3', movedOutAt: '2021-04-30' }, 400);
    expect(refused.detail).toContain('movedOutAt');
    type Stay = { code: string; ethnicity: string | null; withheld: string[]; certificateNumber: string };
    const seen = async (as: 'viewer' | 'administrator') =>
      (await bench.json<{ history: Stay[] }>(HOUSE, { as })).history;
    expect((await seen('administrator')).map(({ code }) => code)).toEqual(['O2', 'O1']);
    expect((await seen('administrator'))[1]).toMatchObject({ ...STAY, withheld: [] });
    expect((await seen('viewer'))[1]).toMatchObject({
      name: '令狐＊',
      ethnicity: null,
      withheld: ['ethnicity'],
      certificateNumber: '*******78',
    });
  });

  test('6.4.1-3-5 storage time and source are marked, and cannot be given', async () => {
    const before = Date.now();
    await put('/api/v1/houses/B02-1-301', { ...BASICS, building: 'B02', roomNumber: '3A' }, 200);
    const house = await bench.json<{ storedAt: number; updatedAt: number; source: string }>(
      '/api/v1/houses/B02-1-301',
      { as: 'viewer' },
    );
    expect(house.source).toBe('api');
    expect(house.storedAt).toBeLessThan(before);
    expect(house.updatedAt).toBeGreaterThanOrEqual(before - 1000);
    await put('/api/v1/houses/B02-1-301', { ...BASICS, source: 'me' }, 400);
  });

  test('6.4.1-3-6 a change is told to every screen', async () => {
    await put(HOUSE, { ...BASICS, areaM2: 101.5 }, 200);
    const { items } = await bench.json<{ items: { kind: string; body: Record<string, unknown> }[] }>(
      '/api/v1/journal?kind=site.changed',
      { as: 'administrator' },
    );
    expect(JSON.stringify(items.at(-1))).toMatch(/B01.*record|record.*B01/);
    expect(await bench.json(HOUSE, { as: 'viewer' })).toMatchObject({ areaM2: 101.5 });
  });

  test.each([
    ['an unknown building', { ...BASICS, building: 'B99' }, 'B99'],
    ['no room', { ...BASICS, roomNumber: '' }, 'roomNumber'],
    ['an area below zero', { ...BASICS, areaM2: -1 }, 'areaM2'],
  ])('%s is refused by its field', async (_name, body, said) => {
    expect((await put(HOUSE, body, 400)).detail).toContain(said);
  });

  test('owner and history of a house that is not there', async () => {
    await put('/api/v1/houses/B01-9-999/owner', OWNER, 404);
  });
});
