import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const as = 'administrator';
let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

interface Line {
  readonly id: number;
  readonly at: number;
  readonly accountName: string | null;
  readonly action: string;
  readonly kind: string;
  readonly subject: string | null;
  readonly result: string;
}
const lines = async (query = '') => (await bench.json<{ items: Line[] }>(`/api/v1/audit?${query}`, { as })).items;
/** What the log has beyond what it had. */
async function linesOf(act: () => Promise<unknown>): Promise<Line[]> {
  const last = (await lines('limit=1'))[0]?.id ?? 0;
  await act();
  return (await lines()).filter(({ id }) => id > last);
}

describe('8.2.1-5 the operation log is complete', () => {
  test.each([
    ['POST', '/devices', sampleDevice('LG-1'), 'device.register', 201],
    [
      'PUT',
      '/asset-rights/facility/fire-alarm',
      { ownerRight: 'O1', useRight: 'O2', opsRight: 'O2' },
      'device.rights',
      200,
    ],
    ['POST', '/devices/LG-1/ledger', { step: 'planned', day: '2026-01-05' }, 'devices.ledger', 201],
    ['POST', '/devices/LG-1/key', {}, 'account.create', 201],
    ['POST', '/accounts', { kind: 'user', name: 'newcomer', role: 'viewer' }, 'account.create', 201],
    ['PUT', '/audit-policies/viewer', { keeps: 'changes' }, 'audit.policy', 200],
    ['POST', '/bookmarks', { at: Date.UTC(2026, 0, 5), label: '演练前' }, 'past.bookmarks', 201],
  ])('%s %s leaves one line that says when, who and what', async (method, path, body, action, status) => {
    bench.now += 1_000;
    const told = await linesOf(() => bench.json(`/api/v1${path}`, { as, method, body, status }));
    expect(told).toMatchObject([{ at: bench.now, accountName: as, action, kind: 'change', result: 'done' }]);
  });

  test('what was tried and did not come about is told of; what was asked wrongly is not', async () => {
    const again = await linesOf(() => bench.json('/api/v1/devices', { as, body: sampleDevice('LG-1'), status: 409 }));
    expect(again).toMatchObject([{ action: 'devices.devices', result: 'failed' }]);
    expect(await linesOf(() => bench.json('/api/v1/devices', { as, body: {}, status: 400 }))).toEqual([]);
  });

  test('what is only tried out is no change', async () => {
    const collection = { type: 'FeatureCollection', features: [] };
    const tried = () => bench.call('/api/v1/zones/geojson', { as, body: { collection, dryRun: true } });
    expect(await linesOf(tried)).toEqual([]);
  });

  test('a change that says it were a trial, where there are none, is a change', async () => {
    const body = { at: 2, label: '旁路' };
    const told = await linesOf(async () => {
      await bench.json('/api/v1/bookmarks?dryRun=true', { as, body, status: 201 });
      await bench.json('/api/v1/devices', { as, body: { ...sampleDevice('LG-2'), dryRun: true }, status: 201 });
    });
    expect(told.map(({ action, kind }) => [action, kind])).toEqual([
      ['device.register', 'change'],
      ['past.bookmarks', 'change'],
    ]);
  });

  test('calls that only ask, though by POST, and what screens and senders report by themselves, are these and no others', async () => {
    const { paths } = await bench.json<{ paths: Record<string, Record<string, { 'x-logged'?: string }>> }>(
      '/api/v1/openapi.json',
    );
    const named = (how: string) =>
      Object.entries(paths)
        .filter(([, methods]) => Object.values(methods).some((one) => one['x-logged'] === how))
        .map(([path]) => path)
        .sort();
    expect(named('asRead')).toEqual([
      '/camera-calibrations/{camera}/pose',
      '/coverage/what-if',
      '/dossiers/verify',
      '/drills/scenarios/check',
      '/layers/within',
      '/mappings/{code}/try',
      '/networks/section',
      '/networks/{layer}/trace',
      '/rationalisation',
      '/what-ifs',
      '/within',
    ]);
    expect(named('never')).toEqual([
      '/events',
      '/observations',
      '/payloads/{mapping}',
      '/screens/{id}/goodbye',
      '/screens/{id}/heartbeat',
    ]);
  });

  test('lines are found by account, kind, result, words and time', async () => {
    expect(await lines('account=administrator&q=LEDGER')).toMatchObject([{ action: 'devices.ledger' }]);
    expect(await lines('q=audit-policies&result=refused')).toEqual([]);
    await bench.call('/api/v1/audit-policies/viewer', { as: 'viewer', method: 'PUT', body: { keeps: 'changes' } });
    expect(await lines('q=audit-policies&result=refused')).toMatchObject([{ accountName: 'viewer', kind: 'change' }]);
    expect(await lines(`from=${bench.now + 1}`)).toEqual([]);
    expect((await lines(`from=${bench.now}&until=${bench.now + 1}`)).every(({ at }) => at === bench.now)).toBe(true);
    await bench.json(`/api/v1/audit?from=2&until=2`, { as, status: 400 });
  });
});

describe('8.2.1-6 what is kept of whom', () => {
  const keep = (role: string, keeps: string, status = 200) =>
    bench.json(`/api/v1/audit-policies/${role}`, { as, method: 'PUT', body: { keeps }, status });

  test('of one role reads and writes, of another writes only; the log shows the difference', async () => {
    await keep('operator', 'changesAndReads');
    await keep('viewer', 'changes');
    const told = await linesOf(async () => {
      await bench.json('/api/v1/devices/LG-1', { as: 'operator' });
      await bench.json('/api/v1/devices/LG-1', { as: 'viewer' });
      for (const role of ['operator', 'viewer'] as const)
        await bench.json('/api/v1/bookmarks', { as: role, body: { at: 1, label: role }, status: 201 });
    });
    expect(told.map(({ accountName, kind, action }) => [accountName, kind, action]).reverse()).toEqual([
      ['operator', 'read', 'devices.read'],
      ['operator', 'change', 'past.bookmarks'],
      ['viewer', 'change', 'past.bookmarks'],
    ]);
    expect(told.at(-1)).toMatchObject({ subject: '/api/v1/devices/LG-1' });
  });

  test('a page that asks for the same again and again is one line a minute', async () => {
    await keep('operator', 'changesAndReads');
    const ask = () => bench.json('/api/v1/devices/LG-1/ledger', { as: 'operator' });
    expect(
      await linesOf(async () => {
        await ask();
        await ask();
        bench.now += 59_999;
        await ask();
      }),
    ).toHaveLength(1);
    bench.now += 1;
    expect(await linesOf(ask)).toHaveLength(1);
  });

  test('programs with a key have a policy of their own', async () => {
    const key = await bench.apiKey('twin.view');
    const ask = () => bench.json('/api/v1/site', { as: key });
    expect(await linesOf(ask)).toEqual([]);
    await keep('apiKey', 'changesAndReads');
    expect(await linesOf(ask)).toMatchObject([{ kind: 'read', action: 'site.read' }]);
  });

  test('policies are listed, one for each; what is wrong is refused', async () => {
    const { items } = await bench.json<{ items: object[] }>('/api/v1/audit-policies', { as });
    expect(items).toEqual([
      { role: 'administrator', keeps: 'changes' },
      { role: 'operator', keeps: 'changesAndReads' },
      { role: 'viewer', keeps: 'changes' },
      { role: 'partner', keeps: 'changesAndReads' },
      { role: 'apiKey', keeps: 'changesAndReads' },
    ]);
    await keep('operator', 'nothing', 400);
    await keep('nobody', 'changes', 400);
  });
});
