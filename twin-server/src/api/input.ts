import { parseSearchQuery, SearchQueryError } from 'twin-core';
import { z } from 'zod';
import { Problem } from './problem.ts';

/** Text without control characters (but line ends and tabs) and halves of letters, which PostgreSQL cannot store and nobody types. */
export const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .refine((value) => !/[^\P{Cc}\n\r\t]/u.test(value) && value.isWellFormed(), {
      error: 'expected text without control characters',
    });

/** What is looked for, in the query language of twin-core; `where` says what it is looked for in. */
export const searchWords = (where: string) =>
  text(256)
    .superRefine((value, context) => {
      try {
        parseSearchQuery(value);
      } catch (cause) {
        if (!(cause instanceof SearchQueryError)) throw cause;
        context.addIssue({ code: 'custom', message: cause.message });
      }
    })
    .describe(`${where}: words (AND), OR or |, NOT or -word, "a phrase", beginning*, parentheses`);

/** A code of the registry, as a path segment or a filter. */
export const code = text(64).min(1);

/** An instant as ISO 8601 with a zone, or as epoch milliseconds; in the handler epoch ms. */
export const instant = z
  .string()
  .transform((value, context) => {
    if (/^\d{1,15}$/.test(value)) return Number(value);
    const iso = z.iso.datetime({ offset: true }).safeParse(value);
    if (iso.success) return Date.parse(value);
    context.addIssue({ code: 'custom', message: 'expected ISO 8601 with a zone, or epoch milliseconds' });
    return z.NEVER;
  })
  .describe('ISO 8601 with a zone, or epoch milliseconds');

/** A whole number in a query. */
export const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'expected a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `expected ${min} to ${max}` });

/** How many items a page holds, and where it begins (the `next` of the page before). */
export const page = (limit: number, maxLimit = 1000) => ({
  limit: whole(1, maxLimit).default(limit).describe(`items a page, at most ${maxLimit}`),
  cursor: z.string().max(512).optional().describe('`next` of the page before'),
});

/** The same for a list that is whole where no `limit` is given: short lists that screens read in one piece. */
export const pageIfAsked = (maxLimit = 1000) => ({
  limit: whole(1, maxLimit).optional().describe(`items a page, at most ${maxLimit}; all on one page without it`),
  cursor: z.string().max(512).optional().describe('`next` of the page before'),
});

/**
 * A page of a list that is at hand in full, in any order that stays. Throws Problem where what the page before ended with is
 * gone: the list must be read anew.
 */
export function pageOfWhole<T>(
  all: Iterable<T>,
  { limit, cursor }: { readonly limit?: number | undefined; readonly cursor?: string | undefined },
  keyOf: (item: T) => string,
): { items: T[]; next: string | null } {
  let rows = [...all];
  if (cursor !== undefined) {
    const [after] = decodeCursor(cursor, z.tuple([z.string()]));
    const at = rows.findIndex((item) => keyOf(item) === after);
    if (at < 0) throw new Problem('conflict', `query.cursor: ${after} is not in this list any more; begin anew`);
    rows = rows.slice(at + 1);
  }
  return pageOf(rows, limit ?? rows.length, (last) => [keyOf(last)]);
}

/** A page of a list; `next` is null on the last one. */
export const listOf = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item), next: z.string().nullable() });

/** Where a page ended, as an opaque word. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Where a page ended. Throws Problem for a word that encodeCursor did not make. */
export function decodeCursor<T extends readonly (string | number)[]>(cursor: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    const reason = 'expected the `next` of a page of this list';
    throw new Problem('invalid-input', `query.cursor: ${reason}`, {
      faults: [{ in: 'query', field: 'cursor', reason }],
      cause,
    });
  }
}

/** Cuts a list that was read one item further than the page holds. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  positionOf: (last: T) => readonly (string | number)[],
): { items: T[]; next: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null };
}
