import type pg from 'pg';
import {
  MOST_ORDER_PHOTOS,
  orderAfter,
  type WorkOrderAct,
  type WorkOrderKind,
  type WorkOrderPriority,
  type WorkOrderState,
  type WorkOrderStep,
} from 'twin-core';
import { transact } from '../engines/transact.ts';
import { insertPhoto, type WorkPhoto } from './work-photos.ts';

/** What an order is made of; `owner` is an account id, `dueAt` epoch ms. At least one of alarm, device and place says what it is about. */
export interface NewWorkOrder {
  readonly title: string;
  readonly kind: WorkOrderKind;
  readonly priority: WorkOrderPriority;
  readonly alarm: string | null;
  readonly device: string | null;
  readonly place: string | null;
  readonly owner: string | null;
  readonly dueAt: number | null;
}

export interface WorkOrder extends NewWorkOrder {
  readonly number: number;
  readonly state: WorkOrderState;
  readonly openedBy: string;
  readonly openedAt: number;
  /** Grows with every change of state, owner or time; not with comments and photos. */
  readonly version: number;
  readonly photos: number;
}

/** A line of an order's log. */
export interface WorkOrderEntry {
  readonly step: WorkOrderStep;
  readonly by: string;
  readonly at: number;
  readonly comment: string | null;
  readonly owner: string | null;
  readonly dueAt: number | null;
  readonly photo: string | null;
}

/** Something done with an order. */
export interface OrderDeed {
  readonly act: WorkOrderAct;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  /** The version it was decided on; null for what overwrites nothing. */
  readonly version: number | null;
  readonly comment: string | null;
  /** Undefined: stays. */
  readonly owner?: string | null;
  readonly dueAt?: number | null;
  readonly photo?: WorkPhoto;
}

/** Why something was not done: no such order, changed meanwhile, not in this state, too many photos. */
export type OrderRefusal = 'unknown' | 'changed' | 'state' | 'full';

/** Which orders are asked for; null is all. */
export interface OrderSearch {
  readonly states: readonly WorkOrderState[] | null;
  readonly owner: string | null;
  readonly alarm: string | null;
  readonly device: string | null;
  /** Only those whose time was over then, epoch ms, and that are not done. */
  readonly overdueAt: number | null;
  /** Only those below this number: where the page before ended. */
  readonly before: number | null;
  readonly limit: number;
}

const epoch = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;
const COLUMNS = `o.number::float8 AS number, o.title, o.kind, o.priority, o.alarm, o.device, o.place, o.owner, ${epoch('o.due_at')} AS "dueAt",
  o.state, o.opened_by AS "openedBy", ${epoch('o.opened_at')} AS "openedAt", o.version,
  (SELECT count(*) FROM work_photo p WHERE p.site = o.site AND p.work_order = o.number)::int AS photos`;
const instant = (time: number | null) => (time === null ? null : new Date(time));

/** The work orders of a site (8.2.1), each with its log. */
export class WorkOrders {
  readonly #pool: pg.Pool;
  readonly #site: string;

  constructor(pool: pg.Pool, site: string) {
    this.#pool = pool;
    this.#site = site;
  }

  async get(number: number): Promise<WorkOrder | null> {
    const { rows } = await this.#pool.query<WorkOrder>(
      `SELECT ${COLUMNS} FROM work_order o WHERE o.site = $1 AND o.number = $2`,
      [this.#site, number],
    );
    return rows[0] ?? null;
  }

  /** What was done with an order, in order. */
  async log(number: number): Promise<WorkOrderEntry[]> {
    const { rows } = await this.#pool.query<WorkOrderEntry>(
      `SELECT step, by, ${epoch('at')} AS at, comment, owner, ${epoch('due_at')} AS "dueAt", photo
       FROM work_order_step WHERE site = $1 AND number = $2 ORDER BY id`,
      [this.#site, number],
    );
    return rows;
  }

  /** The newest first. */
  async search({ states, owner, alarm, device, overdueAt, before, limit }: OrderSearch): Promise<WorkOrder[]> {
    const { rows } = await this.#pool.query<WorkOrder>(
      `SELECT ${COLUMNS} FROM work_order o
       WHERE o.site = $1 AND ($2::text[] IS NULL OR o.state = ANY($2)) AND ($3::text IS NULL OR o.owner = $3)
         AND ($4::text IS NULL OR o.alarm = $4) AND ($5::text IS NULL OR o.device = $5)
         AND ($6::timestamptz IS NULL OR (o.due_at < $6 AND o.state IN ('open', 'inProgress')))
         AND ($7::bigint IS NULL OR o.number < $7)
       ORDER BY o.number DESC LIMIT $8`,
      [this.#site, states, owner, alarm, device, instant(overdueAt), before, limit],
    );
    return rows;
  }

  /** Opens an order; resolves with its number. */
  open(order: NewWorkOrder, by: string, at: number): Promise<number> {
    return transact(this.#pool, (client) => insertOrder(client, this.#site, order, { by, at, photo: null }));
  }

  /** Does something with an order; two at once are taken one after the other. Null when it was done. */
  act(number: number, deed: OrderDeed): Promise<OrderRefusal | null> {
    return transact(this.#pool, async (client) => {
      const { rows } = await client.query<Pick<WorkOrder, 'state' | 'version'>>(
        'SELECT state, version FROM work_order WHERE site = $1 AND number = $2 FOR UPDATE',
        [this.#site, number],
      );
      const [order] = rows;
      if (!order) return 'unknown';
      if (deed.version !== null && deed.version !== order.version) return 'changed';
      const state = orderAfter(order.state, deed.act);
      if (state === null) return 'state';
      if (deed.photo) {
        const { rowCount } = await client.query('SELECT 1 FROM work_photo WHERE site = $1 AND work_order = $2', [
          this.#site,
          number,
        ]);
        if (rowCount! >= MOST_ORDER_PHOTOS) return 'full';
        await insertPhoto(client, this.#site, deed.photo, number);
      }
      if (deed.version !== null) await this.#change(client, number, state, deed);
      await enter(client, this.#site, number, deed.act, deed);
      return null;
    });
  }

  async #change(client: pg.ClientBase, number: number, state: WorkOrderState, { owner, dueAt }: OrderDeed) {
    await client.query(
      `UPDATE work_order SET state = $3, version = version + 1, owner = CASE WHEN $4 THEN $5 ELSE owner END,
         due_at = CASE WHEN $6 THEN $7::timestamptz ELSE due_at END
       WHERE site = $1 AND number = $2`,
      [this.#site, number, state, owner !== undefined, owner ?? null, dueAt !== undefined, instant(dueAt ?? null)],
    );
  }
}

/** Enters a new order with the first line of its log. */
export async function insertOrder(
  client: pg.ClientBase,
  site: string,
  { title, kind, priority, alarm, device, place, owner, dueAt }: NewWorkOrder,
  { by, at, photo }: { readonly by: string; readonly at: number; readonly photo: string | null },
): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `INSERT INTO work_order (site, title, kind, priority, alarm, device, place, owner, due_at, state, opened_by, opened_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11) RETURNING number::float8 AS number`,
    [site, title, kind, priority, alarm, device, place, owner, instant(dueAt), by, new Date(at)],
  );
  const { number } = rows[0]!;
  await enter(client, site, number, 'opened', { by, at, comment: null, owner, dueAt, photoId: photo });
  return number;
}

interface Entered extends Pick<OrderDeed, 'by' | 'at' | 'comment' | 'owner' | 'dueAt' | 'photo'> {
  readonly photoId?: string | null;
}

async function enter(client: pg.ClientBase, site: string, number: number, step: WorkOrderStep, deed: Entered) {
  const { by, at, comment, owner = null, dueAt = null, photo, photoId = photo?.id ?? null } = deed;
  await client.query(
    `INSERT INTO work_order_step (site, number, step, by, at, comment, owner, due_at, photo)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [site, number, step, by, new Date(at), comment, owner, instant(dueAt), photoId],
  );
}
