import type { RoomNote, SystemInspection, SystemPlan } from '../records/system-inspection.ts';

/** Inspections of rooms, servers, storage, desktops, applications and databases (8.2.1-7). Every method rejects with a Problem. */
export interface SystemsPort {
  /** The newest first; `next` is where the page after begins. */
  list(
    cursor: string | null,
    signal?: AbortSignal,
  ): Promise<{ readonly items: readonly SystemInspection[]; readonly next: string | null }>;
  run(): Promise<SystemInspection>;
  fillRooms(number: number, points: readonly RoomNote[]): Promise<SystemInspection>;
  plan(signal?: AbortSignal): Promise<SystemPlan>;
  setPlan(plan: SystemPlan): Promise<SystemPlan>;
}
