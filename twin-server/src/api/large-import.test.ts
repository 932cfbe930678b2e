import type { ImportJob } from 'twin-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleIfc } from '../bake/ifc/sample-ifc.test-kit.ts';
import { announce, sendFrom, type TusCall } from '../imports/tus-call.test-kit.ts';
import { type ApiBench, openApiBench } from './api-bench.test-kit.ts';

const MIB = 2 ** 20;
const FILE_BYTES = 500 * MIB;
const PIECE_BYTES = 4 * MIB;
const UPLOADS = '/api/v1/uploads';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench({ bake: { limits: { memoryMb: 300 } } });
});
afterAll(() => bench.close());

const tus: TusCall = (method, path, { headers = {}, body } = {}) =>
  bench.call(path, {
    as: 'administrator',
    method,
    body,
    headers: { 'Tus-Resumable': '1.0.0', 'content-type': 'application/octet-stream', ...headers },
  });

test('6.4.1-2-5 bad input: 500 MB arrive piece by piece, the bake stops at its limit and says so, and the server grows by less than 200 MB', async () => {
  // A sound beginning and end, and spaces between.
  const [head = '', rest = ''] = sampleIfc().split('DATA;');
  const start = new TextEncoder().encode(`${head}DATA;`);
  const end = new TextEncoder().encode(rest);
  const piece = new Uint8Array(PIECE_BYTES).fill(0x20);
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  try {
    const location = (await announce(tus, UPLOADS, 'huge.ifc', FILE_BYTES)).headers.get('location')!;
    for (let at = 0; at < FILE_BYTES; at += PIECE_BYTES) {
      const bytes = at === 0 ? withBytes(piece, start, 0) : piece;
      const isLast = at + PIECE_BYTES === FILE_BYTES;
      const sent = await sendFrom(tus, location, at, isLast ? withBytes(piece, end, PIECE_BYTES - end.length) : bytes);
      expect(sent.status).toBe(204);
    }
    const upload = location.split('/').at(-1)!;
    const body = { upload, building: { code: 'HUGE', new: true } };
    const { id } = await bench.json<ImportJob>('/api/v1/imports', { as: 'administrator', body, status: 201 });
    const job = () => bench.json<ImportJob>(`/api/v1/imports/${id}`, { as: 'administrator' });
    await expect.poll(async () => (await job()).stage, { timeout: 110_000, interval: 200 }).toBe('failed');
    expect((await job()).failure).toMatchObject({
      code: 'tooLarge',
      detail: expect.stringContaining('needs more than 300 MiB of memory'),
    });
  } finally {
    clearInterval(watch);
  }
  expect((most - before) / MIB).toBeLessThan(200);
}, 120_000);

/** A copy of a piece with bytes put into it. */
function withBytes(piece: Uint8Array<ArrayBuffer>, bytes: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(piece);
  copy.set(bytes, at);
  return copy;
}
