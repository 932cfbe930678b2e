import { z } from 'zod';
import type { PastPort } from '../../state/ports/past.ts';
import { Bookmark, FoundAlarms, PastSpan, Replay, ReplaysReply } from '../../state/records/past.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

const FOUND = 200;

/** The recorded past, and replays of it. */
export function pastPort(at: Address): PastPort {
  const replay = (id: string) => at(`/replays/${encodeURIComponent(id)}`);
  return {
    replays: async (signal) => (await ask(at('/replays'), ReplaysReply, { signal })).items,
    begin: (instant, change = {}) => ask(at('/replays'), Replay, { method: 'POST', body: { at: instant, ...change } }),
    change: (id, change) => ask(replay(id), Replay, { method: 'PATCH', body: change }),
    step: async (id, direction) =>
      (await ask(`${replay(id)}/step`, z.object({ stepped: z.boolean() }), { method: 'POST', body: { direction } }))
        .stepped,
    async end(id) {
      await send(replay(id), { method: 'DELETE' });
    },
    span: (from, to, bins, signal) =>
      ask(at('/past', { from: Math.round(from), to: Math.round(to), bins }), PastSpan, { signal }),
    async find(words, from, to, signal) {
      const query = { q: words || undefined, from: Math.round(from), to: Math.round(to), limit: FOUND };
      const { items, next } = await ask(at('/alarms', query), FoundAlarms, { signal });
      return { items, more: next !== null };
    },
    mark: (instant, label) => ask(at('/bookmarks'), Bookmark, { method: 'POST', body: { at: instant, label } }),
    async unmark(id) {
      await send(at(`/bookmarks/${encodeURIComponent(id)}`), { method: 'DELETE' });
    },
  };
}
