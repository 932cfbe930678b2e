import { useCallback, useState } from 'react';
import type { AlarmAction } from 'twin-core';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { useToast } from '../../kit/toast.tsx';
import type { AlarmActionBody } from '../../state/api.ts';
import { may } from '../../state/records/session.ts';
import { refusalText } from './alarm-work/refusal-words.ts';
import { alarmOwner } from './queue/alarm-words.ts';

/** What may be done to alarms here, and the doing of it. */
export interface AlarmDesk {
  /** False without the right: actions are then not shown. */
  readonly mayHandle: boolean;
  /** Ids of alarms with an action on its way. */
  readonly pending: ReadonlySet<string>;
  /** Does it and tells how it went: null when it was done, else what stood against it. The changed state comes by push. */
  handle(id: string, action: AlarmAction, body?: AlarmActionBody): Promise<string | null>;
}

/** The actions of alarm work. */
export function useAlarmDesk(): AlarmDesk {
  const { api, session, store, handlers, clock } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const handle = useCallback<AlarmDesk['handle']>(
    async (id, action, body) => {
      setPending((before) => new Set(before).add(id));
      try {
        await api.handleAlarm(id, action, body);
        tell(format.text('toast.done', { action: format.text(`action.${action}`) }));
        return null;
      } catch (cause) {
        const alarm = store.state.alarms.get(id);
        const refusal = refusalText(format, cause, alarm ? alarmOwner(format, handlers, alarm, clock.now()) : '');
        tell(refusal, 'problem');
        return refusal;
      } finally {
        setPending((before) => new Set([...before].filter((other) => other !== id)));
      }
    },
    [api, format, tell, store, handlers, clock],
  );
  return { mayHandle: may(session, 'alarm.handle'), pending, handle };
}
