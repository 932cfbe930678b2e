import { useEffect } from 'react';
import type { Alarm } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { FallPicture } from '../../../state/fall-picture.ts';
import type { ThrowTraceRecord } from '../../../state/records/throw-trace.ts';
import { useRoom } from '../desk.ts';

const CODE = 'fallingObject.detected';
const RETRY_MS = 5_000;

/** The trace of a falling object's alarm, once it is made; null while there is none, and for every other alarm. */
export function useFallTrace(alarm: Pick<Alarm, 'id' | 'code'> | null): ThrowTraceRecord | null {
  const { api } = useCenter();
  const id = alarm?.code === CODE ? alarm.id : null;
  const loaded = useLoaded(id, (signal) => api.falls.trace(id!, signal));
  const { state, retry } = loaded;
  useEffect(() => {
    if (state !== 'failed') return;
    const timer = setTimeout(retry, RETRY_MS);
    return () => clearTimeout(timer);
  }, [state, retry]);
  return loaded.state === 'ready' ? loaded.value : null;
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
