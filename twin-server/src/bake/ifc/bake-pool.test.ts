import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BakePool, bakeAll, bakeIfc, isBaked } from './index.ts';
import { sampleIfc, TAIYUAN_CONVERSION } from './sample-ifc.test-kit.ts';

let root: string;
let file: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'twin-pool-'));
  file = join(root, 'sample.ifc');
  await writeFile(file, sampleIfc({ georeference: TAIYUAN_CONVERSION }));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const present = async () => (await readdir(root)).filter((name) => name.startsWith('.'));

/** A worker of our own making, to see what the parent does with one that misbehaves. */
async function worker(name: string, body: string): Promise<string> {
  const path = join(root, `${name}.mjs`);
  await writeFile(path, `process.on('message', (request) => { ${body} });`);
  return path;
}

describe('a bake in a process of its own', () => {
  it('tells its phases, reports, and leaves a folder that counts as baked until file or placement change', async () => {
    const out = join(root, 'a', 'b');
    const phases = new Set<string>();
    const report = await bakeIfc(file, out, { onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual(['read', 'properties', 'meshes', 'tiles', 'write']);
    expect(report).toMatchObject({ products: 5, triangles: 76 });
    expect(report.bytes).toBeGreaterThan(10_000);
    expect(report.peakRssMb).toBeGreaterThan(50);
    expect(await readdir(out)).toEqual(
      expect.arrayContaining(['building.json', 'outline.json', 'spaces.json', 'storeys', 'tileset.json']),
    );
    expect(await isBaked(out, file)).toBe(true);
    expect(await isBaked(out, file, { height: 3 })).toBe(false);
    expect(await isBaked(join(root, 'elsewhere'), file)).toBe(false);
    const other = join(root, 'other.ifc');
    await writeFile(other, sampleIfc());
    expect(await isBaked(out, other)).toBe(false);
    await bakeIfc(other, out);
    expect(await isBaked(out, other)).toBe(true);
    expect(await present()).toEqual([]);
  });

  it('one bad file of many is refused alone, and what stood in its folder stays', async () => {
    const bad = join(root, 'bad.ifc');
    await writeFile(bad, 'no STEP');
    const kept = join(root, 'kept');
    await bakeIfc(file, kept);
    const before = await readFile(join(kept, 'tileset.json'), 'utf8');
    const outcomes = await bakeAll(
      [
        { file, out: join(root, 'one') },
        { file: bad, out: kept },
        { file, out: join(root, 'two') },
      ],
      { size: 1 },
    );
    expect(outcomes.map((outcome) => ('report' in outcome ? outcome.report.products : outcome.error.message))).toEqual([
      5,
      `${bad}: not an IFC file: it does not begin with ISO-10303-21;`,
      5,
    ]);
    expect(await readFile(join(kept, 'tileset.json'), 'utf8')).toBe(before);
    expect(await present()).toEqual([]);
  });

  it('a worker that hangs is ended at the time limit, and nothing is left', async () => {
    const hang = await worker('hang', 'for (;;);');
    const out = join(root, 'hung');
    await expect(bakeIfc(file, out, { worker: hang, limits: { timeoutMs: 500 } })).rejects.toMatchObject({
      name: 'InputError',
      message: `${file}: not baked within 0.5 s`,
    });
    await expect(readdir(out)).rejects.toThrow('ENOENT');
    expect(await present()).toEqual([]);
  });

  it('a worker that fills its heap is ended at the memory limit', async () => {
    const fill = await worker('fill', 'const all = []; for (;;) all.push(new Array(1e5).fill(Math.random()));');
    await expect(
      bakeIfc(file, join(root, 'filled'), { worker: fill, limits: { memoryMb: 128 } }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: `${file}: needs more than 128 MiB of memory`,
    });
  });

  it('a worker that dies is a fault of ours, told with its last words', async () => {
    const die = await worker('die', "console.error('the roof is on fire'); setTimeout(() => process.exit(7), 50);");
    await expect(bakeIfc(file, join(root, 'dead'), { worker: die })).rejects.toThrow(
      'the bake ended by itself (7) the roof is on fire',
    );
  });

  it('a folder that holds something else is not replaced', async () => {
    const out = join(root, 'mine');
    await mkdir(out);
    await writeFile(join(out, 'letter.txt'), 'dear reader');
    await expect(bakeIfc(file, out)).rejects.toThrow(`${out}: the folder is not empty and no earlier bake made it`);
    expect(await readdir(out)).toEqual(['letter.txt']);
  });

  it('an output folder that cannot be made is named', async () => {
    const out = join(file, 'below-a-file');
    await expect(bakeIfc(file, out)).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(`${out}: cannot be written`),
    });
  });

  it('what a killed bake left behind is swept by the next one of the same folder', async () => {
    const out = join(root, 'swept');
    // No process has this number: it is beyond the largest that Linux gives.
    await mkdir(join(root, '.swept.bake-4194305-1'));
    await bakeIfc(file, out);
    expect(await present()).toEqual([]);
  });
});

describe('a bake is cancelled', () => {
  /** Aborts with a reason of its own once the job has begun. */
  const cancelling = () => {
    const control = new AbortController();
    const reason = new Error('the user changed their mind');
    return { signal: control.signal, reason, cancel: () => control.abort(reason) };
  };

  it('while it runs: the worker is ended, the folder is as before, the reason comes back', async () => {
    const out = join(root, 'cancelled');
    await bakeIfc(file, out);
    const before = await readFile(join(out, 'tileset.json'), 'utf8');
    const { signal, reason, cancel } = cancelling();
    const hang = await worker('hang-told', "process.send({ kind: 'progress', progress: {} }); for (;;);");
    await expect(bakeIfc(file, out, { worker: hang, signal, onProgress: cancel })).rejects.toBe(reason);
    expect(await readFile(join(out, 'tileset.json'), 'utf8')).toBe(before);
    expect(await present()).toEqual([]);
  });

  it('while it waits: it never begins, and those behind it move up', async () => {
    const pool = new BakePool({ size: 1 });
    try {
      const { signal, reason, cancel } = cancelling();
      const first = pool.bake({ file, out: join(root, 'first') });
      const second = pool.bake({ file, out: join(root, 'second'), signal });
      const third = pool.bake({ file, out: join(root, 'third') });
      cancel();
      await expect(second).rejects.toBe(reason);
      await Promise.all([first, third]);
      await expect(readdir(join(root, 'second'))).rejects.toThrow('ENOENT');
      expect(await isBaked(join(root, 'third'), file)).toBe(true);
    } finally {
      await pool.close();
    }
  });

  it('before it begins: nothing is started', async () => {
    const { signal, reason, cancel } = cancelling();
    cancel();
    await expect(bakeIfc(file, join(root, 'never'), { signal })).rejects.toBe(reason);
    await expect(readdir(join(root, 'never'))).rejects.toThrow('ENOENT');
  });
});

describe('a pool of workers', () => {
  /** A worker that answers after a while with its process's number, as a count of products. */
  const counter = () =>
    worker(
      'counter',
      `if (request.kind === 'warm') process.send({ kind: 'warm' });
       else setTimeout(() => process.send({ kind: 'done', report: { products: process.pid } }), 200);`,
    );

  it('keeps a worker warm for the next file', async () => {
    const pool = new BakePool({ size: 2, worker: await counter() });
    const one = await pool.bake({ file, out: join(root, 'p1') });
    const two = await pool.bake({ file, out: join(root, 'p2') });
    expect(two.products).toBe(one.products);
    await pool.close();
  });

  it('replaces a worker that has grown past what an idle one may hold', async () => {
    const pool = new BakePool({ size: 1, worker: await counter(), limits: { idleMb: 1 } });
    const one = await pool.bake({ file, out: join(root, 'p1') });
    const two = await pool.bake({ file, out: join(root, 'p2') });
    expect(two.products).not.toBe(one.products);
    expect(() => process.kill(one.products, 0)).toThrow('ESRCH');
    await pool.close();
  });

  it('is warmed ahead: each worker is there before its first file', async () => {
    const pool = new BakePool({ size: 2, worker: await counter() });
    await pool.warm();
    const jobs = ['p1', 'p2'].map((out) => pool.bake({ file, out: join(root, out) }));
    const pids = (await Promise.all(jobs)).map(({ products }) => products);
    expect(new Set(pids).size).toBe(2);
    await pool.close();
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('warms its real worker too', async () => {
    const pool = new BakePool({ size: 1 });
    await pool.warm();
    expect(await pool.bake({ file, out: join(root, 'warmed') })).toMatchObject({ products: 5 });
    await pool.close();
  });

  it('closed while a file is baked, leaves no worker behind', async () => {
    const pool = new BakePool({ size: 1, worker: await counter() });
    const baking = pool.bake({ file, out: join(root, 'p3') });
    await pool.close();
    const { products: pid } = await baking;
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
