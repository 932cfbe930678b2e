import { useCallback, useEffect, useState } from 'react';
import type { AreaHeights, AreaKind, AreaProgress, AreaRing } from '../../../state/area/area-controls.ts';
import { useRoom } from '../desk.ts';

/** How the area query stands. */
export type AreaStage =
  | { readonly is: 'idle' }
  | { readonly is: 'drawing'; readonly kind: AreaKind; readonly progress: AreaProgress }
  | { readonly is: 'drawn'; readonly ring: AreaRing };

const IDLE: AreaStage = { is: 'idle' };
const NOTHING_YET: AreaProgress = { ring: [], crossed: false };

/** An area of the room that is shown: drawn on wish, and kept in sight from room to room until it is closed. */
export function useArea(heights: AreaHeights | null): {
  readonly stage: AreaStage;
  draw(kind: AreaKind): void;
  close(): void;
} {
  const controls = useRoom()?.area ?? null;
  const [stage, setStage] = useState<AreaStage>(IDLE);
  // Another wish for the same kind begins anew: what is wished for is an object.
  const [wish, setWish] = useState<{ readonly kind: AreaKind } | null>(null);
  const ring = stage.is === 'drawn' ? stage.ring : null;

  useEffect(() => {
    if (!wish || !controls) return;
    const drawing = new AbortController();
    setStage({ is: 'drawing', kind: wish.kind, progress: NOTHING_YET });
    controls
      .draw(wish.kind, drawing.signal, (progress) => setStage({ is: 'drawing', kind: wish.kind, progress }))
      .then((drawn) => {
        if (drawing.signal.aborted) return;
        setWish(null);
        setStage(drawn ? { is: 'drawn', ring: drawn } : IDLE);
      })
      .catch((cause: unknown) => console.error('the drawing of an area ended:', cause));
    return () => {
      drawing.abort();
      // What was drawn by then stays.
      setStage((now) => (now.is === 'drawing' ? IDLE : now));
    };
  }, [wish, controls]);

  const [from, to] = [heights?.from, heights?.to];
  useEffect(() => {
    if (!controls || !ring) return;
    controls.show(ring, from === undefined || to === undefined ? null : { from, to });
    return () => controls.show(null);
  }, [controls, ring, from, to]);

  const close = useCallback(() => {
    setWish(null);
    setStage(IDLE);
  }, []);
  return { stage, draw: (kind) => setWish({ kind }), close };
}
