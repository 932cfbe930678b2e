import { useEffect, useMemo, useRef } from 'react';
import { type Alarm, type WallView, type WallViewSource, wallView } from 'twin-core';
import { useNow, useSite } from '../../kit/center-context.ts';
import type { Wall } from '../../state/records/wall.ts';
import type { Desk } from '../desk/desk.ts';
import { isHeld } from '../desk/director/use-wall.ts';

/** A tour stays so long at a building. */
const TOUR_MS = 20_000;
/** Whoever works at the wall itself keeps the view for so long after the last click or key (WALL: focus is never taken from a working operator). */
const WORKING_MS = 15_000;

/** What the scene shows, and why; the desk of the wall goes there. */
export function useWallView(desk: Desk, top: Alarm | null, wall: Wall | null): WallViewSource {
  const now = useNow();
  const sent = wall?.wish.view ?? { kind: 'site' };
  const patrol = useTour(wall?.wish.patrol === true);
  const waiting = top?.id ?? null;
  const { view, source } = wallView({ waiting, sent, held: isHeld(wall, now), patrol });
  const worked = useWorkedAt();
  const key = JSON.stringify(view);
  useEffect(() => {
    const go = () => goTo(desk, JSON.parse(key) as WallView);
    const wait = worked.current + WORKING_MS - performance.now();
    if (wait <= 0) {
      go();
      return;
    }
    const timer = setTimeout(go, wait);
    return () => clearTimeout(timer);
  }, [desk, key, worked]);
  return source;
}

function goTo(desk: Desk, view: WallView): void {
  if (view.kind === 'site') desk.home();
  else desk.open(view);
}

/** One building after the other while nothing waits; null while there is no tour. */
function useTour(on: boolean): WallView | null {
  const { buildings } = useSite();
  const turn = Math.floor(useNow() / TOUR_MS);
  const codes = useMemo(() => buildings.filter(({ model }) => model !== null).map(({ code }) => code), [buildings]);
  if (!on || codes.length === 0) return null;
  return { kind: 'building', code: codes[turn % codes.length]!, storey: null };
}

/** When somebody last clicked or pressed a key here, by performance.now(). */
function useWorkedAt() {
  const at = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const worked = () => {
      at.current = performance.now();
    };
    const kinds = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, worked, { capture: true, passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, worked, { capture: true });
    };
  }, []);
  return at;
}
