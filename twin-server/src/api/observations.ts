import { datastreamOf, deviceByCode } from 'twin-core';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, instant, page, pageOf, text, whole } from './input.ts';
import { Problem } from './problem.ts';

const DAY_MS = 86_400_000;
/** Intervals in one answer at most. */
const MAX_INTERVALS = 10_000;

const SeriesQuery = z.strictObject({
  property: text(64).optional().describe('may be left out where the device has only one'),
  from: instant.optional().describe('24 h before `to` where not given'),
  to: instant.optional().describe('now where not given'),
  interval: whole(1000, 366 * DAY_MS)
    .optional()
    .describe('ms: one item an interval, with the extremes, the mean, the last value and the count'),
  ...page(1000, 10_000),
});

const Point = z.object({ time: z.number().describe('phenomenonTime, epoch ms'), value: z.number() });
const Interval = z.object({
  time: z.number().describe('begin of the interval, epoch ms'),
  min: z.number(),
  max: z.number(),
  mean: z.number(),
  last: z.number(),
  count: z.int(),
});

/** What a device observed over time, oldest first. Of several values for one instant the one recorded last counts. */
export function observationEndpoints(deps: ApiDeps): Endpoint[] {
  const { history } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/devices/{code}/observations',
      tag: 'devices',
      summary: 'What a device observed over time, plain or summed up by interval',
      right: 'twin.view',
      params: z.object({ code }),
      query: SeriesQuery,
      answer: {
        status: 200,
        description: 'A page of observations, oldest first',
        schema: z.object({ items: z.union([z.array(Point), z.array(Interval)]), next: z.string().nullable() }),
      },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, query }) => {
        const datastream = findDatastream(deps, params.code, query.property);
        const to = query.to ?? (deps.now ?? Date.now)();
        const begin = query.from ?? to - DAY_MS;
        const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, z.tuple([z.number()]));
        const { interval, limit } = query;
        if (interval === undefined) {
          // A cursor ends a page with an instant; the next begins right after it.
          const from = after === undefined ? begin : Math.max(begin, after + 2 * Number.EPSILON * after);
          const points = await history.points({ datastream, from, to }, limit + 1);
          return pageOf(points, limit, (last) => [last.time]);
        }
        if ((to - begin) / interval > MAX_INTERVALS) {
          const reason = `expected at most ${MAX_INTERVALS} intervals between from and to`;
          throw new Problem('invalid-input', `query.interval: ${reason}`, {
            faults: [{ in: 'query', field: 'interval', reason }],
          });
        }
        const from = after === undefined ? begin : after + interval;
        return pageOf(await history.intervals({ datastream, from, to }, interval), limit, (last) => [last.time]);
      },
    }),
  ];
}

/** The datastream slot of a device's property. Throws Problem where there is none. */
function findDatastream({ registry, published }: ApiDeps, given: string, property: string | undefined): number {
  const device = deviceByCode(published(), given);
  if (!device) {
    if (registry.device(given)) throw new Problem('unavailable', `the device ${given} is not in the twin yet`);
    throw new Problem('not-found', `no device ${given}`);
  }
  const names = device.properties;
  const name = property ?? (names.length === 1 ? names[0] : undefined);
  const slot = name === undefined ? -1 : datastreamOf(device, name);
  if (slot >= 0) return slot;
  const reason = `expected one of ${names.join(', ')}`;
  throw new Problem('invalid-input', `query.property: ${reason}`, {
    faults: [{ in: 'query', field: 'property', reason }],
  });
}
