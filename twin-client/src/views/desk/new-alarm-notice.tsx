import { useEffect, useRef, useState } from 'react';
import type { Alarm } from 'twin-core';
import { facilitySymbol } from '../../facilities/overlay.ts';
import { Button } from '../../kit/button.tsx';
import { useAlarms, useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { PriorityMark, priorityClass } from '../../kit/marks.tsx';
import { preferences } from '../../kit/preferences.ts';
import { byUrgency } from '../../state/alarm-order.ts';
import { isFolded } from '../../state/incidents.ts';
import { placeName } from '../../state/place-name.ts';
import { type Desk, useDesk } from './desk.ts';
import { alarmLabel } from './queue/alarm-words.ts';
import styles from './scene-tools.module.css';

/** Nobody has touched the desk for this long: it may move by itself where its operator allowed it. */
const IDLE_MS = 60_000;
/** A notice nobody takes up goes; the alarm stays in the queue. */
const SHOWN_MS = 30_000;

/** Tells quietly of new alarms: never takes the focus, and moves the camera only on an idle desk that allows it. */
export function NewAlarmNotice() {
  const { store, site } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const [fresh, setFresh] = useState<readonly Alarm[]>([]);
  const touchedAt = useLastTouch();
  useAlarms();
  useEffect(
    () =>
      store.onRaised((raised) => {
        // What joins an incident is no news of its own.
        const told = raised.filter((alarm) => !isFolded(store.state.alarms, alarm));
        const idle = performance.now() - touchedAt.current > IDLE_MS;
        const first = mostUrgent(told);
        if (first && idle && preferences.get().autoFly && mayTakeView(desk, first)) {
          desk.open({ kind: 'alarm', id: first.id });
          return;
        }
        if (first) setFresh((before) => [...before, ...told]);
      }),
    [store, desk, touchedAt],
  );
  useEffect(() => {
    if (fresh.length === 0) return;
    const timer = setTimeout(() => setFresh([]), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [fresh]);
  const waiting = fresh.filter((alarm) => store.state.alarms.has(alarm.id) && !alarm.acknowledged);
  const alarm = mostUrgent(waiting);
  return (
    <div role="status" aria-live="polite">
      {alarm && (
        <div className={`${styles.notice} ${priorityClass(alarm.priority)}`} data-testid="new-alarm">
          <PriorityMark priority={alarm.priority} symbol={facilitySymbol(store.catalogue.facility(alarm.facility))} />
          <p>
            {alarmLabel(store.catalogue, format, alarm)} · {placeName(site, alarm) || store.device(alarm.device)?.name}{' '}
            <small>
              {waiting.length > 1
                ? format.text('notice.count', { count: waiting.length - 1 })
                : format.text('notice.new')}
            </small>
          </p>
          <Button
            onClick={() => {
              desk.open({ kind: 'alarm', id: alarm.id });
              setFresh([]);
            }}
          >
            {format.text('notice.fly')}
          </Button>
          <Button look="quiet" aria-label={format.text('shell.close')} onClick={() => setFresh([])}>
            ×
          </Button>
        </div>
      )}
    </div>
  );
}

const mostUrgent = (alarms: readonly Alarm[]): Alarm | undefined =>
  alarms.reduce<Alarm | undefined>((first, alarm) => (first && byUrgency(first, alarm) < 0 ? first : alarm), undefined);

/** An alarm that is being looked at and still waits gives way only to a more urgent one. */
function mayTakeView(desk: Desk, alarm: Alarm): boolean {
  const { selection } = desk.address.get();
  const shown = selection?.kind === 'alarm' ? desk.center.store.state.alarms.get(selection.id) : undefined;
  return !shown || shown.acknowledged || alarm.priority < shown.priority;
}

function useLastTouch() {
  const at = useRef(performance.now());
  useEffect(() => {
    const touch = () => {
      at.current = performance.now();
    };
    const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch);
    };
  }, []);
  return at;
}
