import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionView } from '../connections.ts';
import {
  AS,
  confirmed,
  FA1,
  FA2,
  FAULT,
  FIRE,
  GD1,
  HD1,
  NORMAL,
  PanelBench,
  POINTS,
  SMOKE,
  SOON,
} from './panel-bench.test-kit.ts';
import { unit } from './panel-simulator.test-kit.ts';

let centre: PanelBench;
beforeAll(async () => {
  centre = await PanelBench.open();
});
afterAll(() => centre.bench.close());
afterEach(() => centre.hangUp());

describe('7.2.7-2 a line', () => {
  test('1,000 frames in a burst are each confirmed, and none before it is committed', async () => {
    await centre.listen();
    const panel = await centre.dial();
    await confirmed(panel, panel.heartbeat());
    const { pool } = centre.bench.database;
    const count = async () =>
      Number((await pool.query<{ sum: string }>('SELECT sum(count) FROM observation')).rows[0]!.sum ?? 0);
    const before = await count();
    const lock = await pool.connect();
    await lock.query('BEGIN');
    await lock.query('LOCK TABLE journal_head IN EXCLUSIVE MODE');
    const sent = Array.from({ length: 1000 }, (_, i) =>
      panel.frame(unit.components({ ...[FA1, FA2, HD1, GD1][i % 4]!, bits: i % 8 < 4 ? NORMAL | FAULT : NORMAL })),
    );
    panel.write(Buffer.concat(sent.map(({ bytes }) => bytes)));
    const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'journal_head'::regclass`;
    await expect.poll(async () => (await lock.query(waiting)).rowCount, SOON).toBeGreaterThan(0);
    expect(panel.confirmed).toHaveLength(1);
    expect(panel.denied).toEqual([]);
    await lock.query('ROLLBACK');
    lock.release();
    await expect.poll(() => panel.confirmed.length, SOON).toBe(1001);
    expect(panel.confirmed.slice(1).sort((a, b) => a - b)).toEqual(sent.map(({ serial }) => serial));
    // Two values a frame; the heartbeat before may have repeated some.
    expect((await count()) - before).toBe(2000);
    expect(await centre.state()).toMatchObject({ counters: { received: 1001, stored: 1000, refused: 0 } });
  });

  test('no bytes keep it from hearing the next heartbeat', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const noise = fc.uint8Array({ minLength: 1, maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        panel.write(Buffer.from(bytes));
        const serial = panel.heartbeat();
        await confirmed(panel, serial);
        expect(panel.isOpen).toBe(true);
      }),
      { numRuns: 30, seed: 26_875 },
    );
  });

  test('6.3.4 who is none of the sources is denied, who is none of the peers is hung up on', async () => {
    await centre.listen({ sources: [890] });
    const stranger = await centre.dial();
    const serial = stranger.send(unit.components({ ...FA1, bits: FIRE }));
    await expect.poll(() => stranger.denied, SOON).toEqual([serial]);
    expect(centre.active('FA-1')).toEqual([]);
    expect((await centre.letters())[0]!.reason).toBe(
      "device: transmission device 889 is none of the connection's sources",
    );
    expect(await centre.state()).toMatchObject({
      condition: 'connecting',
      reason: 'transmission device 890 is not connected',
    });
    await centre.bench.json('/api/v1/connections/PANEL', { ...AS, method: 'DELETE', status: 204 });
    await centre.listen({ peers: ['10.2.0.0/16', '::1'] });
    const elsewhere = await centre.dial();
    await expect.poll(() => elsewhere.isOpen, SOON).toBe(false);
    await expect
      .poll(async () => (await centre.letters())[0]!.reason, SOON)
      .toBe("device: 127.0.0.1 is none of the connection's peers");
  });

  test('6.3.4 silence is hung up on and shows; the device dials in again', async () => {
    await centre.listen({ silenceMs: 1000, peers: ['127.0.0.0/8'] });
    const panel = await centre.dial();
    await confirmed(panel, panel.heartbeat());
    // Bytes alone are no sign of life.
    const babble = setInterval(() => panel.write(Buffer.of(0)), 100);
    await expect.poll(() => panel.isOpen, SOON).toBe(false);
    clearInterval(babble);
    await expect
      .poll(() => centre.state(), SOON)
      .toMatchObject({
        condition: 'faulted',
        reason: 'transmission device 889 is not connected',
        counters: { lost: 1 },
      });
    const again = await centre.dial();
    const beats = setInterval(() => again.heartbeat(), 100);
    await expect.poll(() => centre.state(), SOON).toMatchObject({ condition: 'connected', reason: null });
    clearInterval(beats);
  });

  test('6.3.4 a port that is taken shows in the state', async () => {
    await centre.listen();
    const panel = await centre.dial();
    const body = {
      code: 'SECOND',
      adapter: 'gb26875-tcp',
      name: 'x',
      settings: { port: centre.port, sources: [1] },
      points: [],
    };
    await centre.bench.json('/api/v1/connections', { ...AS, body, status: 201 });
    await expect
      .poll(async () => (await centre.bench.json<ConnectionView>('/api/v1/connections/SECOND', AS)).state, SOON)
      .toMatchObject({ condition: 'faulted', reason: expect.stringContaining('EADDRINUSE') });
    await centre.bench.json('/api/v1/connections/SECOND', { ...AS, method: 'DELETE', status: 204 });
    await confirmed(panel, panel.heartbeat());
  });
});

describe('7.2.7-2 a declaration', () => {
  test.each([
    ['settings.sources', { settings: { port: 5000 } }, 'expected array'],
    ['settings.sources', { settings: { port: 5000, sources: [] } }, '>=1'],
    ['settings.port', { settings: { sources: [1] } }, 'expected number'],
    ['settings.startBytes', { settings: { port: 5000, sources: [1], startBytes: '404' } }, 'in hexadecimal'],
    ['settings.peers.0', { settings: { port: 5000, sources: [1], peers: ['10.2.0.0/40'] } }, 'an address or a network'],
    ['points.0.from', { points: [{ ...POINTS[0], property: 'obscurationPctM' }] }, 'expected the bit or analog value'],
    ['points.0.property', { points: [{ ...POINTS[0], property: 'smoke', from: 'fire' }] }, 'has no smoke'],
    ['points.0.component', { points: [{ ...POINTS[0], component: 2 ** 32 }] }, '<=4294967295'],
  ])('6.4.2-5 with a wrong %s is refused with its place and what was expected', async (field, wrong, reason) => {
    const body = {
      code: 'BAD',
      adapter: 'gb26875-tcp',
      name: 'x',
      settings: { port: 5000, sources: [889] },
      points: [],
      ...wrong,
    };
    const { detail } = await centre.bench.json<{ detail: string }>('/api/v1/connections', { ...AS, body, status: 400 });
    expect(detail).toMatch(new RegExp(`^body\\.${field}: `));
    expect(detail).toContain(reason);
  });
});

// Last, since it uses up the dead letters that the connection's code has for the day.
test('6.3.4 ever new components fill no memory: 10,000 are told, then one says that there are more', async () => {
  await centre.listen();
  const panel = await centre.dial();
  const perFrame = 22;
  for (let first = 0; first < 10_100; first += perFrame)
    panel.send(
      unit.components(
        ...Array.from({ length: perFrame }, (_, i) => ({
          type: SMOKE,
          component: 10_000_000 + first + i,
          bits: FIRE,
        })),
      ),
    );
  await expect.poll(() => panel.confirmed.length, SOON).toBe(Math.ceil(10_100 / perFrame));
  expect(await centre.state()).toMatchObject({ counters: { refused: 10_001 } });
});
