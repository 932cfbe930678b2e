import type { Pool } from 'pg';
import type { LoggedEvent } from 'twin-core';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { dayOf } from '../journal/partitions.ts';
import { readHead, readStretch, stretchEnd } from '../journal/read.ts';

/** A stretch of the log: (after, upto]. */
interface Wanted {
  readonly after: number;
  /** It ends here at the latest, and sooner where there are more than so many events. */
  readonly upto: number;
  readonly most: number;
  /** When `after` was recorded, epoch ms; 0 for the log's beginning. */
  readonly from: number;
}

/** How a log is read: events with their observations and the seq that they end at; and where it ends itself. */
export interface LogSource {
  read(wanted: Wanted): Promise<{ readonly events: readonly LoggedEvent[]; readonly upto: number }>;
  head(): Promise<{ readonly seq: number; readonly recordedAt: number }>;
}

/** The living log of a site. */
export function logOf(pool: Pool, site: string): LogSource {
  return {
    head: () => readHead(pool, site, LIVE_BRANCH),
    read: async ({ after, upto, most, from }) => {
      const read = async (days: [string, string]) => {
        const stretch = { site, branch: LIVE_BRANCH, after, upto, days };
        const end = await stretchEnd(pool, stretch, most);
        return { events: await readStretch(pool, { ...stretch, upto: end.upto }, true), upto: end.upto };
      };
      if (from === 0) return read(['-infinity', 'infinity']);
      // Of the day alone, so that the database need not look through the days that follow. What they hold of the stretch is read the next time.
      const { events } = await read([dayOf(from), dayOf(from)]);
      const last = events.at(-1);
      return last ? { events, upto: last.seq } : read([dayOf(from), 'infinity']);
    },
  };
}
