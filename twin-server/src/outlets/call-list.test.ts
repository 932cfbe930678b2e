import { Catalogue, FACILITIES } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiBench, openApiBench } from '../api/api-bench.test-kit.ts';
import { QUIET } from '../fixtures/database.ts';
import { testVault } from '../fixtures/vault.ts';
import { openNotices } from '../open-notices.ts';
import type { Permission } from '../principal.ts';

/** 16:00 and 02:00 in the site's time zone. */
const DAY = Date.parse('2026-11-29T08:00:00Z');
const NIGHT = Date.parse('2026-11-29T18:00:00Z');

let bench: ApiBench;
let id: string;
beforeAll(async () => {
  bench = await openApiBench();
  const body = { device: 'FA-1', time: Date.now(), values: { alarm: true } };
  await bench.json('/api/v1/observations', { as: 'administrator', body, status: 202 });
  id = [...bench.pipeline.published.alarms.keys()][0]!;
});
afterAll(() => bench.close());

const callOut = (now: number) => {
  const { pool } = bench.database;
  const config = { notifyHosts: [], smtpUrl: undefined, smtpFrom: undefined };
  const catalogue = new Catalogue(FACILITIES);
  const notices = openNotices({
    pool,
    vault: testVault(),
    registry: bench.registry,
    catalogue,
    config,
    log: QUIET,
    now: () => now,
  });
  const outlet = notices.outlets.find(({ does }) => does.includes('callList'))!;
  const action = { do: 'callList', clause: '7.2.7-3' } as const;
  const asked = { id: `${id}-6`, alarm: id, device: null, action, by: 'rule', askedAt: now };
  const alarm = bench.pipeline.published.alarms.get(id)!;
  return outlet.carryOut(asked, { alarm, device: undefined, reached: new Set() });
};

describe('7.2.7-3 who is to be called', () => {
  test('whoever looks after the device, then who is on duty, each once; people’s codes and nothing else', async () => {
    expect(await callOut(DAY)).toEqual([{ target: 'P1', ok: true, detail: null }]);
    expect(await callOut(NIGHT)).toEqual([
      { target: 'P1', ok: true, detail: null },
      { target: 'P2', ok: true, detail: null },
    ]);
  });

  test('8.1.3-7 numbers are given out by right only', async () => {
    const { now } = bench;
    // Keys, which do not mind that the clock below is another than that of the sessions.
    const list = async (...scopes: Permission[]) =>
      bench.json(`/api/v1/alarms/${id}/call-list`, { as: await bench.apiKey('twin.view', ...scopes) });
    const night = (name: [string, string], phone: [string, string]) => ({
      items: [
        { person: { code: 'P1', name: name[0], phone: phone[0] }, role: null },
        { person: { code: 'P2', name: name[1], phone: phone[1] }, role: '值班经理' },
      ],
      next: null,
    });
    bench.now = NIGHT;
    expect(await list('person.read', 'person.contact')).toEqual(
      night(['王建国', '欧阳娜'], ['13812341234', '13912345678']),
    );
    expect(await list('person.read')).toEqual(night(['王建国', '欧阳娜'], ['138****1234', '139****5678']));
    expect(await list()).toEqual(night(['王＊', '欧阳＊'], ['138****1234', '139****5678']));
    bench.now = now;
  });
});
