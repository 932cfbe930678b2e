import { mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BakePool, bakeIfc, isBaked } from './index.ts';
import { SAMPLE_IDS, sampleIfc } from './sample-ifc.test-kit.ts';

const MIB = 2 ** 20;

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'twin-limits-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A file of this size that takes no room on disk: an IFC header, zeros, the end. */
async function hollow(name: string, bytes: number): Promise<string> {
  const path = join(root, name);
  const file = await open(path, 'w');
  const end = 'ENDSEC;\nEND-ISO-10303-21;\n';
  await file.write(sampleIfc().split('DATA;')[0]!, 0);
  await file.write(end, bytes - end.length);
  await file.close();
  return path;
}

/** How many MiB this process holds more than before at any time while something is done. */
async function growthWhile(act: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  try {
    await act();
  } finally {
    clearInterval(watch);
  }
  return (Math.max(most, process.memoryUsage.rss()) - before) / MIB;
}

describe('bad input: too large', () => {
  test('bad input: the server never holds a file, neither to bake it nor to see whether it is baked', async () => {
    const sample = join(root, 'sample.ifc');
    await writeFile(sample, sampleIfc());
    const out = join(root, 'kept');
    await bakeIfc(sample, out);
    const big = await hollow('big.ifc', 400 * MIB);
    const growth = await growthWhile(async () => {
      await expect(bakeIfc(big, out, { limits: { maxBytes: 300 * MIB } })).rejects.toThrow(
        `${big}: ${400 * MIB} bytes, at most ${300 * MIB} are read`,
      );
      expect(await isBaked(out, big)).toBe(false);
    });
    expect(growth).toBeLessThan(200);
    expect(await isBaked(out, sample)).toBe(true);
  });

  test('bad input: a file that needs more than the memory limit ends the worker alone', async () => {
    const big = await hollow('hungry.ifc', 200 * MIB);
    const pool = new BakePool({ size: 1, limits: { memoryMb: 200 } });
    try {
      const growth = await growthWhile(() =>
        expect(pool.bake({ file: big, out: join(root, 'hungry') })).rejects.toMatchObject({
          name: 'InputError',
          message: `${big}: needs more than 200 MiB of memory`,
        }),
      );
      expect(growth).toBeLessThan(200);
      await expect(readdir(join(root, 'hungry'))).rejects.toThrow('ENOENT');
    } finally {
      await pool.close();
    }
  });
});

describe('bad input: what web-ifc never finishes', () => {
  test('bad input: a parenthesis that is not closed is told with its line when the time is over', async () => {
    const text = sampleIfc().replace('IFCRECTANGLEPROFILEDEF(.AREA.', 'IFCRECTANGLEPROFILEDEF(((.AREA.');
    const line = text.split('\n').findIndex((words) => words.includes('((.AREA.')) + 1;
    const file = join(root, 'endless.ifc');
    await writeFile(file, text);
    await expect(bakeIfc(file, join(root, 'endless'), { limits: { timeoutMs: 8000 } })).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(
        new RegExp(
          `^${file}: (not baked within 8 s|web-ifc cannot .*); line ${line}: #\\d+=IFCRECT.*: a parenthesis is not closed$`,
        ),
      ),
    });
  });

  test('bad input: lists in lists without end are refused, and the next file bakes', async () => {
    const file = join(root, 'nested.ifc');
    await writeFile(file, sampleIfc().replace("'Wall',$,$", `'Wall',${'('.repeat(300_000)},$`));
    const sound = join(root, 'sound.ifc');
    await writeFile(sound, sampleIfc());
    const pool = new BakePool({ size: 1, limits: { timeoutMs: 20_000 } });
    try {
      await expect(pool.bake({ file, out: join(root, 'nested') })).rejects.toMatchObject({ name: 'InputError' });
      expect(await pool.bake({ file: sound, out: join(root, 'sound') })).toMatchObject({ products: 5 });
      const building = JSON.parse(await readFile(join(root, 'sound', 'building.json'), 'utf8'));
      expect(JSON.stringify(building)).toContain(SAMPLE_IDS.wall);
    } finally {
      await pool.close();
    }
  });
});
