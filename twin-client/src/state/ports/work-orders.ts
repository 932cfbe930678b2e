import type { WorkOrderAct, WorkOrderKind, WorkOrderPriority, WorkOrderState } from 'twin-core';
import type { WorkOrder, WorkOrderDetail } from '../records/work-order.ts';

/** Which orders are asked for; what is not given is any. */
export interface OrderQuery {
  /** standing: not closed or cancelled yet. */
  readonly state?: WorkOrderState | 'standing' | undefined;
  readonly mine?: boolean | undefined;
  readonly overdue?: boolean | undefined;
  readonly alarm?: string | undefined;
  readonly device?: string | undefined;
}

/** An order to be opened; `owner` is an account id, `dueAt` ISO 8601. */
export interface NewWorkOrder {
  readonly title: string;
  readonly kind: WorkOrderKind;
  readonly priority: WorkOrderPriority;
  readonly alarm: string | null;
  readonly device: string | null;
  readonly place: string | null;
  readonly owner: string | null;
  readonly dueAt: string | null;
}

/** What goes with an act. `version` is that of the order as it was read; a comment goes without. */
export interface OrderActBody {
  readonly version?: number;
  readonly comment?: string;
  readonly owner?: string | null;
  readonly dueAt?: string | null;
}

/** Work orders (8.2.1). Every method rejects with a Problem: status 409 where somebody else was faster. */
export interface WorkOrdersPort {
  /** The newest first, two hundred at most. */
  list(query: OrderQuery, signal?: AbortSignal): Promise<readonly WorkOrder[]>;
  get(id: string, signal?: AbortSignal): Promise<WorkOrderDetail>;
  open(order: NewWorkOrder): Promise<WorkOrderDetail>;
  act(id: string, act: Exclude<WorkOrderAct, 'photo'>, body: OrderActBody): Promise<WorkOrderDetail>;
  addPhoto(id: string, photo: Blob): Promise<WorkOrderDetail>;
  /** Names of those that orders can be given to, by account id. */
  workers(signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
}
