import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, instant, whole } from './input.ts';
import { Problem } from './problem.ts';

const DAY_MS = 86_400_000;
/** Intervals in one answer at most. */
const MAX_INTERVALS = 1_000;

const DensityQuery = z.strictObject({
  from: instant.optional().describe('raised at or after; 24 h before `to` where not given'),
  to: instant.optional().describe('raised before; now where not given'),
  facility: code.optional(),
  interval: whole(1000, 366 * DAY_MS)
    .optional()
    .describe('ms: counts by interval as well; a twenty-fourth of the time where not given'),
});

const DensityItem = z.object({
  device: z.string(),
  longitude: z.number(),
  latitude: z.number(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  count: z.int().describe('alarms raised'),
  priority: z.int().describe('of the worst of them'),
});

const Density = z.object({
  from: z.number().describe('epoch ms'),
  to: z.number().describe('epoch ms'),
  total: z.int().describe('alarms raised, those of devices that are no longer registered among them'),
  unplaced: z.int().describe('of these, alarms of devices that are no longer registered'),
  items: z.array(DensityItem).describe('the most first'),
  interval: z.number().describe('ms'),
  series: z
    .array(z.object({ time: z.number().describe('begin of the interval, epoch ms'), count: z.int() }))
    .describe('intervals with alarms, in order'),
});

type CountRow = { readonly device: string; readonly bin: number; readonly count: number; readonly priority: number };

/** Where and when alarms were raised, as counts: what heat maps and hexagons are drawn of. */
export function alarmDensityEndpoints({ pool, site, registry, now = Date.now }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/alarms/density',
      tag: 'alarms',
      summary: 'How many alarms were raised by each device, and in each interval of a time',
      right: 'twin.view',
      query: DensityQuery,
      answer: { status: 200, description: 'Counts by device and by interval', schema: Density },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const to = query.to ?? now();
        const from = query.from ?? to - DAY_MS;
        if (from >= to) throw refused('from', 'expected a time before `to`');
        const interval = query.interval ?? Math.max(1000, Math.ceil((to - from) / 24));
        if ((to - from) / interval > MAX_INTERVALS)
          throw refused('interval', `expected at most ${MAX_INTERVALS} intervals between from and to`);
        const rows = await countAlarms(from, to, query.facility, interval);
        return { from, to, interval, ...byDevice(rows), series: byInterval(rows, from, interval) };
      },
    }),
  ];

  /** One row a device and interval: answered by an index alone, without a look at the alarms. */
  async function countAlarms(
    from: number,
    to: number,
    facility: string | undefined,
    interval: number,
  ): Promise<CountRow[]> {
    const { rows } = await pool.query<CountRow>(
      `SELECT device, floor((extract(epoch FROM raised_at) * 1000 - $4::float8) / $5::float8)::int AS bin,
              count(*)::int AS count, min(priority)::int AS priority
       FROM alarm
       WHERE site = $1 AND raised_at >= $2 AND raised_at < $3 AND ($6::text IS NULL OR facility = $6)
       GROUP BY 1, 2`,
      [site, new Date(from), new Date(to), from, interval, facility ?? null],
    );
    return rows;
  }

  function byDevice(rows: readonly CountRow[]): Pick<z.infer<typeof Density>, 'total' | 'unplaced' | 'items'> {
    const sums = new Map<string, { count: number; priority: number }>();
    for (const { device, count, priority } of rows) {
      const sum = sums.get(device);
      sums.set(device, {
        count: (sum?.count ?? 0) + count,
        priority: Math.min(sum?.priority ?? priority, priority),
      });
    }
    let [total, unplaced] = [0, 0];
    const items: z.infer<typeof DensityItem>[] = [];
    for (const [device, { count, priority }] of sums) {
      total += count;
      const record = registry.device(device);
      if (!record) {
        unplaced += count;
        continue;
      }
      const { location, building, storey } = record;
      const { longitude, latitude } = location;
      items.push({ device, longitude, latitude, building, storey, count, priority });
    }
    items.sort((a, b) => b.count - a.count || (a.device < b.device ? -1 : 1));
    return { total, unplaced, items };
  }

  function byInterval(rows: readonly CountRow[], from: number, interval: number) {
    const sums = new Map<number, number>();
    for (const { bin, count } of rows) sums.set(bin, (sums.get(bin) ?? 0) + count);
    return [...sums].sort(([a], [b]) => a - b).map(([bin, count]) => ({ time: from + bin * interval, count }));
  }
}

function refused(field: string, reason: string): Problem {
  return new Problem('invalid-input', `query.${field}: ${reason}`, { faults: [{ in: 'query', field, reason }] });
}
