import { Catalogue, type DeviceRecord, FACILITIES } from 'twin-core';
import { AlarmIndex } from '../twin-server/src/alarm/alarm-index.ts';
import { alarmTexts } from '../twin-server/src/api/alarm-text.ts';
import { type ApiBench, openApiBench } from '../twin-server/src/api/api-bench.test-kit.ts';
import { sampleDevice } from '../twin-server/src/base/sample-site.test-kit.ts';
import { quantile } from './quantile.ts';

const DEVICES = Number(process.env.BENCH_DEVICES ?? 100_000);
const ALARMS = Number(process.env.BENCH_ALARMS ?? 1_000_000);
const ALARMS_A_STATEMENT = 10_000;
const QUERIES_A_KIND = 30;
const PAGE = 100;
const START = Date.parse('2026-01-01T00:00:00Z');

const POSITIONS = ['电梯厅', '走廊', '地下车库', '配电间', '水泵房', '楼梯间', '屋面', '岗亭', '中控室', '风机房'];
const MAKERS = ['太行传感', '汾河电子', '晋安消防', '云冈智能'];
/** One device in the whole site has it in its name. */
const RARE_WORD = '玄鸟';

type Query = Readonly<Record<string, string>>;

/** The i-th query of its kind; `code` is a device of the site. */
const KINDS: Readonly<Record<string, (code: string, i: number) => Query>> = {
  rare: (code, i) => ({ q: i % 2 ? RARE_WORD : code }),
  frequent: (_, i) => ({ q: ['探测器', '楼', '消防', '汾河', '走廊'][i % 5]! }),
  chineseTwoLetters: (_, i) => ({ q: ['感烟', '水泵', '屋面', '地下', '晋安'][i % 5]! }),
  noHit: (_, i) => ({ q: ['不存在', 'zzzz', '感烟水泵', 'q9', '探测 不存在'][i % 5]! }),
  and: (_, i) => ({ q: ['感烟 AND 37号楼', '走廊 12F', '地下车库 AND 测温 AND 汾河', '112号楼 水泵房'][i % 4]! }),
  or: (_, i) => ({ q: ['水泵房 | 风机房', '37号楼 OR 112号楼', `${RARE_WORD} | 屋面`][i % 3]! }),
  not: (_, i) => ({ q: ['感烟 NOT 走廊', '-楼', '37号楼 -地下车库 -走廊', '探测器 -(太行 | 汾河)'][i % 4]! }),
  prefix: (code, i) => ({ q: [`${code.slice(0, 7)}*`, 'D-1*', '地下*', '感烟*'][i % 4]! }),
  phrase: (_, i) => ({ q: ['"37号楼 走廊"', '"水泵房 1"'][i % 2]! }),
  filtered: (_, i) => ({ q: ['感烟', '走廊', '探测器'][i % 3]!, building: 'B01', facility: 'fire-alarm' }),
};

/**
 * Lists and search over HTTP: 100,000 devices in memory and 1,000,000 alarms in an embedded PostgreSQL of their own,
 * generated; milliseconds from request to answer by kind of query, and every page of a result to its end.
 */
export async function run(): Promise<object> {
  const bench = await openApiBench();
  try {
    const before = rssMb();
    const began = performance.now();
    const codes = await addDevices(bench);
    const devicesS = seconds(began);
    const devicesMb = rssMb() - before;
    const filling = performance.now();
    await addAlarms(bench, codes);
    const alarmsS = seconds(filling);
    const indexing = performance.now();
    await indexAlarms(bench);
    const alarmIndexS = seconds(indexing);
    const { rows } = await bench.database.pool.query<{ mb: number }>(
      "SELECT round(pg_total_relation_size('alarm_text') / 1048576.0)::float8 AS mb",
    );
    const result: Record<string, object> = { healthz: await floor(bench) };
    for (const list of ['devices', 'alarms']) {
      const all: number[] = [];
      for (const [kind, query] of Object.entries(KINDS)) {
        const times: number[] = [];
        for (let i = 0; i < QUERIES_A_KIND; i++)
          times.push((await page(bench, list, query(codes[(i * 7919) % codes.length]!, i))).ms);
        all.push(...times);
        result[`${list}.${kind}`] = spread(times);
      }
      const walked = await toTheEnd(bench, list, { q: '水泵房 感烟 -太行' });
      all.push(...walked.times);
      result[`${list}.everyPage`] = { ...spread(walked.times), pages: walked.times.length, found: walked.found };
      result[`${list}.all`] = { ...spread(all), queries: all.length };
    }
    return {
      devices: codes.length,
      alarms: ALARMS,
      devicesS,
      devicesMb,
      alarmsS,
      alarmIndexS,
      alarmIndexMb: rows[0]?.mb,
      rssMb: rssMb(),
      ...result,
    };
  } finally {
    await bench.close();
  }
}

async function addDevices({ registry }: ApiBench): Promise<string[]> {
  const kinds = FACILITIES.flatMap((facility) =>
    Object.entries(facility.deviceKinds).map(([kind, { label }]) => ({ kind, facility: facility.id, label: label.zh })),
  );
  const devices: DeviceRecord[] = [];
  for (let i = 0; i < DEVICES; i++) {
    const { kind, facility, label } = kinds[i % kinds.length]!;
    const [building, storey] = [1 + ((i * 31) % 400), 1 + ((i * 17) % 33)];
    const position = POSITIONS[(i * 7) % POSITIONS.length]!;
    const name = `${building}号楼 ${position} ${label}${i === 4711 ? ` ${RARE_WORD}` : ''}`;
    devices.push({
      ...sampleDevice(`D-${String(building).padStart(3, '0')}-${storey}-${i}`, { name }),
      kind,
      facility,
      building: i % 200 === 0 ? 'B01' : null,
      storey: `${storey}F`,
      installPosition: `${position} ${1 + (i % 9)}`,
      manufacturer: MAKERS[i % MAKERS.length]!,
    });
  }
  for (let at = 0; at < devices.length; at += 10_000)
    await registry.putDevices(devices.slice(at, at + 10_000), 'bench');
  return devices.map(({ code }) => code);
}

async function addAlarms({ database, registry, sample }: ApiBench, codes: readonly string[]): Promise<void> {
  const rules = new Map(FACILITIES.map(({ id, alarms }) => [id, alarms]));
  for (let at = 0; at < ALARMS; at += ALARMS_A_STATEMENT) {
    const bodies = Array.from({ length: Math.min(ALARMS_A_STATEMENT, ALARMS - at) }, (_, k) => {
      const i = at + k;
      const device = registry.device(codes[(i * 104_729) % codes.length]!)!;
      const alarms = rules.get(device.facility)!;
      const { code, priority } = alarms[i % alarms.length]!;
      const raisedAt = START + i * 25_000;
      const { building, storey, space, zone, facility } = device;
      const place = { building, storey, space, zone, facility, device: device.code };
      const life = {
        case: 'closed',
        active: false,
        acknowledged: true,
        returnedAt: raisedAt + 60_000,
        closedAt: raisedAt + 90_000,
      };
      const none = { shelvedUntil: null, shelvedBy: null, suppressed: false, outOfService: false, falseAlarm: false };
      const more = { assignee: null, escalated: false, occurrences: 1, lastTime: raisedAt, value: null, data: null };
      const seen = { acknowledgedAt: raisedAt + 30_000, acknowledgedBy: null, property: null, fault: false };
      return { id: `L${i}`, code, priority, time: raisedAt, raisedAt, ...place, ...life, ...none, ...more, ...seen };
    });
    await database.pool.query(
      `INSERT INTO alarm (site, id, code, device, facility, priority, building, storey, zone, condition, case_state, raised_at, closed_at, body)
       SELECT $1, a->>'id', a->>'code', a->>'device', a->>'facility', (a->>'priority')::int, a->>'building', a->>'storey',
              a->>'zone', 'normal', 'closed', to_timestamp((a->>'raisedAt')::float8 / 1000),
              to_timestamp((a->>'closedAt')::float8 / 1000), a
       FROM jsonb_array_elements($2::jsonb) AS a`,
      [sample.site.site, JSON.stringify(bodies)],
    );
  }
  await database.pool.query('ANALYZE alarm');
}

/** As a server enters them that finds a million alarms without index; the tree over their tokens is made at the end. */
async function indexAlarms({ database: { pool }, registry, sample }: ApiBench): Promise<void> {
  await pool.query('DROP INDEX alarm_text_tokens');
  const index = new AlarmIndex({
    pool,
    site: sample.site.site,
    describe: alarmTexts(registry, new Catalogue(FACILITIES)),
    onFault: (cause) => {
      throw cause;
    },
  });
  await index.settled();
  await index.close();
  const client = await pool.connect();
  await client.query(
    "SET maintenance_work_mem = '512MB'; CREATE INDEX alarm_text_tokens ON alarm_text USING gin (tokens)",
  );
  client.release(true);
  await pool.query('VACUUM ANALYZE alarm_text');
}

/** The same way to the same server with nothing to do there: what the machine's other work adds to every figure. */
async function floor(bench: ApiBench): Promise<object> {
  const times: number[] = [];
  for (let i = 0; i < QUERIES_A_KIND; i++) {
    const began = performance.now();
    await bench.json('/healthz');
    times.push(performance.now() - began);
  }
  return spread(times);
}

interface Page {
  readonly items: readonly { readonly id?: string; readonly code: string }[];
  readonly next: string | null;
}

async function page(bench: ApiBench, list: string, query: Query): Promise<{ ms: number; page: Page }> {
  const began = performance.now();
  const found = await bench.json<Page>(`/api/v1/${list}?${new URLSearchParams({ limit: String(PAGE), ...query })}`, {
    as: 'viewer',
  });
  return { ms: performance.now() - began, page: found };
}

async function toTheEnd(bench: ApiBench, list: string, query: Query): Promise<{ times: number[]; found: number }> {
  const times: number[] = [];
  const seen = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { ms, page: got } = await page(bench, list, { ...query, ...(cursor && { cursor }) });
    times.push(ms);
    for (const { id, code } of got.items) {
      if (seen.has(id ?? code)) throw new Error(`${id ?? code} stands on two pages`);
      seen.add(id ?? code);
    }
    cursor = got.next;
  }
  return { times, found: seen.size };
}

const rssMb = () => Math.round(process.memoryUsage.rss() / 2 ** 20);
const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10;
const round = (ms: number) => Math.round(ms * 10) / 10;
const spread = (times: readonly number[]) => ({
  p50Ms: round(quantile(times, 0.5)),
  p95Ms: round(quantile(times, 0.95)),
  maxMs: round(Math.max(...times)),
});
