import type { Alarm } from 'twin-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.now = Date.now();
});

const REPORT = {
  name: null,
  page: '/wall?layout=hd',
  framesAsked: 10,
  framesCame: 9,
  dataAgeMs: 400,
  scene: 'drawn',
  sound: 'on',
} as const;

interface Listed {
  readonly id: string;
  readonly name: string | null;
  readonly device: string | null;
  readonly condition: string;
  readonly ageMs: number;
  readonly userAgent: string | null;
  readonly report: typeof REPORT | null;
}

const beat = (id: string, report: object = {}) =>
  bench.json(`/api/v1/screens/${id}/heartbeat`, { as: 'viewer', body: { ...REPORT, ...report } });
const goodbye = (id: string) =>
  bench.json(`/api/v1/screens/${id}/goodbye`, { as: 'viewer', method: 'POST', status: 204 });
const listed = async (id: string) => {
  const { items } = await bench.json<{ items: Listed[] }>('/api/v1/screens', { as: 'operator' });
  return items.find((screen) => screen.id === id);
};
/** Lets time pass and has the screens looked at. */
const pass = async (ms: number) => {
  bench.now += ms;
  await bench.screens.look();
};
const alarmsOf = (device: string | null | undefined): Alarm[] =>
  [...bench.pipeline.published.alarms.values()].filter((alarm) => alarm.device === device);

test('7.2.10-3 a screen is listed with what it says of itself and how old that is', async () => {
  expect(await beat('screen-listed')).toEqual({ silenceMs: 60_000 });
  bench.now += 4_000;
  expect(await listed('screen-listed')).toMatchObject({
    name: null,
    device: null,
    condition: 'alive',
    ageMs: 4_000,
    report: REPORT,
  });
  await goodbye('screen-listed');
});

test('7.2.10-3 a screen that falls silent is an alarm, and none any more when it lives again', async () => {
  await beat('screen-silent');
  await pass(59_000);
  expect(await listed('screen-silent')).toMatchObject({ condition: 'alive', device: null });
  await pass(2_000);
  const silent = await listed('screen-silent');
  expect(silent).toMatchObject({ condition: 'silent', device: expect.stringMatching(/^SCREEN-[0-9A-F]{8}$/) });
  expect(alarmsOf(silent!.device)).toMatchObject([
    { code: 'screen.silent', priority: 2, fault: true, active: true, facility: 'screens' },
  ]);
  // It is told anew well before the alarm would return to normal by itself, and stays one alarm.
  await pass(95_000);
  expect(alarmsOf(silent!.device)).toHaveLength(1);
  await beat('screen-silent');
  expect(alarmsOf(silent!.device)).toMatchObject([{ active: false }]);
  await goodbye('screen-silent');
});

test('7.2.10-3 a screen that was closed on purpose is missed by nobody', async () => {
  await beat('screen-closed');
  await goodbye('screen-closed');
  await pass(600_000);
  expect(await listed('screen-closed')).toMatchObject({ condition: 'closed', device: null });
  // Opened again, it is watched again.
  await beat('screen-closed');
  await pass(61_000);
  const silent = await listed('screen-closed');
  expect(alarmsOf(silent!.device)).toMatchObject([{ code: 'screen.silent', active: true }]);
  await goodbye('screen-closed');
  expect(alarmsOf(silent!.device)).toMatchObject([{ active: false }]);
});

test('7.2.10-3 a screen with a name is a device: its values are kept, and a scene that is not drawn is told', async () => {
  await beat('screen-named', { name: '东墙左' });
  const { device } = (await listed('screen-named'))!;
  expect(bench.registry.device(device!)).toMatchObject({ name: '东墙左', kind: 'wall-screen', facility: 'screens' });
  const { values } = await bench.json<{ values: { property: string; value: number | null }[] }>(
    `/api/v1/devices/${device}`,
    { as: 'viewer' },
  );
  const toldOf = (property: string) => values.find((entry) => entry.property === property)?.value;
  expect(toldOf('framesPct')).toBe(90);
  expect(toldOf('dataAgeS')).toBe(0.4);
  // A name is kept where a later heartbeat has none, and changed where it has another.
  await beat('screen-named', { name: null });
  expect(await listed('screen-named')).toMatchObject({ name: '东墙左' });
  await beat('screen-named', { name: '东墙右', scene: 'failed' });
  expect(bench.registry.device(device!)).toMatchObject({ name: '东墙右' });
  expect([...bench.pipeline.published.timers.keys()]).toContain(`raise:${device}:screen.sceneLost`);
  await goodbye('screen-named');
});

test('7.2.10-3 over a restart a silent screen stays silent until it is heard, and one that lived is waited for anew', async () => {
  await beat('screen-lost');
  await beat('screen-living');
  bench.now += 50_000;
  await beat('screen-living');
  await pass(11_000);
  const { device } = (await listed('screen-lost'))!;
  expect(alarmsOf(device)).toMatchObject([{ active: true }]);
  bench.now += 600_000;
  const reopened = await bench.reopenScreens();
  await reopened.look();
  const conditionOf = (id: string) => reopened.list().find((screen) => screen.id === id)?.condition;
  expect(conditionOf('screen-living')).toBe('alive');
  expect(alarmsOf(device)).toMatchObject([{ active: true }]);
  bench.now += 61_000;
  await reopened.look();
  expect(conditionOf('screen-living')).toBe('silent');
  // Forgotten, its alarm ends, and that is in the audit.
  expect(await reopened.forget('screen-living')).toBe(true);
  await reopened.close();
  await bench.json('/api/v1/screens/screen-lost', { as: 'administrator', method: 'DELETE', status: 204 });
  expect(alarmsOf(device)).toMatchObject([{ active: false }]);
  expect(await listed('screen-lost')).toBeUndefined();
  const audit = await bench.json<{ items: { action: string; subject: string | null }[] }>('/api/v1/audit', {
    as: 'administrator',
  });
  expect(audit.items[0]).toMatchObject({ action: 'screen.forget', subject: 'screen-lost' });
});

test('7.2.10-3 what is no heartbeat is refused by its field', async () => {
  const refused = async (id: string, report: object) => {
    const response = await bench.call(`/api/v1/screens/${id}/heartbeat`, {
      as: 'viewer',
      body: { ...REPORT, ...report },
    });
    return { status: response.status, body: await response.json() };
  };
  expect(await refused('short', {})).toMatchObject({ status: 400, body: { errors: [{ in: 'path', field: 'id' }] } });
  expect(await refused('screen-bad', { sound: 'loud' })).toMatchObject({
    status: 400,
    body: { errors: [{ in: 'body', field: 'sound' }] },
  });
  expect(await refused('screen-bad', { more: 1 })).toMatchObject({ status: 400 });
  expect(await listed('screen-bad')).toBeUndefined();
  expect((await bench.call('/api/v1/screens/screen-bad/goodbye', { as: 'viewer', method: 'POST' })).status).toBe(404);
});
