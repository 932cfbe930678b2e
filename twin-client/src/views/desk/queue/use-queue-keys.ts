import type { RefObject } from 'react';
import type { Alarm } from 'twin-core';
import type { VirtualListHandle } from '../../../kit/virtual-list.tsx';
import { useDeskKeys } from '../desk-keys.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';

export interface QueueKeys {
  readonly shown: readonly Alarm[];
  /** Id of the selected alarm. */
  readonly chosen: string | null;
  readonly list: RefObject<VirtualListHandle | null>;
  readonly work: AlarmDesk;
}

/** Arrows move in the queue, A acknowledges; Enter opens, because the arrows put the focus on the row itself. */
export function useQueueKeys({ shown, chosen, list, work }: QueueKeys): void {
  const move = (by: number) => (): boolean => {
    if (shown.length === 0) return false;
    const at = shown.findIndex(({ id }) => id === (focusedAlarm() ?? chosen));
    const index = at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by));
    list.current?.reveal(index);
    // The row may be drawn only after the list has scrolled.
    requestAnimationFrame(() => requestAnimationFrame(() => rowButton(shown[index]!.id)?.focus()));
    return true;
  };
  useDeskKeys({
    arrowdown: (event) => !isInRoom(event.target) && move(1)(),
    arrowup: (event) => !isInRoom(event.target) && move(-1)(),
    a: () => {
      const alarm = shown.find(({ id }) => id === (focusedAlarm() ?? chosen));
      if (!alarm || alarm.acknowledged || !work.mayHandle) return false;
      void work.handle(alarm.id, 'acknowledge');
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
