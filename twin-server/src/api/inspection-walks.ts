import { FindingKind, InspectionPoint, MOST_PHOTO_BYTES, WorkOrderKind, WorkOrderPriority } from 'twin-core';
import { z } from 'zod';
import { AssetLedger } from '../base/asset-ledger.ts';
import { InspectionRounds } from '../work-orders/inspection-rounds.ts';
import { InspectionWalks, type Walk, type WalkRefusal } from '../work-orders/inspection-walks.ts';
import { PHOTO_TYPES } from '../work-orders/photo-content.ts';
import { WorkPhotos } from '../work-orders/work-photos.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, text, whole } from './input.ts';
import { todayOf } from './inspection-rounds.ts';
import { Problem } from './problem.ts';
import { wholeOf } from './work-order-acts.ts';
import { Named, naming, orderId, photoAddress } from './work-order-view.ts';
import { orderTitle } from './work-orders.ts';

const time = z.number().describe('epoch ms');
const WalkSummary = z.object({
  id: z.uuid(),
  round: z.string(),
  name: z.string(),
  dueDay: z.string(),
  startedBy: Named,
  startedAt: time,
  finishedBy: Named,
  finishedAt: time.nullable().describe('null while it is under way'),
  inTime: z.boolean().nullable(),
});
const WalkView = WalkSummary.extend({
  points: z.array(InspectionPoint),
  results: z.array(
    z.object({
      point: z.int().describe('its place in `points`, from 0'),
      finding: FindingKind.nullable().describe('null where it was as it should be'),
      note: z.string().nullable(),
      photo: z.string().nullable().describe('address'),
      workOrder: z.string().nullable().describe('id of the order that was opened for it'),
      by: Named,
      at: time,
    }),
  ),
});

const ResultBody = z.strictObject({
  finding: FindingKind.nullable().describe('null: as it should be'),
  note: text(500).nullable().default(null),
});
const FindingOrder = z.strictObject({
  title: orderTitle,
  kind: WorkOrderKind.default('repair'),
  priority: WorkOrderPriority.default(3),
});

const REFUSALS: Readonly<Record<Exclude<WalkRefusal, 'unknown'>, string>> = {
  finished: 'the walk is finished',
  left: 'points were not looked at yet',
  noFinding: 'nothing was found at this point',
  ordered: 'a work order stands for what was found at this point',
};
/** Finished walks of a round that are told, the newest first. */
const TOLD_WALKS = 50;

/** Rounds as they are walked, point by point, each with what was found (8.2.1-7). */
export function inspectionWalkEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, access, dataDir, now = Date.now } = deps;
  const rounds = new InspectionRounds(pool, site);
  const walks = new InspectionWalks(pool, site);
  const photos = new WorkPhotos(pool, site, dataDir);
  const ledger = new AssetLedger(pool, site);
  const ofWalk = z.object({ id: z.uuid() });
  const ofPoint = z.object({ id: z.uuid(), point: whole(0, 999) });
  const answer = { status: 200, description: 'The walk after it', schema: WalkView };
  const problems = ['not-found', 'conflict', 'unavailable'] as const;
  return [
    endpoint({
      method: 'get',
      path: '/inspection-rounds/{id}/walks',
      tag: 'inspections',
      summary: `The last ${TOLD_WALKS} finished walks of a round, the newest first`,
      right: 'order.view',
      params: z.object({ id: code }),
      answer: {
        status: 200,
        description: 'Walks',
        schema: z.object({ items: z.array(WalkSummary.extend({ findings: z.int() })) }),
      },
      problems: ['unavailable'],
      handle: async ({ params: { id } }) => {
        const list = await walks.finished(id, TOLD_WALKS);
        const named = await naming(
          deps,
          list.flatMap(({ startedBy, finishedBy }) => [startedBy, finishedBy]),
        );
        return { items: list.map(({ findings, ...walk }) => ({ ...summary(walk, named), findings })) };
      },
    }),
    endpoint({
      method: 'post',
      path: '/inspection-rounds/{id}/walks',
      tag: 'inspections',
      summary: 'Begin to walk a round',
      right: 'order.work',
      params: z.object({ id: code }),
      body: z.strictObject({}),
      answer: { status: 201, description: 'The walk', schema: WalkView },
      problems,
      handle: async ({ params: { id }, caller, setHeader }) => {
        const round = await rounds.get(id);
        if (!round) throw new Problem('not-found', `no round ${id}`);
        const walk = await walks.start(round, caller.principal!.id, now());
        if (walk === null)
          throw new Problem('conflict', `${id}: somebody walks this round already; go on with that walk`);
        setHeader('Location', `/api/v1/inspection-walks/${walk}`);
        return told(caller, 'start', walk, null);
      },
    }),
    endpoint({
      method: 'get',
      path: '/inspection-walks/{id}',
      tag: 'inspections',
      summary: 'A walk with what was found at each point',
      right: 'order.view',
      params: ofWalk,
      answer: { ...answer, description: 'The walk' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { id } }) => view(await known(id)),
    }),
    endpoint({
      method: 'post',
      path: '/inspection-walks/{id}/points/{point}',
      tag: 'inspections',
      summary: 'Say what is at a point: as it should be, or a finding; said again it replaces what was said',
      right: 'order.work',
      params: ofPoint,
      body: ResultBody,
      answer,
      problems,
      handle: async ({ params: { id, point }, body, caller }) => {
        await pointOf(id, point);
        const looked = { point, ...body, lookedBy: caller.principal!.id, lookedAt: now() };
        return told(caller, 'look', id, await walks.record(id, looked));
      },
    }),
    endpoint({
      method: 'post',
      path: '/inspection-walks/{id}/points/{point}/photo',
      tag: 'inspections',
      summary: 'Put a photo to a finding: JPEG, PNG or WebP of 8 MB at most',
      right: 'order.work',
      params: ofPoint,
      file: { types: PHOTO_TYPES, limit: MOST_PHOTO_BYTES },
      answer,
      problems,
      handle: async ({ params: { id, point }, file, caller }) => {
        await pointOf(id, point);
        const taken = { by: caller.principal!.id, at: now() };
        const refusal = await photos.keep(await wholeOf(file!), taken, (photo) => walks.addPhoto(id, point, photo));
        return told(caller, 'photo', id, refusal);
      },
    }),
    endpoint({
      method: 'post',
      path: '/inspection-walks/{id}/points/{point}/work-order',
      tag: 'inspections',
      summary: 'Open a work order for a finding, its photo with it',
      right: 'order.work',
      params: ofPoint,
      body: FindingOrder,
      answer: { ...answer, status: 201 },
      problems,
      handle: async ({ params: { id, point }, body, caller }) => {
        const about = { ...(await pointOf(id, point)), alarm: null };
        const order = { ...body, ...about, owner: null, dueAt: null };
        const opened = await walks.openOrder(id, point, order, caller.principal!.id, now());
        if ('refused' in opened) return told(caller, 'order', id, opened.refused);
        const subject = orderId(opened.number);
        await access.audit.append(caller, { action: 'order.open', subject, result: 'done', detail: { walk: id } });
        return view(await known(id));
      },
    }),
    endpoint({
      method: 'post',
      path: '/inspection-walks/{id}/finish',
      tag: 'inspections',
      summary: 'End a walk of which every point was looked at; the ledgers of its devices tell of it',
      right: 'order.work',
      params: ofWalk,
      body: z.strictObject({}),
      answer,
      problems,
      handle: async ({ params: { id }, caller }) => {
        const by = caller.principal!.id;
        const refusal = await walks.finish(id, by, now(), todayOf(deps));
        if (refusal === null) await enterInLedgers(await known(id), by);
        return told(caller, 'finish', id, refusal);
      },
    }),
  ];

  async function known(id: string): Promise<Walk> {
    const walk = await walks.get(id);
    if (!walk) throw new Problem('not-found', `no walk ${id}`);
    return walk;
  }

  async function pointOf(id: string, at: number): Promise<InspectionPoint> {
    const { points } = await known(id);
    if (!points[at])
      throw new Problem('not-found', `the walk ${id} has no point ${at}: expected 0 to ${points.length - 1}`);
    return points[at];
  }

  async function enterInLedgers({ id, name, points }: Walk, enteredBy: string): Promise<void> {
    const notes = new Map((await walks.results(id)).map(({ point, note }) => [point, note]));
    for (const [at, { device }] of points.entries()) {
      if (device === null) continue;
      const note = [name, notes.get(at)].filter(Boolean).join(': ');
      await ledger.add(device, { step: 'inspected', day: todayOf(deps), note, enteredBy, enteredAt: now() });
    }
  }

  /** The walk after something was done. Throws Problem where it was refused. */
  async function told(caller: Caller, act: string, id: string, refusal: WalkRefusal | null) {
    if (refusal === 'unknown') throw new Problem('not-found', `no walk ${id}`);
    if (refusal !== null) throw new Problem('conflict', REFUSALS[refusal]);
    await access.audit.append(caller, { action: `inspection.${act}`, subject: id, result: 'done' });
    return view(await known(id));
  }

  async function view(walk: Walk): Promise<z.infer<typeof WalkView>> {
    const results = await walks.results(walk.id);
    const named = await naming(deps, [walk.startedBy, walk.finishedBy, ...results.map(({ lookedBy }) => lookedBy)]);
    return {
      ...summary(walk, named),
      points: [...walk.points],
      results: results.map(({ photo, workOrder, lookedBy, lookedAt, ...result }) => ({
        ...result,
        photo: photo && photoAddress(photo),
        workOrder: workOrder === null ? null : orderId(workOrder),
        by: named(lookedBy),
        at: lookedAt,
      })),
    };
  }
}

function summary(
  { points: _points, ...walk }: Walk,
  named: Awaited<ReturnType<typeof naming>>,
): z.infer<typeof WalkSummary> {
  return { ...walk, startedBy: named(walk.startedBy), finishedBy: named(walk.finishedBy) };
}
