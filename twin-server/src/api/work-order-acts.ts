import { MOST_PHOTO_BYTES, type WorkOrderAct } from 'twin-core';
import { z } from 'zod';
import type { Permission } from '../principal.ts';
import { PHOTO_TYPES } from '../work-orders/photo-content.ts';
import { type OrderDeed, type OrderRefusal, WorkOrders } from '../work-orders/work-orders.ts';
import { WorkPhotos } from '../work-orders/work-photos.ts';
import { bodyFault } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { instant, text } from './input.ts';
import { workerOf } from './order-workers.ts';
import { Problem } from './problem.ts';
import { numberOf, OrderId, viewDetail, WorkOrderDetail } from './work-order-view.ts';

const said = text(1000).refine((value) => value.trim() !== '', { error: 'expected some words' });
const version = z.int().min(1).describe('`version` of the order as it was read');
const Plain = z.strictObject({ version, comment: said.optional() });

interface ActInput {
  readonly version?: number;
  readonly comment?: string;
  readonly owner?: string | null;
  readonly dueAt?: number | null;
}

/** What can be done with an order, with which right, and what has to be said with it. */
const ACTS: Readonly<
  Record<
    Exclude<WorkOrderAct, 'photo'>,
    { readonly right: Permission; readonly summary: string; readonly body: z.ZodType<ActInput> }
  >
> = {
  take: { right: 'order.work', summary: 'Take it over and begin', body: Plain },
  comment: { right: 'order.work', summary: 'Add a comment', body: z.strictObject({ comment: said }) },
  done: { right: 'order.work', summary: 'Say that it is done', body: Plain },
  assign: {
    right: 'order.manage',
    summary: 'Say who does it and until when',
    body: Plain.extend({
      owner: text(64).min(1).nullable().describe('account id or name; null: nobody yet'),
      dueAt: instant.nullable().optional().describe('null: any time; stays where it is not given'),
    }),
  },
  reopen: {
    right: 'order.manage',
    summary: 'Send it back: it is not done, for a reason',
    body: Plain.extend({ comment: said }),
  },
  close: { right: 'order.manage', summary: 'Close what is done', body: Plain },
  cancel: { right: 'order.manage', summary: 'Cancel it, for a reason', body: Plain.extend({ comment: said }) },
};

const REFUSALS: Readonly<Record<Exclude<OrderRefusal, 'unknown'>, string>> = {
  changed: 'somebody changed it since you read it',
  state: 'not possible in its state',
  full: 'it has as many photos as an order can have',
};

/** One operation for each thing that can be done with a work order. */
export function workOrderActEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, access, dataDir, now = Date.now } = deps;
  const orders = new WorkOrders(pool, site);
  const photos = new WorkPhotos(pool, site, dataDir);
  const params = z.object({ id: OrderId });
  const problems = ['not-found', 'conflict', 'unavailable'] as const;
  const acts = Object.entries(ACTS).map(([name, { right, summary, body }]) => {
    const act = name as keyof typeof ACTS;
    return endpoint({
      method: 'post',
      path: `/work-orders/{id}/${act}`,
      tag: 'work orders',
      summary,
      right,
      params,
      body,
      answer: { status: 200, description: 'The order after it', schema: WorkOrderDetail },
      problems,
      handle: async ({ params: { id }, body: given, caller }) => {
        const deed = await deedOf(act, given, caller.principal!.id);
        return told(id, act, caller, await orders.act(numberOf(id), deed));
      },
    });
  });
  return [
    ...acts,
    endpoint({
      method: 'post',
      path: '/work-orders/{id}/photos',
      tag: 'work orders',
      summary: 'Add a photo: JPEG, PNG or WebP of 8 MB at most, ten an order',
      right: 'order.work',
      params,
      file: { types: PHOTO_TYPES, limit: MOST_PHOTO_BYTES },
      answer: { status: 201, description: 'The order with it', schema: WorkOrderDetail },
      problems,
      handle: async ({ params: { id }, file, caller }) => {
        const taken = { by: caller.principal!.id, at: now() };
        const refusal = await photos.keep(await wholeOf(file!), taken, (photo) =>
          orders.act(numberOf(id), { act: 'photo', ...taken, version: null, comment: null, photo }),
        );
        return told(id, 'photo', caller, refusal);
      },
    }),
    endpoint({
      method: 'get',
      path: '/work-photos/{id}',
      tag: 'work orders',
      summary: 'A photo of an order or of a finding: for those who do orders, since it may show homes and people',
      right: 'order.work',
      params: z.object({ id: z.uuid() }),
      answer: { status: 200, description: 'The picture (image/jpeg, image/png or image/webp)', schema: z.unknown() },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { id }, setHeader }) => {
        const photo = await photos.get(id);
        if (!photo) throw new Problem('not-found', `no photo ${id}`);
        setHeader('Content-Type', photo.type);
        setHeader('Content-Length', String(photo.bytes));
        setHeader('X-Content-Type-Options', 'nosniff');
        setHeader('Cache-Control', 'private, max-age=3600, immutable');
        return photos.open(id);
      },
    }),
  ];

  async function deedOf(act: WorkOrderAct, given: ActInput, by: string): Promise<OrderDeed> {
    if (given.dueAt && given.dueAt <= now()) throw bodyFault('dueAt', 'expected a time to come');
    return {
      act,
      by,
      at: now(),
      version: given.version ?? null,
      comment: given.comment?.trim() ?? null,
      ...(given.owner !== undefined && { owner: given.owner && (await workerOf(deps, given.owner)) }),
      // Who takes it does it.
      ...(act === 'take' && { owner: by }),
      ...(given.dueAt !== undefined && { dueAt: given.dueAt }),
    };
  }

  /** The order after something was done with it. Throws Problem where it was refused. */
  async function told(id: string, act: WorkOrderAct, caller: Caller, refusal: OrderRefusal | null) {
    if (refusal === 'unknown') throw new Problem('not-found', `no work order ${id}`);
    if (refusal !== null) throw new Problem('conflict', `${id}: ${REFUSALS[refusal]}`);
    await access.audit.append(caller, { action: `order.${act}`, subject: id, result: 'done' });
    const number = numberOf(id);
    return viewDetail(deps, (await orders.get(number))!, await orders.log(number), await photos.of(number));
  }
}

/** A file in one piece: photos are small. */
export async function wholeOf(file: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file) chunks.push(chunk);
  return Buffer.concat(chunks);
}
