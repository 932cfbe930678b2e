import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import { PlaceBoard, type PlaceMark } from '../../../state/place/place-board.ts';
import { useRoom } from '../desk.ts';
import { colorOf, cornersOf, coverOf, type Place } from './place.ts';
import type { PlaceEdit } from './place-edit.ts';

/** Marks lie this high over the ground of the site, metres. */
const OVER_GROUND_M = 0.3;

export interface PlaceBoardUse {
  readonly open: boolean;
  readonly edit: PlaceEdit | null;
  readonly places: readonly Place[];
  /** Those that are shown while none is changed. */
  readonly shown: readonly Place[];
  readonly chosen: string | null;
  /** What Enter in the picture does. */
  readonly saver: RefObject<() => void>;
  onCancel(): void;
}

/** Keeps the places in sight over whichever room is shown, and lets a hand work on the one that is changed. */
export function usePlaceBoard({ open, edit, places, shown, chosen, saver, onCancel }: PlaceBoardUse): void {
  const { site } = useCenter();
  const surface = useRoom()?.surface ?? null;
  const [board, setBoard] = useState<PlaceBoard | null>(null);
  const heightM = site.frame.height + OVER_GROUND_M;
  const claims = edit !== null;
  useEffect(() => {
    if (!surface || !open) return;
    const made = new PlaceBoard(surface, { palette: WALL_DARK, name: 'place-outline', heightM }, claims);
    setBoard(made);
    return () => {
      setBoard(null);
      made.destroy();
    };
  }, [surface, open, claims, heightM]);

  const draft = edit?.draft ?? null;
  const shape = useSyncExternalStore(draft?.revision.subscribe ?? neverTold, () => draft?.shape ?? null);
  useEffect(() => {
    if (!board) return;
    const marks: PlaceMark[] = shown
      .filter(({ code, kind }) => code !== edit?.base?.code || kind !== edit.kind)
      .map((place) => ({
        shape: coverOf(place),
        color: colorOf(WALL_DARK, place.kind),
        chosen: edit === null && place.code === chosen,
        name: place.name,
      }));
    if (edit?.camera && shape) {
      const cover = coverOf({ kind: 'cameraView', shape, camera: edit.camera });
      marks.push({ shape: cover, color: colorOf(WALL_DARK, 'cameraView'), chosen: false, name: '' });
    }
    board.show(marks);
  }, [board, shown, chosen, edit, shape]);

  // What a corner clings to, and what Escape does, may change while somebody draws: the hand is not let go for it.
  const latest = useRef({ places, onCancel });
  useEffect(() => {
    latest.current = { places, onCancel };
  });
  useEffect(() => {
    if (!board || !edit) return;
    board.work(edit.draft, {
      onSave: () => saver.current?.(),
      onCancel: () => latest.current.onCancel(),
      corners: cornersOf(latest.current.places, edit.base?.code ?? null, site.buildings),
    });
    return () => board.work(null);
  }, [board, edit, saver, site.buildings]);
}

const neverTold = () => () => undefined;
