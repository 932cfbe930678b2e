import { useEffect, useRef, useState } from 'react';
import { viewSector } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import { PlaceBoard } from '../../../state/place/place-board.ts';
import { PlaceDraft } from '../../../state/place/place-draft.ts';
import type { PlaceShape } from '../../../state/place/place-shape.ts';
import { useRoom } from '../desk.ts';
import { lineOf, type TriedCamera } from './what-if.ts';

/** Marks lie this high over the ground of the site, metres. */
const OVER_GROUND_M = 0.3;

/** What a hand in the scene works on: the line of a camera, made anew when `revision` changes, or one for a camera that is new. */
export type TriedWork = { readonly camera: TriedCamera; readonly revision: number } | 'new' | null;

/** Cameras that are tried, drawn in the scene; one of them is moved by hand. */
export function useTriedBoard(
  cameras: readonly TriedCamera[],
  work: TriedWork,
  wishes: { onLine(line: PlaceShape): void; onCancel(): void },
): void {
  const { site } = useCenter();
  const surface = useRoom()?.surface ?? null;
  const [board, setBoard] = useState<PlaceBoard | null>(null);
  const heightM = site.frame.height + OVER_GROUND_M;
  const isWorking = work !== null;
  useEffect(() => {
    if (!surface) return;
    const made = new PlaceBoard(surface, { palette: WALL_DARK, name: 'coverage-what-if', heightM }, isWorking);
    setBoard(made);
    return () => {
      setBoard(null);
      made.destroy();
    };
  }, [surface, isWorking, heightM]);
  useEffect(() => {
    board?.show(
      cameras.map((camera) => ({ shape: coverOf(camera), color: WALL_DARK.wayOut, chosen: true, name: camera.name })),
    );
  }, [board, cameras]);
  const latest = useRef({ work, wishes });
  useEffect(() => {
    latest.current = { work, wishes };
  });
  // While its own line is dragged a camera changes, and the draft stays.
  const key = work === null || work === 'new' ? work : `${work.camera.device} ${work.revision}`;
  useEffect(() => {
    const { work: now } = latest.current;
    if (!board || key === null || now === null) return;
    const draft = new PlaceDraft(now === 'new' ? { draw: 'line' } : { shape: lineOf(now.camera) });
    const leave = draft.revision.subscribe(() => {
      if (draft.isWhole) latest.current.wishes.onLine(draft.shape);
    });
    const onCancel = () => latest.current.wishes.onCancel();
    board.work(draft, { onSave: onCancel, onCancel, corners: [] });
    return () => {
      leave();
      board.work(null);
    };
  }, [board, key]);
}

function coverOf({ place: [longitude, latitude], ...view }: TriedCamera): PlaceShape {
  return { kind: 'polygon', points: viewSector({ longitude, latitude }, view), holes: [] };
}
