import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApiBench, openApiBench } from '../twin-server/src/api/api-bench.test-kit.ts';
import { indexModel } from '../twin-server/src/models/index-model.ts';
import { type LargeElement, largeElements, RARE, spaceId, storeyId, writeLargeModel } from './large-model.ts';
import { quantile } from './quantile.ts';

const ELEMENTS = 100_000;
const QUERIES_A_KIND = 50;
const PICKS = 500;
/** Pages gone through before the one that is measured as a deep one. */
const DEEP_PAGES = 40;

type Query = Readonly<Record<string, string>>;

/** What a page asks for, the i-th of its kind; every query differs from the others of its kind where it can. */
const KINDS: Readonly<Record<string, (at: LargeElement, i: number) => Query>> = {
  rare: (_, i) => ({ q: i % 2 ? RARE.word : 'heirloom' }),
  frequent: (_, i) => ({ q: ['pset', 'IsExternal', '制造商', 'true', 'ifc', '巡检'][i % 6]! }),
  chineseTwoLetters: (_, i) => ({ q: ['外墙', '感烟', '消防', '汾河', '合格', '门窗'][i % 6]! }),
  globalId: ({ element }, i) => ({ q: i % 2 ? element.globalId : element.globalId.slice(0, 8) }),
  class: (_, i) => ({ class: ['IfcDoor', 'sensor', 'IfcPipeSegment', 'IfcWindow'][i % 4]! }),
  nameOrTag: ({ element }, i) => ({ q: i % 2 ? element.name : (element.tag ?? '') }),
  propertyValue: ({ sets }, i) => {
    const [set, values] = Object.entries(sets)[i % 3]!;
    const [name, value] = Object.entries(values)[0]!;
    return { property: `${set}.${name}`, value: String(value) };
  },
  rareValue: () => ({ property: 'Pset_WallCommon.LoadBearing', value: 'true' }),
  anyValue: ({ sets }, i) => ({ q: String(Object.values(sets.Qto_BaseQuantities ?? {})[i % 3]) }),
  twoWords: (_, i) => ({ q: ['外墙 EI90', 'sprinkler ABB', '探测器 汾河', 'door 甲级'][i % 4]! }),
  filtered: ({ element }, i) => ({
    q: ['墙', 'EI30', '管', 'K80'][i % 4]!,
    ...(i % 2 ? { storey: storeyId(i % 40) } : { space: element.space ?? spaceId(i % 40, i % 25) }),
  }),
  noHit: (_, i) => ({ q: ['不存在', 'zzzz', '外墙 感烟器材', 'EI120', '88888.888', 'wallx'][i % 6]! }),
};

/**
 * Searching 100,000 elements of one building with about ten properties each, and asking for one of them in full, over HTTP:
 * milliseconds from request to answer by kind of query. Generated from a seed, in an embedded PostgreSQL of its own.
 */
export async function run(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'twin-large-model-'));
  const bench = await openApiBench();
  try {
    const elements = [...largeElements(ELEMENTS)];
    await writeLargeModel(folder, elements);
    const { size } = await stat(join(folder, 'building.json'));
    const before = process.memoryUsage.rss();
    let grown = 0;
    const watch = setInterval(() => {
      grown = Math.max(grown, process.memoryUsage.rss() - before);
    }, 50);
    const began = performance.now();
    const report = await indexModel(bench.database.pool, bench.sample.site.site, 'B01', folder);
    const indexS = (performance.now() - began) / 1000;
    clearInterval(watch);
    const { rows } = await bench.database.pool.query<{ bytes: string }>(
      `SELECT sum(pg_total_relation_size(oid)) AS bytes FROM pg_class WHERE relname IN ('model_product', 'model_posting')`,
    );
    const at = (i: number) => elements[(i * 7919) % elements.length]!;
    const times: Record<string, number[]> = {};
    for (const [kind, query] of Object.entries(KINDS)) {
      times[kind] = [];
      for (let i = 0; i < QUERIES_A_KIND; i++) times[kind].push(await timed(() => search(bench, query(at(i), i))));
    }
    times.deepCursor = await deep(bench);
    const picks: number[] = [];
    for (let i = 0; i < PICKS; i++) {
      const { globalId } = at(i).element;
      picks.push(await timed(() => bench.json(`/api/v1/buildings/B01/elements/${globalId}`, { as: 'viewer' })));
    }
    return {
      elements: report.elements,
      properties: report.properties,
      modelMb: toMb(size),
      indexS: Math.round(indexS * 10) / 10,
      serverGrewMb: toMb(grown),
      indexMb: toMb(Number(rows[0]?.bytes)),
      queries: Object.values(times).flat().length,
      all: spread(Object.values(times).flat()),
      ...Object.fromEntries(Object.entries(times).map(([kind, list]) => [kind, spread(list)])),
      pick: spread(picks),
    };
  } finally {
    await bench.close();
    await rm(folder, { recursive: true });
  }
}

interface Page {
  readonly items: readonly { readonly globalId: string }[];
  readonly next: string | null;
}

const search = (bench: ApiBench, query: Query) =>
  bench.json<Page>(`/api/v1/elements?${new URLSearchParams({ limit: '50', ...query })}`, { as: 'viewer' });

/** The pages of frequent queries far down their lists. */
async function deep(bench: ApiBench): Promise<number[]> {
  const times: number[] = [];
  const queries: readonly Query[] = [{ q: '外墙' }, { q: 'IsExternal' }, { class: 'IfcPipeSegment' }, {}];
  for (const query of queries) {
    let cursor: string | null = null;
    for (let i = 0; i < DEEP_PAGES + QUERIES_A_KIND / 4; i++) {
      const began = performance.now();
      const page: Page = await search(bench, {
        ...query,
        limit: i < DEEP_PAGES ? '500' : '50',
        ...(cursor && { cursor }),
      });
      if (i >= DEEP_PAGES) times.push(performance.now() - began);
      cursor = page.next;
    }
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const toMb = (bytes: number) => Math.round(bytes / 2 ** 20);
const round = (ms: number) => Math.round(ms * 10) / 10;
const spread = (times: readonly number[]) => ({
  p50Ms: round(quantile(times, 0.5)),
  p95Ms: round(quantile(times, 0.95)),
  maxMs: round(Math.max(...times)),
});
