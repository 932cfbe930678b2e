import { z } from 'zod';
import { TooOldError } from '../history/state-at.ts';
import { SPEEDS } from '../replay/replay.ts';
import { MOST_REPLAYS, type OpenReplay } from '../replay/replays.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const time = z.number().min(0).max(8.64e15).describe('epoch ms');
const Span = z
  .tuple([time, time])
  .refine(([from, to]) => to - from >= 1000, { error: 'expected a second at least' })
  .describe('first and last instant, epoch ms');

const speed = z.number().min(SPEEDS.slowest).max(SPEEDS.fastest).describe('seconds of the past that pass in a second');

const ReplayView = z.object({
  id: z.string().describe('also its name on the push channel, and in /courses/{id}/api/v1'),
  by: z.string().describe('who began it'),
  since: time,
  at: time.describe('where it stands, epoch ms'),
  speed,
  playing: z.boolean(),
  loop: Span.nullable(),
  gapUntil: time.nullable().describe('it stands before a stretch of which nothing was recorded, and when that ends'),
  seq: z.int().describe('last sequence number of the journal in its state'),
  hash: z.string().describe('of its state, 16 hexadecimal digits'),
});

const Change = z.strictObject({
  at: time.optional().describe('go there'),
  speed: speed.optional(),
  playing: z.boolean().optional(),
  loop: Span.nullable().optional().describe('play this span again and again; null to go on'),
});

const one = z.object({ id: code });

/** The recorded past, played on the living scene: one session that everybody who follows it sees at the same instant (7.2.4-5). */
export function replayEndpoints(deps: ApiDeps): Endpoint[] {
  const { replays, access, now = Date.now } = deps;
  const view = async (open: OpenReplay): Promise<z.infer<typeof ReplayView>> => {
    const names = await access.accounts.namesOf([open.by]);
    const { at, speed, playing, loop, gapUntil } = open.replay.course;
    const by = names.get(open.by)?.displayName ?? '';
    const { name: id, since, replay } = open;
    const span = loop && ([...loop] as [number, number]);
    return { id, by, since, at, speed, playing, loop: span, gapUntil, seq: replay.state.seq, hash: replay.hash() };
  };
  const found = (id: string): OpenReplay => {
    const open = replays.get(id);
    if (!open) throw new Problem('not-found', `${id} is over; begin another one`);
    return open;
  };
  return [
    endpoint({
      method: 'get',
      path: '/replays',
      tag: 'past',
      summary: 'Replays that are open',
      right: 'past.explore',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them, or a page', schema: listOf(ReplayView) },
      problems: ['conflict'],
      handle: async ({ query }) => pageOfWhole(await Promise.all(replays.list().map(view)), query, ({ id }) => id),
    }),
    endpoint({
      method: 'post',
      path: '/replays',
      tag: 'past',
      summary: `Begin a replay at an instant; it ends when nobody followed it for ten minutes. At most ${MOST_REPLAYS} at once`,
      right: 'past.explore',
      body: Change.extend({ at: time }),
      answer: { status: 201, description: 'The replay', schema: ReplayView },
      problems: ['conflict', 'gone', 'unavailable'],
      handle: async ({ body: { at, ...wish }, caller }) => {
        checkPast(at);
        if (replays.list().length >= MOST_REPLAYS)
          throw new Problem('conflict', `${MOST_REPLAYS} replays are open already; end one of them first`);
        const open = await kept(() => replays.open(caller.principal!.id, at, wish));
        await access.audit.append(caller, {
          action: 'replay.begin',
          subject: open.name,
          result: 'done',
          detail: { at },
        });
        return view(open);
      },
    }),
    endpoint({
      method: 'get',
      path: '/replays/{id}',
      tag: 'past',
      summary: 'Where a replay stands',
      right: 'past.explore',
      params: one,
      answer: { status: 200, description: 'The replay', schema: ReplayView },
      problems: ['not-found'],
      handle: ({ params }) => view(found(params.id)),
    }),
    endpoint({
      method: 'patch',
      path: '/replays/{id}',
      tag: 'past',
      summary:
        'Play it, halt it, go elsewhere, faster or slower, or again and again over a span; for all who follow it',
      right: 'past.explore',
      params: one,
      body: Change,
      answer: { status: 200, description: 'The replay after it', schema: ReplayView },
      problems: ['not-found', 'gone', 'unavailable'],
      handle: async ({ params, body }) => {
        const open = found(params.id);
        if (body.at !== undefined) checkPast(body.at);
        await kept(() => open.replay.change(body));
        return view(open);
      },
    }),
    endpoint({
      method: 'post',
      path: '/replays/{id}/step',
      tag: 'past',
      summary: 'Halt it, and go to the event of note before or after',
      right: 'past.explore',
      params: one,
      body: z.strictObject({ direction: z.enum(['forward', 'back']) }),
      answer: {
        status: 200,
        description: 'The replay after it',
        schema: ReplayView.extend({ stepped: z.boolean().describe('false where there is no such event') }),
      },
      problems: ['not-found', 'gone', 'unavailable'],
      handle: async ({ params, body }) => {
        const open = found(params.id);
        const stepped = await kept(() => open.replay.step(body.direction === 'forward' ? 1 : -1));
        return { ...(await view(open)), stepped };
      },
    }),
    endpoint({
      method: 'delete',
      path: '/replays/{id}',
      tag: 'past',
      summary: 'End a replay, for all who follow it',
      right: 'past.explore',
      params: one,
      answer: { status: 204, description: 'It is over' },
      problems: ['not-found'],
      handle: ({ params }) => replays.end(found(params.id).name),
    }),
  ];

  function checkPast(at: number): void {
    if (at <= now()) return;
    const reason = 'expected an instant that is over';
    throw new Problem('invalid-input', `body.at: ${reason}`, { faults: [{ in: 'body', field: 'at', reason }] });
  }
}

/** What is asked of the past, with the refusal for what is not kept any more. */
async function kept<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof TooOldError) throw new Problem('gone', `at: ${cause.message}`);
    throw cause;
  }
}
