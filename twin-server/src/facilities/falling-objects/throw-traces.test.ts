import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Published } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AnsweringProcess } from '../../engines/answering-process.ts';
import type { Database } from '../../engines/database.ts';
import { migrate } from '../../engines/migrate.ts';
import { MIGRATIONS } from '../../engines/migrations/index.ts';
import { openScratchDatabase } from '../../engines/scratch-database.test-kit.ts';
import { UnavailableError } from '../../problem.ts';
import { openThrowProcess } from './throw-process.ts';
import { ThrowTraces } from './throw-traces.ts';

const KIT = fileURLToPath(new URL('dying-tracer.test-kit.ts', import.meta.url));
const frame = { longitude: 112.55, latitude: 37.87, height: 770, headingDeg: 0 };
const folder = mkdtempSync(join(tmpdir(), 'twin-tracer-'));
const lives = join(folder, 'lives');
let database: Database;

beforeAll(async () => {
  database = await openScratchDatabase();
  await migrate(database.pool, MIGRATIONS);
  process.env.DYING_TRACER = lives;
});
afterAll(async () => {
  await database.close();
  delete process.env.DYING_TRACER;
  rmSync(folder, { recursive: true });
});

const dying = (): ReturnType<typeof openThrowProcess> =>
  new AnsweringProcess({ name: 'tracing', entry: () => KIT, heapMb: 64, idleMs: 60_000, answerMs: 30_000 });

function open(tracer: ReturnType<typeof openThrowProcess>, onFault: (alarm: string, cause: unknown) => void) {
  const nothing = { openings: [], groundM: 0 };
  return new ThrowTraces({
    pool: database.pool,
    site: 'S',
    frame,
    calibrations: async () => [],
    facades: async () => nothing,
    wind: () => null,
    tracer,
    onFault,
  });
}

/** An alarm of a camera nobody calibrated, with a track of four sightings. */
const raised = (id: string) => {
  const trackPx = [0, 1, 2, 3].map((i) => [i * 0.04, 500, 100 + i * 20]);
  const event = { kind: 'alarm.raised', code: 'fallingObject.detected', id, device: 'CAM-1', data: { trackPx } };
  return { events: [{ event }] } as unknown as Published;
};

describe('7.2.16-2 a throw is traced in a process of its own', () => {
  test('this thread does not wait for it', async () => {
    const onFault = vi.fn();
    const traces = open(openThrowProcess(), onFault);
    traces.note(raised('A-1'));
    await traces.close();
    expect(onFault).not.toHaveBeenCalled();
    expect((await traces.of('A-1'))!.trace).toMatchObject({ undetermined: 'no-calibration', cameras: ['CAM-1'] });
  });

  test('killed under a trace it is started anew, and asked once more', async () => {
    writeFileSync(lives, '1');
    const onFault = vi.fn();
    const traces = open(dying(), onFault);
    traces.note(raised('A-2'));
    await traces.close();
    expect(onFault).not.toHaveBeenCalled();
    expect((await traces.of('A-2'))!.trace.undetermined).toBe('no-calibration');
  });

  test('killed again, the alarm stays without a trace, which is told; the next is traced', async () => {
    writeFileSync(lives, '2');
    const onFault = vi.fn();
    const traces = open(dying(), onFault);
    traces.note(raised('A-3'));
    traces.note(raised('A-4'));
    await traces.close();
    expect(onFault.mock.calls).toEqual([['A-3', new UnavailableError('tracing ended (SIGKILL)')]]);
    expect(await traces.of('A-3')).toBeNull();
    expect((await traces.of('A-4'))!.trace.undetermined).toBe('no-calibration');
  });
});
