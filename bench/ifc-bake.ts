import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { BakePool } from '../twin-server/src/bake/ifc/index.ts';
import { WORKER_ENVIRONMENT, WORKER_FLAGS } from '../twin-server/src/bake/ifc/worker-process.ts';
import type { Contender } from './ifc-bake-contenders.ts';
import type { Measured, Order } from './ifc-bake-process.ts';
import { printTable, type Row } from './ifc-bake-table.ts';
import { quantile } from './quantile.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
// Below dist/, so that the bundled children find node_modules.
const CHILDREN = join(ROOT, 'dist/bench');
const ROUNDS = 3;
const MB = 1e6;

/**
 * IFC files to tiles: ours cold (a fresh process a file), warm, and on two warm workers, against web-ifc's meshing alone and against
 * two other converters, each file in a process of its own. Files: TWIN_FIXTURES/ifc, or else the estate's own models. Medians of three;
 * a table of the files goes to stderr. Megabytes are 10⁶ bytes of IFC.
 */
export async function run(): Promise<object> {
  const folder = process.env.TWIN_FIXTURES ? join(process.env.TWIN_FIXTURES, 'ifc') : join(ROOT, 'models');
  const files = (await readdir(folder))
    .filter((name) => name.endsWith('.ifc'))
    .map((name) => join(folder, name))
    .sort();
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  await bundleChildren();
  const out = await mkdtemp(join(tmpdir(), 'twin-ifc-bake-'));
  try {
    const cold = await measureCold(['raw', 'own', 'fragments', 'ifcLite'], files, out);
    const warm = await measureWarm(['raw', 'own'], files, out);
    const two = { own: await measureTwoWorkers(files, out), raw: await measureTwoRaw(files, out) };
    const rows = await Promise.all(
      files.map(async (file, i): Promise<Row> => {
        const of = (table: Table, name: Contender) => table.get(name)?.[i];
        return {
          file: basename(file),
          megabytes: sizes[i]! / MB,
          coldRaw: of(cold, 'raw')!,
          cold: of(cold, 'own')!,
          warmRaw: of(warm, 'raw')!,
          warm: of(warm, 'own')!,
          fragments: of(cold, 'fragments')!,
          ifcLite: of(cold, 'ifcLite')!,
          wireBytes: await wireBytesOf(join(out, 'own', basename(file))),
        };
      }),
    );
    printTable(rows);
    return summarize(rows, two);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/** Children run as bundles, as the product's worker does: a TypeScript loader in them would count in time and memory. */
async function bundleChildren(): Promise<void> {
  const source = (path: string) => join(ROOT, path);
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: ['twin-core'] },
    build: {
      ssr: true,
      target: 'node20',
      outDir: CHILDREN,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          'ifc-bake-process': source('bench/ifc-bake-process.ts'),
          'bake-worker': source('twin-server/src/bake/ifc/worker.ts'),
        },
      },
    },
  });
}

async function inChild(order: Order): Promise<Measured[][]> {
  const child = fork(join(CHILDREN, 'ifc-bake-process.js'), {
    // As the product runs it; the others as Node runs by itself, without this process' TypeScript loader.
    ...(order.contender === 'own'
      ? { execArgv: [...WORKER_FLAGS], env: { ...process.env, ...WORKER_ENVIRONMENT } }
      : { execArgv: [] }),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(order);
  const [passes] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${order.contender} ended with ${code}: ${order.files.join(', ')}`);
    }),
  ])) as [Measured[][]];
  return passes;
}

/** The run of middle length of several of one file. */
function median(runs: readonly Measured[]): Measured {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)]!;
}

/** Each file in a process of its own; the contenders take turns, since the machine is not equally fast all the time. */
async function measureCold(contenders: readonly Contender[], files: readonly string[], out: string): Promise<Table> {
  const table: Table = new Map(contenders.map((contender) => [contender, []]));
  for (const file of files) {
    const runs = new Map<Contender, Measured[]>(contenders.map((contender) => [contender, []]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const contender of contenders) {
        const [pass] = await inChild({ contender, files: [file], passes: 1, out });
        runs.get(contender)!.push(pass![0]!);
      }
    }
    for (const contender of contenders) table.get(contender)!.push(median(runs.get(contender)!));
  }
  return table;
}

/** All files in one process that has seen them once; the contenders take turns twice. */
async function measureWarm(contenders: readonly Contender[], files: readonly string[], out: string): Promise<Table> {
  const passes = new Map<Contender, Measured[][]>(contenders.map((contender) => [contender, []]));
  for (let turn = 0; turn < 2; turn++) {
    for (const contender of contenders) {
      const [, ...warm] = await inChild({ contender, files, passes: 1 + ROUNDS, out });
      passes.get(contender)!.push(...warm);
    }
  }
  return new Map(
    contenders.map((contender) => [
      contender,
      files.map((_, i) => median(passes.get(contender)!.map((pass) => pass[i]!))),
    ]),
  );
}

/** The largest first, as nothing else fills the last second; with their sizes. */
async function largestFirst(
  files: readonly string[],
): Promise<readonly { readonly file: string; readonly size: number }[]> {
  const sized = await Promise.all(files.map(async (file) => ({ file, size: (await stat(file)).size })));
  return sized.sort((a, b) => b.size - a.size);
}

/** Seconds for all files on two workers that have seen them once. */
async function measureTwoWorkers(files: readonly string[], out: string): Promise<number> {
  const pool = new BakePool({ size: 2, worker: join(CHILDREN, 'bake-worker.js') });
  const sized = await largestFirst(files);
  const seconds: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round++) {
      await rm(join(out, 'pool'), { recursive: true, force: true });
      const began = performance.now();
      await Promise.all(sized.map(({ file }) => pool.bake({ file, out: join(out, 'pool', basename(file)) })));
      if (round > 0) seconds.push((performance.now() - began) / 1000);
    }
  } finally {
    await pool.close();
  }
  return quantile(seconds, 0.5);
}

/** Seconds for web-ifc's meshing alone of all files, halved evenly between two warm processes: what two cores of this machine can do at most. */
async function measureTwoRaw(files: readonly string[], out: string): Promise<number> {
  const halves: { files: string[]; size: number }[] = [
    { files: [], size: 0 },
    { files: [], size: 0 },
  ];
  for (const { file, size } of await largestFirst(files)) {
    const half = halves[0]!.size <= halves[1]!.size ? halves[0]! : halves[1]!;
    half.files.push(file);
    half.size += size;
  }
  const runs = await Promise.all(
    halves.map((half) => inChild({ contender: 'raw', files: half.files, passes: 1 + ROUNDS, out })),
  );
  const sum = (pass: readonly Measured[]) => pass.reduce((total, { seconds }) => total + seconds, 0);
  return Math.max(...runs.map(([, ...passes]) => quantile(passes.map(sum), 0.5)));
}

/** A measurement a file, by contender. */
type Table = Map<Contender, Measured[]>;

interface TileLike {
  readonly content?: { readonly uri: string };
  readonly children?: readonly TileLike[];
}

/** What a viewer loads of tileset.json with all that it names, packed as it is served; null where nothing was baked. */
async function wireBytesOf(folder: string): Promise<number | null> {
  const tileset = join(folder, 'tileset.json');
  if (!existsSync(tileset)) return null;
  const { root } = JSON.parse(await readFile(tileset, 'utf8')) as { root: TileLike };
  const uris = (tile: TileLike): string[] => [
    ...(tile.content ? [tile.content.uri] : []),
    ...(tile.children ?? []).flatMap(uris),
  ];
  const sizes = await Promise.all(
    ['tileset.json', ...uris(root)].map(async (name) => {
      const served = ['.br', '.gz', ''].map((ending) => join(folder, name + ending)).find((path) => existsSync(path))!;
      return (await stat(served)).size;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function summarize(rows: readonly Row[], two: { readonly own: number; readonly raw: number }): object {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const megabytes = sum((row) => row.megabytes);
  const seconds = (name: 'coldRaw' | 'cold' | 'warmRaw' | 'warm' | 'fragments' | 'ifcLite') =>
    sum((row) => row[name].seconds);
  const cpu = (name: 'coldRaw' | 'cold' | 'warmRaw' | 'warm') => sum((row) => row[name].cpuSeconds);
  const rate = (name: Parameters<typeof seconds>[0]) => round(megabytes / seconds(name), 1);
  return {
    files: rows.length,
    megabytes: round(megabytes, 1),
    coldMBs: { raw: rate('coldRaw'), own: rate('cold'), fragments: rate('fragments'), ifcLite: rate('ifcLite') },
    warmMBs: { raw: rate('warmRaw'), own: rate('warm') },
    twoWarmWorkersMBs: { raw: round(megabytes / two.raw, 1), own: round(megabytes / two.own, 1) },
    coldRatio: round(seconds('cold') / seconds('coldRaw'), 2),
    warmRatio: round(seconds('warm') / seconds('warmRaw'), 2),
    coldCpuRatio: round(cpu('cold') / cpu('coldRaw'), 2),
    warmCpuRatio: round(cpu('warm') / cpu('warmRaw'), 2),
    bytesPerTriangle: round(sum((row) => row.wireBytes ?? 0) / sum((row) => row.cold.triangles ?? 0), 2),
    slowerThanFragments: rows.filter((row) => row.cold.seconds > row.fragments.seconds).map((row) => row.file),
    overMemory: rows.filter((row) => row.cold.peakRssMb > memoryLimitMb(row.megabytes)).map((row) => row.file),
    failed: rows.flatMap((row) =>
      (['cold', 'warm', 'fragments', 'ifcLite'] as const).flatMap((name) =>
        row[name].failed === null ? [] : [`${name} ${row.file}: ${row[name].failed}`],
      ),
    ),
  };
}

/** The bound for one file: 200 MB and ten times its size. */
function memoryLimitMb(megabytes: number): number {
  return ((200 + 10 * megabytes) * MB) / 2 ** 20;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
