import {
  isWithin,
  ROOM_POINTS,
  RoomPoint,
  SYSTEM_CHECKS,
  SYSTEM_KINDS,
  type SystemCheck,
  SystemCheckName,
} from 'twin-core';
import { z } from 'zod';
import type { SystemInspection } from '../work-orders/system-inspections.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { decodeCursor, listOf, page, pageOf, text, whole } from './input.ts';
import { Problem } from './problem.ts';
import { Named, naming } from './work-order-view.ts';

const Plan = z.strictObject({
  everyDays: z.int().min(1).max(31),
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day, HH:MM')
    .describe('by the clocks of the site'),
});
const RoomNoteBody = z.strictObject({
  point: RoomPoint,
  good: z.boolean(),
  note: text(300).nullable().default(null),
});
const RoomsBody = z.strictObject({
  points: z
    .array(RoomNoteBody)
    .refine(
      (points) =>
        points.length === ROOM_POINTS.length && new Set(points.map(({ point }) => point)).size === points.length,
      { error: `expected each of ${ROOM_POINTS.join(', ')} once` },
    )
    .refine((points) => points.every(({ good, note }) => good || note?.trim()), {
      error: 'expected a note for what is not as it should be',
    }),
});
const CheckView = z.object({
  of: z.enum(SYSTEM_KINDS),
  check: SystemCheckName,
  unit: z.string(),
  value: z.number().nullable().describe('null where it could not be read, or nothing was there to compare with'),
  most: z.number().nullable(),
  least: z.number().nullable(),
  good: z.boolean().nullable().describe('within its limit; null without one'),
});
const InspectionView = z.object({
  number: z.int(),
  at: z.number().describe('epoch ms'),
  askedBy: Named.describe('null by the plan'),
  findings: z.int().describe('checks beyond their limit, and points of the rooms that are not as they should be'),
  checks: z.array(CheckView),
  rooms: z
    .object({
      points: z.array(z.object({ point: RoomPoint, good: z.boolean(), note: z.string().nullable() })),
      by: Named,
      at: z.number(),
    })
    .nullable()
    .describe('null until somebody was there'),
});

/** Inspections of rooms, servers, storage, desktops, applications and databases (8.2.1-7). */
export function systemInspectionEndpoints(deps: ApiDeps): Endpoint[] {
  const { systems, access } = deps;
  const params = z.object({ number: whole(1, 2_000_000_000) });
  const views = async (list: readonly SystemInspection[]): Promise<z.infer<typeof InspectionView>[]> => {
    const named = await naming(
      deps,
      list.flatMap(({ askedBy, roomsBy }) => [askedBy, roomsBy]),
    );
    return list.map(({ number, at, askedBy, checks, rooms, roomsBy, roomsAt }) => {
      const judged = checks.map((reading) => {
        const { of, unit, most, least }: SystemCheck = SYSTEM_CHECKS[reading.check];
        return { of, unit, ...reading, most: most ?? null, least: least ?? null, good: isWithin(reading) };
      });
      const bad = rooms?.filter(({ good }) => !good) ?? [];
      return {
        ...{ number, at, askedBy: named(askedBy), checks: judged },
        findings: judged.filter(({ good }) => good === false).length + bad.length,
        rooms: rooms && { points: [...rooms], by: named(roomsBy), at: roomsAt! },
      };
    });
  };
  return [
    endpoint({
      method: 'get',
      path: '/system-inspections',
      tag: 'inspections',
      summary: 'Inspections of rooms, servers, storage, desktops, applications and databases, the newest first',
      right: 'order.view',
      query: z.strictObject(page(20, 100)),
      answer: { status: 200, description: 'A page of them', schema: listOf(InspectionView) },
      problems: ['unavailable'],
      handle: async ({ query: { cursor, limit } }) => {
        const [before] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.int()]));
        return pageOf(await views(await systems.list(limit + 1, before)), limit, ({ number }) => [number]);
      },
    }),
    endpoint({
      method: 'post',
      path: '/system-inspections',
      tag: 'inspections',
      summary: 'Inspect now, beside the plan',
      right: 'order.manage',
      body: z.strictObject({}),
      answer: {
        status: 201,
        description: 'What was found; the rooms are still to be looked at',
        schema: InspectionView,
      },
      problems: ['unavailable'],
      handle: async ({ caller }) => {
        const found = await systems.run(caller.principal!.id);
        const subject = String(found.number);
        await access.audit.append(caller, { action: 'inspection.systems', subject, result: 'done' });
        return (await views([found]))[0]!;
      },
    }),
    endpoint({
      method: 'post',
      path: '/system-inspections/{number}/rooms',
      tag: 'inspections',
      summary: 'Say how the rooms are, as somebody who was there: once',
      right: 'order.work',
      params,
      body: RoomsBody,
      answer: { status: 200, description: 'The inspection with it', schema: InspectionView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { number }, body: { points }, caller }) => {
        const filled = await systems.fillRooms(number, points, caller.principal!.id);
        const found = await systems.get(number);
        if (!found) throw new Problem('not-found', `there is no inspection ${number}`);
        if (!filled) throw new Problem('conflict', `the rooms were looked at already in inspection ${number}`);
        const subject = String(number);
        await access.audit.append(caller, { action: 'inspection.rooms', subject, result: 'done' });
        return (await views([found]))[0]!;
      },
    }),
    endpoint({
      method: 'get',
      path: '/system-inspection-plan',
      tag: 'inspections',
      summary: 'When systems are inspected',
      right: 'order.view',
      answer: { status: 200, description: 'The plan', schema: Plan },
      problems: ['unavailable'],
      handle: () => systems.plan(),
    }),
    endpoint({
      method: 'put',
      path: '/system-inspection-plan',
      tag: 'inspections',
      summary: 'Say when systems are inspected',
      right: 'order.manage',
      body: Plan,
      answer: { status: 200, description: 'The plan', schema: Plan },
      problems: ['unavailable'],
      handle: async ({ body, caller }) => {
        await systems.setPlan(body);
        await access.audit.append(caller, { action: 'inspection.plan', result: 'done', detail: body });
        return body;
      },
    }),
  ];
}
