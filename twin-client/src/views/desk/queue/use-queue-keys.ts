import { type RefObject, useEffect, useRef } from 'react';
import type { VirtualListHandle } from '../../../kit/virtual-list.tsx';
import { useDeskKeys } from '../desk-keys.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import { alarmOf, isIncident, type QueueItem } from './queue-filter.ts';

export interface QueueKeys {
  readonly shown: readonly QueueItem[];
  /** Id of the selected alarm. */
  readonly chosen: string | null;
  readonly list: RefObject<VirtualListHandle | null>;
  readonly work: AlarmDesk;
  /** Shows or hides what an incident gathers. */
  fold(lead: string, open: boolean): void;
}

/** Brings the row of what is selected into view, once it is selected. */
export function useRevealed({ shown, chosen, list }: Pick<QueueKeys, 'shown' | 'chosen' | 'list'>): void {
  const index = chosen === null ? -1 : shown.findIndex((item) => alarmOf(item).id === chosen);
  const latest = useRef(index);
  useEffect(() => {
    latest.current = index;
  });
  // A link may select what is only listed later.
  const listed = index >= 0 ? chosen : null;
  useEffect(() => {
    if (listed === null) return;
    // The panel that opens takes room from the queue first.
    const frame = requestAnimationFrame(() => list.current?.reveal(latest.current));
    return () => cancelAnimationFrame(frame);
  }, [listed, list]);
}

/** Up and down move in the queue, right and left unfold, A acknowledges; Enter opens, because the arrows put the focus on the row itself. */
export function useQueueKeys({ shown, chosen, list, work, fold }: QueueKeys): void {
  const at = () => {
    const id = focusedAlarm() ?? chosen;
    return shown.findIndex((item) => alarmOf(item).id === id);
  };
  const show = (index: number): boolean => {
    list.current?.reveal(index);
    // The row may be drawn only after the list has scrolled.
    requestAnimationFrame(() => requestAnimationFrame(() => rowButton(alarmOf(shown[index]!).id)?.focus()));
    return true;
  };
  const move = (by: number) => (): boolean => {
    if (shown.length === 0) return false;
    const from = at();
    return show(from < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, from + by)));
  };
  const turn = (open: boolean) => (): boolean => {
    const index = focusedAlarm() === null ? -1 : at();
    const item = shown[index];
    if (!item) return false;
    if (isIncident(item)) {
      if (item.members.length > 0) fold(item.lead.id, open);
      return item.members.length > 0;
    }
    // A member belongs to the incident above it.
    return !open && show(shown.findLastIndex((other, i) => i < index && isIncident(other)));
  };
  useDeskKeys({
    arrowdown: (event) => !isInRoom(event.target) && move(1)(),
    arrowup: (event) => !isInRoom(event.target) && move(-1)(),
    arrowright: turn(true),
    arrowleft: turn(false),
    a: () => {
      const item = shown[at()];
      const waiting = item && (isIncident(item) ? item.waiting : item.acknowledged ? null : item);
      if (!waiting || !work.mayHandle) return false;
      void work.handle(waiting.id, 'acknowledge');
      return true;
    },
  });
}

function focusedAlarm(): string | null {
  return document.activeElement?.closest<HTMLElement>('[data-alarm]')?.dataset.alarm ?? null;
}

function rowButton(id: string): HTMLElement | null {
  return document.querySelector(`[data-alarm="${CSS.escape(id)}"] [data-queue-row]`);
}

/** The scene has its own use for arrows. */
function isInRoom(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="application"]') !== null;
}
