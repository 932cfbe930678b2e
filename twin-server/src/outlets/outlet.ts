import type { ActionResult, Alarm, DeviceRecord, PendingAction } from 'twin-core';

/** What an action is about, as it stands when it is carried out. */
export interface ActionContext {
  /** Null for what a person told a device without an alarm, and when the alarm is closed already. */
  readonly alarm: Alarm | null;
  /** The device of the alarm, or the one that is told something. */
  readonly device: DeviceRecord | undefined;
  /** Targets that a former attempt reached: they are left alone. */
  readonly reached: ReadonlySet<string>;
}

/**
 * A way out of the twin. Built by the live composition only: replay, drill and what-if are never given one, so that they cannot reach the
 * world.
 */
export interface Outlet {
  /** The kinds of action it carries out. */
  readonly does: readonly PendingAction['action']['do'][];
  /** Resolves with what became of each target it tried; it may be asked again for those that failed. Rejects when it could not try at all. */
  carryOut(asked: PendingAction, context: ActionContext): Promise<readonly ActionResult[]>;
}
