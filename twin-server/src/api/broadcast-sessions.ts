import { BROADCAST_LEVELS, BROADCAST_SOURCES, EMERGENCY_KINDS, Label, PROGRAMME_KINDS } from 'twin-core';
import { z } from 'zod';
import { type Session, Sound } from '../broadcast/session.ts';
import { checkPlaces } from './broadcast-places.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageIfAsked, pageOf, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const SessionView = z.object({
  id: z.string(),
  level: z.enum(BROADCAST_LEVELS),
  sound: Sound,
  places: z.array(z.string()).describe('codes of zones and buildings'),
  loudspeakers: z.int(),
  sounding: z.int().describe('loudspeakers that were told to play it, and nothing higher since'),
  by: z.string().describe('account id, schedule, or rule for what an alarm led to'),
  alarm: z.string().nullable(),
  schedule: z.string().nullable(),
  startedAt: z.number().describe('epoch ms'),
  endsAt: z.number().nullable().describe('epoch ms; null where it goes on until it is stopped'),
  endedAt: z.number().nullable().describe('epoch ms; null while it is under way'),
  endedBy: z.string().nullable().describe('account id, time, terminals that came to its end, or alarm that is over'),
});

const Body = z.strictObject({
  sound: Sound,
  places: z.array(code).min(1).max(200).describe('codes of zones and buildings'),
  minutes: z.number().min(1).max(1440).optional().describe('how long; a file and a prompt end by themselves'),
});

const Named = z.object({ id: z.string(), label: Label });
const named = (table: Readonly<Record<string, Label>>) => Object.entries(table).map(([id, label]) => ({ id, label }));

/** What is played where: started, interrupted by what is higher, gone on with, stopped (7.2.5). */
export function broadcastSessionEndpoints(deps: ApiDeps): Endpoint[] {
  const { broadcast } = deps.publicAddress;
  const { audit } = deps.access;
  const view = ({ terminals, places, ...session }: Session): z.infer<typeof SessionView> => ({
    ...session,
    places: [...places],
    loudspeakers: terminals.length,
    sounding: session.endedAt === null ? broadcast.sounding({ ...session, terminals, places }) : 0,
  });
  return [
    endpoint({
      method: 'get',
      path: '/broadcast/sources',
      tag: 'broadcast',
      summary: 'What loudspeakers are fed from, what programmes are about, and the kinds of emergency (E6.1.5)',
      right: 'twin.view',
      answer: {
        status: 200,
        description: 'The words of sessions and schedules, in both languages',
        schema: z.object({ sources: z.array(Named), programmes: z.array(Named), emergencies: z.array(Named) }),
      },
      handle: () => ({
        sources: named(BROADCAST_SOURCES),
        programmes: named(PROGRAMME_KINDS),
        emergencies: named(EMERGENCY_KINDS),
      }),
    }),
    endpoint({
      method: 'get',
      path: '/broadcast/sessions',
      tag: 'broadcast',
      summary: 'What is played, the oldest first',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All that is under way', schema: listOf(SessionView) },
      handle: ({ query }) => {
        const { items, next } = pageOfWhole(broadcast.list(), query, ({ id }) => id);
        return { items: items.map(view), next };
      },
    }),
    endpoint({
      method: 'get',
      path: '/broadcast/sessions/history',
      tag: 'broadcast',
      summary: 'What is and was played, the newest first',
      right: 'twin.view',
      query: z.strictObject(page(100)),
      answer: { status: 200, description: 'A page of sessions', schema: listOf(SessionView) },
      problems: ['unavailable'],
      handle: async ({ query: { limit, cursor } }) => {
        const before = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.number(), z.string()]));
        const rows = await broadcast.newest(limit + 1, before);
        const { items, next } = pageOf(rows, limit, ({ startedAt, id }) => [startedAt, id]);
        return { items: items.map(view), next };
      },
    }),
    endpoint({
      method: 'post',
      path: '/broadcast/sessions',
      tag: 'broadcast',
      summary: 'Play something in zones and buildings: a recording, a programme, a text, live talk, an emergency',
      right: 'broadcast.operate',
      body: Body,
      answer: {
        status: 201,
        description: 'It is under way; what it interrupts goes on afterwards',
        schema: SessionView,
      },
      problems: ['unavailable'],
      handle: async ({ body, caller }) => {
        await checkPlaces(deps, caller, body.places);
        const session = await broadcast.start({ ...body, by: caller.principal!.id });
        const { id, level, places } = session;
        const detail = { level, kind: body.sound.kind, places };
        await audit.append(caller, { action: 'broadcast.start', subject: id, result: 'done', detail });
        return view(session);
      },
    }),
    endpoint({
      method: 'post',
      path: '/broadcast/sessions/{id}/stop',
      tag: 'broadcast',
      summary: 'Stop what is played; for all of its zones and buildings',
      right: 'broadcast.operate',
      params: z.object({ id: code }),
      answer: { status: 204, description: 'It is over' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { id }, caller }) => {
        const session = broadcast.get(id);
        if (!session) throw new Problem('not-found', `nothing under way has the id ${id}`);
        await checkPlaces(deps, caller, session.places);
        await broadcast.stop(id, caller.principal!.id);
        await audit.append(caller, { action: 'broadcast.stop', subject: id, result: 'done' });
      },
    }),
  ];
}
