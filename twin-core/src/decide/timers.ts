import type { TwinState } from '../twin.ts';
import type { Following } from './decision.ts';

/** Timers of an alarm, by their purpose. */
export function alarmTimer(
  purpose: 'escalate' | 'unshelve' | 'reAlarm' | 'release',
  id: string,
  code: string,
  dueAt: number,
) {
  return { kind: 'timer.set', key: `${purpose}:${id}`, purpose, subject: id, code, dueAt } as const;
}

export function* clearTimer(state: TwinState, key: string): Following {
  if (state.timers.has(key)) yield { kind: 'timer.cleared', key, fired: false };
}
