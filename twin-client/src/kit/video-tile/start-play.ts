import type { CameraEntry } from '../../state/records/camera.ts';
import type { Play, PlayEvents, Screen } from './play.ts';
import { playMjpeg, playSnapshots } from './play-jpegs.ts';
import { playWhep } from './play-whep.ts';

type Way = CameraEntry['streams'][number]['way'];

/** The player of HLS is large: it comes with the first stream that needs it. */
const playHls: Play = (screen, address, events) => {
  let stop: (() => void) | null = () => undefined;
  import('./play-hls.ts').then(
    (loaded) => {
      if (stop !== null) stop = loaded.playHls(screen, address, events).stop;
    },
    () => events.onFault('unreachable'),
  );
  return {
    stop: () => {
      stop?.();
      stop = null;
    },
  };
};

/** The ways that this program can show, the best first. */
const PLAYS: readonly (readonly [way: Way, play: Play])[] = [
  ['hls', playHls],
  ['whep', playWhep],
  ['mjpeg', playMjpeg],
  ['snapshot', playSnapshots],
];

/** Begins to show the best stream of a camera; of those of one way the large picture or, for a small tile, the small one. */
export function startPlay(
  streams: CameraEntry['streams'],
  screen: Screen,
  events: PlayEvents,
  isSmall: boolean,
): { stop(): void } {
  const wanted = isSmall ? 'sub' : 'main';
  for (const [way, play] of PLAYS) {
    const ofWay = streams.filter((stream) => stream.way === way);
    const stream = ofWay.find(({ role }) => role === wanted) ?? ofWay[0];
    if (stream) return play(screen, stream.address, events);
  }
  queueMicrotask(() => events.onFault('unsupported'));
  return { stop: () => undefined };
}
