import type { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { instant } from './input.ts';
import { Problem } from './problem.ts';

const DAY_MS = 86_400_000;
/** The longest time that is summed up at once: a leap year. */
const MAX_DAYS = 366;

/** Fields of a query that say what time it is about. */
export const Period = {
  from: instant.optional().describe('24 h before `to` where not given'),
  to: instant.optional().describe('now where not given'),
};

/** The time that a query is about, epoch ms. Throws Problem for one that ends before it begins or is too long. */
export function periodOf(
  { now = Date.now }: Pick<ApiDeps, 'now'>,
  given: z.output<z.ZodObject<typeof Period>>,
  place: 'query' | 'body' = 'query',
): { readonly from: number; readonly to: number } {
  const to = given.to ?? now();
  const from = given.from ?? to - DAY_MS;
  const reason =
    from >= to
      ? 'expected a time before `to`'
      : to - from > MAX_DAYS * DAY_MS
        ? `expected a time at most ${MAX_DAYS} days before \`to\``
        : null;
  if (reason === null) return { from, to };
  throw new Problem('invalid-input', `${place}.from: ${reason}`, { faults: [{ in: place, field: 'from', reason }] });
}
