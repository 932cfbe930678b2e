import { useState } from 'react';
import { PLAIN_WALL, type WallView, type WallWish } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { Wall } from '../../../state/records/wall.ts';
import { useWall } from './use-wall.ts';
import { viewWords } from './view-words.ts';

/** Cameras that stay sent: the oldest goes when one more comes. */
const MOST_CAMERAS = 9;

/** What a desk can do with the wall. */
export interface Director {
  readonly wall: Wall | null;
  readonly busy: boolean;
  change(part: Partial<WallWish>): Promise<boolean>;
  /** Shows something there, and says that it does. */
  send(view: WallView): void;
  sendCamera(code: string): void;
  hold(): void;
  release(): void;
}

/** Sees and changes what the wall shows. */
export function useDirector(): Director {
  const center = useCenter();
  const { api, store } = center;
  const format = useFormat();
  const tell = useToast();
  const { wall } = useWall();
  const [busy, setBusy] = useState(false);
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    try {
      await act();
      return true;
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
      return false;
    } finally {
      setBusy(false);
    }
  };
  // What stands is read first: another desk may have changed it a moment ago.
  const change = (part: (wish: WallWish) => Partial<WallWish>) =>
    run(async () => {
      const { wish } = await api.wall.read();
      await api.wall.set({ ...PLAIN_WALL, ...wish, ...part(wish) });
    });
  const said = (what: string) => (done: boolean) => {
    if (done) tell(format.text('director.sent', { what }));
  };
  return {
    wall,
    busy,
    change: (part) => change(() => part),
    send: (view) => void change(() => ({ view })).then(said(viewWords(center, format, view))),
    sendCamera: (code) =>
      void change(({ cameras }) => ({
        cameras: [code, ...cameras.filter((one) => one !== code)].slice(0, MOST_CAMERAS),
      })).then(said(store.device(code)?.name ?? code)),
    hold: () => void run(() => api.wall.hold()),
    release: () => void run(() => api.wall.release()),
  };
}
