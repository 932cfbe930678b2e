import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { SpecClient } from '../push/spec-client.test-kit.ts';
import { PASSWORD } from './api-bench.test-kit.ts';
import { type DrillBench, openDrillBench, scenarioText } from './drill-bench.test-kit.ts';

let drills: DrillBench;
let bench: DrillBench['bench'];
beforeAll(async () => {
  drills = await openDrillBench();
  bench = drills.bench;
}, 60_000);
afterAll(() => bench.close());

describe('E4.3.4 scenarios over HTTP', () => {
  test('a text is checked, stored, listed, read again and removed; faults say line, path and what was expected', async () => {
    const wrong = scenarioText('mine').replace('device: PF-1, event', 'device: PF-77, event');
    const checked = await bench.json<{ faults: object[] }>('/api/v1/drills/scenarios/check', {
      as: 'operator',
      body: { text: wrong },
    });
    expect(checked.faults).toEqual([
      {
        line: 12,
        column: 34,
        path: 'injects.1.device',
        message: { zh: '本小区没有设备 PF-77', en: 'this site has no device PF-77' },
      },
    ]);
    expect((await drills.save('mine', wrong, 400)).detail).toBe(
      'body.text: line 12, injects.1.device: this site has no device PF-77',
    );
    expect((await drills.save('other', scenarioText('mine'), 400)).detail).toContain('expected other');
    await drills.save('mine', scenarioText('mine'));
    const { items } = await bench.json<{ items: { code: string }[] }>('/api/v1/drills/scenarios', { as: 'operator' });
    expect(items.map(({ code }) => code)).toEqual(['mine', 'train']);
    const kept = await bench.json('/api/v1/drills/scenarios/mine', { as: 'operator' });
    expect(kept).toMatchObject({
      text: scenarioText('mine'),
      injects: 2,
      steps: 4,
      faults: [],
      changedBy: { id: drills.ids.administrator },
    });
    await bench.json('/api/v1/drills/scenarios/mine', { as: 'operator', method: 'DELETE', status: 204 });
    await bench.json('/api/v1/drills/scenarios/mine', { as: 'operator', status: 404 });
  });

  test('a scenario whose device is gone since does not start, and says why', async () => {
    await bench.registry.addDevice(sampleDevice('FA-9'));
    await bench.pipeline.register(sampleDevice('FA-9'));
    await drills.save('gone', scenarioText('gone').replace('[FA-1, FA-2]', '[FA-1, FA-9]'));
    await bench.pipeline.remove('FA-9');
    const refused = await bench.json<{ detail: string }>('/api/v1/drills', {
      as: 'operator',
      body: { scenario: 'gone' },
      status: 400,
    });
    expect(refused.detail).toBe('body.scenario: gone line 9, vary.smoke.1: this site has no device FA-9');
  });

  test('the JSON Schema is published', async () => {
    expect(await bench.json('/api/v1/drills/scenario-schema', { as: 'viewer' })).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { injects: { type: 'array' }, steps: { type: 'array' } },
    });
  });
});

describe('8.1.2-11 a drill', () => {
  test('stands until it is begun; its injects raise alarms in its own course alone; who takes part sees the situation, who leads everything', async () => {
    const live = bench.pipeline.published.seq;
    const { number, name, paused } = await drills.start();
    expect(paused).toEqual({ why: 'ready' });
    await drills.wait(number, 60);
    expect((await drills.view(number)).told).toBe(0);
    await drills.act(number, 'join', { role: 'guard' }, 'operator');
    await drills.act(number, 'resume');
    await drills.wait(number, 31);
    const smoke = drills.drillOf(number).plan.picked.smoke!;
    expect(bench.pipeline.published.seq).toBe(live);
    expect(bench.pipeline.published.alarms.size).toBe(0);
    expect([...drills.drillOf(number).state().alarms.values()].map(({ device }) => device)).toEqual([smoke, 'PF-1']);
    const led = await drills.view(number);
    expect(led).toMatchObject({ name, told: 2, injects: 2, leads: true, steps: { length: 4 }, running: true });
    const trained = await drills.view(number, 'operator');
    expect(trained).toMatchObject({ told: 2, injects: null, leads: false, role: 'guard', steps: null, score: null });
    expect(trained.entries.map(({ kind }) => kind)).toEqual(['joined', 'resumed', 'say']);
    expect(trained.entries[2]).toMatchObject({ to: 'guard', text: { en: 'Somebody climbs' } });
    await drills.act(number, 'end');
  });

  test('it is followed over the push channel under its name, with its clock', async () => {
    const { number, name } = await drills.start();
    const signed = (await bench.access.signIn({ account: 'viewer', password: PASSWORD }, { address: null })) as {
      cookie: string;
    };
    const socket = new WebSocket(`${bench.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { cookie: signed.cookie.split(';')[0]! },
    });
    const client = new SpecClient(socket, { site: name, interest: {}, resumeAfter: null });
    await expect.poll(() => client.snapshots, { timeout: 5000 }).toBe(1);
    await drills.act(number, 'resume');
    await drills.wait(number, 31);
    await expect.poll(() => client.alarms.size, { timeout: 5000 }).toBe(2);
    expect(client.faults).toEqual([]);
    client.close();
    await drills.act(number, 'end');
  });

  test('nothing counts while it stands, nor of who has no role', async () => {
    const { number } = await drills.start();
    await drills.act(number, 'resume');
    await drills.wait(number, 31);
    const { id } = drills.alarmOf(number, 'PF-1');
    expect((await drills.inDrill(number, `/alarms/${id}/acknowledge`, {}, 409)).detail).toBe(
      'take a role in the drill first',
    );
    await drills.act(number, 'join', { role: 'operator' }, 'operator');
    expect((await drills.act(number, 'join', { role: 'cook' }, 'operator', 409)).detail).toBe(
      'the scenario has no role cook',
    );
    await drills.act(number, 'pause');
    const at = (await drills.view(number)).at;
    await drills.wait(number, 500);
    expect((await drills.view(number)).at).toBe(at);
    expect((await drills.inDrill(number, `/alarms/${id}/acknowledge`, {}, 409)).detail).toContain('the drill stands');
    await drills.act(number, 'messages', { to: 'all', text: 'x' }, 'operator', 409);
    await drills.act(number, 'resume');
    await drills.inDrill(number, `/alarms/${id}/acknowledge`, {});
    await drills.act(number, 'end');
    await drills.act(number, 'resume', {}, 'administrator', 409);
    await drills.act(9999, 'resume', {}, 'administrator', 404);
  });

  test('its score holds every step against its limit, and the next run against it', async () => {
    const first = await drills.view(await drills.runThrough('train'));
    expect(first).toMatchObject({ ending: { why: 'done' }, percent: 100, score: { inTime: 4, late: 0, missed: 0 } });
    expect(first.steps!.map(({ step, result, byOther }) => [step, result, byOther])).toEqual([
      ['ack', 'inTime', false],
      ['confirm', 'inTime', true],
      ['arm', 'inTime', false],
      ['tell', 'inTime', false],
    ]);
    const { number } = await drills.start();
    await drills.act(number, 'resume');
    await drills.wait(number, 301);
    await expect.poll(async () => (await drills.view(number)).ending).toEqual({ why: 'time' });
    const second = await drills.view(number);
    expect(second).toMatchObject({ percent: 0, score: { missed: 4 } });
    const report = await (await bench.call(`/api/v1/drills/${number}/report?lang=en`, { as: 'administrator' })).text();
    expect(report).toContain('Runs of this scenario');
  });

  test('the same seed, actions and stored pictures give the same bytes of the report; it loads and runs nothing', async () => {
    const begun = bench.now;
    await drills.save('twin-a', scenarioText('twin-a'));
    await drills.save('twin-b', scenarioText('twin-b'));
    const a = await drills.runThrough('twin-a');
    bench.now = begun;
    const b = await drills.runThrough('twin-b');
    const reportOf = async (number: number, lang: string) => {
      const response = await bench.call(`/api/v1/drills/${number}/report?lang=${lang}`, { as: 'administrator' });
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      return response.text();
    };
    const plain = (html: string, number: number, code: string) =>
      html
        .replaceAll(code, 'CODE')
        .replaceAll(new RegExp(`(DRILL|演练) ${number} `, 'g'), 'N ')
        .replace(/<\/dt><dd>\d+<\/dd>/, 'N');
    for (const lang of ['zh', 'en']) {
      const of = await reportOf(a, lang);
      expect(await reportOf(a, lang)).toBe(of);
      expect(plain(await reportOf(b, lang), b, 'twin-b')).toBe(plain(of, a, 'twin-a'));
      expect(of).toContain('data:image/jpeg;base64,');
      expect(of).toContain(lang === 'zh' ? '到南侧围栏查看' : 'DRILL');
      expect(of).not.toMatch(/<script|https?:\/\//);
    }
  });

  test('a real critical alarm is told to everybody and lets it stand, or is only told where that was agreed', async () => {
    const stands = await drills.start();
    const goesOn = await drills.start({ onAlarm: 'tell' });
    for (const { number } of [stands, goesOn]) await drills.act(number, 'resume');
    const body = { device: 'FA-2', time: Date.now(), values: { alarm: true } };
    await bench.json('/api/v1/observations', { as: 'administrator', body, status: 202 });
    const real = [...bench.pipeline.published.alarms.values()][0]!;
    await expect
      .poll(async () => (await drills.view(stands.number)).paused)
      .toEqual({ why: 'alarm', alarm: real.id, device: 'FA-2' });
    expect((await drills.view(goesOn.number)).paused).toBeNull();
    for (const { number } of [stands, goesOn]) {
      const { entries } = await drills.view(number, 'operator');
      expect(entries.find(({ kind }) => kind === 'liveAlarm')).toMatchObject({
        device: 'FA-2',
        text: { en: 'fire.smoke' },
      });
      expect(drills.drillOf(number).state().alarms.size).toBe(0);
      await drills.act(number, 'end');
    }
    await bench.json(`/api/v1/alarms/${real.id}/acknowledge`, { as: 'operator', body: {} });
    await bench.json('/api/v1/observations', {
      as: 'administrator',
      body: { ...body, time: Date.now(), values: { alarm: false } },
      status: 202,
    });
  });

  test('after a restart it is there again, interrupted; it goes on and nothing happens twice', async () => {
    const { number } = await drills.start();
    await drills.act(number, 'join', { role: 'operator' }, 'operator');
    await drills.act(number, 'resume');
    await drills.wait(number, 15);
    const before = drills.drillOf(number);
    const seq = before.state().seq;
    await before.close();
    const again = await bench.reopenTraining();
    const drill = again.drills.find(`drill-${number}`)!;
    expect(drill.paused).toEqual({ why: 'interrupted' });
    expect(drill.at).toBe(15_000);
    expect(drill.roles).toEqual({ [drills.ids.operator!]: 'operator' });
    expect([...drill.state().alarms.values()].map(({ device }) => device)).toEqual([drill.plan.picked.smoke]);
    bench.now += 600_000;
    await drill.tick();
    expect(drill.at).toBe(15_000);
    await drill.resume(drills.ids.administrator!);
    await drill.tick();
    expect(drill.state().seq - seq).toBeLessThan(3);
    bench.now += 16_000;
    await drill.tick();
    expect(drill.entries.filter(({ kind }) => kind === 'inject').map(({ key }) => key)).toEqual(['smoke', 'climb']);
    expect([...drill.state().alarms.values()].map(({ occurrences }) => occurrences)).toEqual([1, 1]);
    await drill.end({ why: 'leader', by: drills.ids.administrator! });
    await again.drills.close();
    const { rows } = await bench.database.pool.query(
      'SELECT (SELECT count(*)::int FROM snapshot WHERE branch <> 0) AS snapshots, (SELECT count(*)::int FROM journal_head WHERE branch = $1) AS heads',
      [drill.row.branch],
    );
    expect(rows[0].heads).toBe(0);
  });
});
