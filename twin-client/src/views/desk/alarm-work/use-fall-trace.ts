import { useEffect, useState } from 'react';
import type { Alarm } from 'twin-core';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { FallPicture } from '../../../state/fall-picture.ts';
import type { ThrowTraceRecord } from '../../../state/records/throw-trace.ts';
import { useRoom } from '../desk.ts';

const CODE = 'fallingObject.detected';
/** Until then it is asked now and then whether the trace of an alarm is there. */
const COMING_MS = 20_000;
const RENEW_MS = 1_000;

/** The trace of a falling object's alarm; null while there is none, and for every other alarm. */
export function useFallTrace(alarm: Pick<Alarm, 'id' | 'code' | 'raisedAt'> | null): ThrowTraceRecord | null {
  const { api } = useCenter();
  const age = useNow() - (alarm?.raisedAt ?? 0);
  const id = alarm?.code === CODE ? alarm.id : null;
  const [found, setFound] = useState<{ id: string; trace: ThrowTraceRecord } | null>(null);
  const turn = age < COMING_MS ? Math.floor(age / RENEW_MS) : 'last';
  const key = id === null || found?.id === id ? null : `${id} ${turn}`;
  const loaded = useLoaded(key, async (signal) => ({ id, trace: await api.falls.trace(id!, signal) }));
  const { last } = loaded;
  useEffect(() => {
    if (last?.id && last.trace) setFound({ id: last.id, trace: last.trace });
  }, [last]);
  return id !== null && found?.id === id ? found.trace : null;
}

/** Shows a fall in the scene as long as whoever asks for it is on the page. */
export function useFallPicture(picture: FallPicture | null): void {
  const site = useRoom()?.site ?? null;
  useEffect(() => {
    if (!site || !picture) return;
    site.fall.show(picture);
    return () => site.fall.show(null);
  }, [site, picture]);
}
