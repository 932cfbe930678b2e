import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clear, type Obstruction, RouteNetwork, WalkableFile } from 'twin-core/geometry';
import { bakeFile } from '../twin-server/src/bake/ifc/bake-file.ts';
import { quantile } from './quantile.ts';
import { everyWayOut } from './routes-oracle.ts';

const ROUNDS = 40;
const MODELS = 'models';

/**
 * Ways out: share of spaces with a route for each sample file, and re-planning (every space's route, with the queues) under random obstructions
 * for the file with most spaces and for the whole estate; every cost against brute force in the same run.
 */
export async function run(): Promise<object> {
  const fixtures = process.env.TWIN_FIXTURES;
  if (!fixtures) return { skipped: 'TWIN_FIXTURES names no folder' };
  const folder = await mkdtemp(join(tmpdir(), 'twin-routes-'));
  try {
    const samples = await bakeAll(join(fixtures, 'ifc'), folder);
    const estate = await bakeAll(MODELS, folder);
    const largest = samples.reduce((a, b) => (b.file.spaces.length > a.file.spaces.length ? b : a));
    return {
      files: samples.map(({ name, ways, doors, file }) => ({
        name,
        spaces: ways.spaces,
        doors,
        withRoute: ways.withRoute,
        share: ways.spaces === 0 ? null : Math.round((ways.withRoute / ways.spaces) * 1000) / 1000,
        inferred: file.portals.filter(({ inferred }) => inferred).length,
        portals: file.portals.length,
        doubt: ways.doubt,
      })),
      largest: { name: largest.name, ...replan([largest.file]) },
      estate: { buildings: estate.length, ...replan(estate.map(({ file }) => file)) },
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bakeAll(from: string, folder: string) {
  const names = (await readdir(from)).filter((name) => name.endsWith('.ifc')).sort();
  const baked = [];
  for (const name of names) {
    const out = await mkdtemp(join(folder, 'out-'));
    const { ways, doors, seconds } = await bakeFile(join(from, name), out, {}, () => {});
    const file = WalkableFile.parse(JSON.parse(await readFile(join(out, 'walkable.json'), 'utf8')));
    baked.push({ name, ways, doors, seconds, file });
  }
  return baked;
}

/** Plans again and again, each time with other obstructions in every building; milliseconds of a round over all buildings. */
function replan(files: readonly WalkableFile[]): object {
  const networks = files.map((file) => new RouteNetwork(file));
  const random = seeded(7);
  const times: number[] = [];
  let [compared, wrong] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    const obstructions = files.map((file) => someObstructions(file, random, round % 6));
    const began = performance.now();
    const plans = networks.map((network, i) => {
      const plan = network.plan(obstructions[i]!);
      // As the server counts them: in homes, where the file says which spaces are.
      const lived = [...network.spaces.values()].filter(({ use }) => use === null || use === 'HOME');
      const groups = lived.flatMap(({ id }) => {
        const route = plan.routeOf(id);
        return 'reason' in route ? [] : [{ route, persons: 3 }];
      });
      clear(network, groups);
      return plan;
    });
    times.push(performance.now() - began);
    // The oracle is slow: it is asked each fourth round.
    if (round % 4 !== 0) continue;
    for (const [i, file] of files.entries()) {
      for (const [space, best] of everyWayOut(file, obstructions[i]!)) {
        compared++;
        const costS = plans[i]!.costOf(space) ?? Infinity;
        if (costS !== best && !(Math.abs(costS - best) < 1e-6)) wrong++;
      }
    }
  }
  const ms = (value: number) => Math.round(value * 10) / 10;
  return {
    spaces: files.reduce((sum, { spaces }) => sum + spaces.length, 0),
    portals: files.reduce((sum, { portals }) => sum + portals.length, 0),
    edges: files.reduce((sum, { edges }) => sum + edges.length, 0),
    rounds: ROUNDS,
    firstMs: ms(times[0]!),
    p50Ms: ms(quantile(times, 0.5)),
    p99Ms: ms(quantile(times, 0.99)),
    compared,
    wrong,
  };
}

function someObstructions({ spaces, portals }: WalkableFile, random: () => number, count: number): Obstruction[] {
  const places = [...spaces, ...portals];
  return Array.from({ length: count }, (): Obstruction => {
    const { id } = places[Math.floor(random() * places.length)] ?? { id: '' };
    return { at: id, level: random() < 0.7 ? 'blocked' : 'smoke', why: 'fire', cause: 'bench' };
  });
}

/** Mulberry32: the same numbers every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
