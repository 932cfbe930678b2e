import Hls, { type ErrorData, Events } from 'hls.js/light';
import { onEveryPicture, type Play, type PlayFault } from './play.ts';

/** Two pieces behind the newest: near to now, and one that is late does not stop the picture. Nobody looks back here. */
const LIVE = {
  liveSyncDurationCount: 2,
  liveMaxLatencyDurationCount: 5,
  backBufferLength: 6,
  maxBufferLength: 15,
} as const;

/** Shows a stream of HLS that is live. */
export const playHls: Play = (screen, address, events) => {
  const { video } = screen;
  if (!Hls.isSupported()) {
    queueMicrotask(() => events.onFault('unsupported'));
    return { stop: () => undefined };
  }
  const hls = new Hls(LIVE);
  hls.on(Events.ERROR, (_event, data) => {
    if (data.fatal) events.onFault(faultOf(data));
  });
  const leave = onEveryPicture(video, () => events.onPicture(hls.playingDate?.getTime() ?? null));
  hls.loadSource(address);
  hls.attachMedia(video);
  // Muted video may play by itself; where a browser forbids even that, no picture comes, which is said.
  video.play().catch(() => undefined);
  return {
    stop: () => {
      leave();
      hls.destroy();
    },
  };
};

/** Plays a playlist that has an end; the returned function takes it off the video. */
export function playRecording(
  video: HTMLVideoElement,
  address: string,
  onFault: (fault: PlayFault) => void,
): () => void {
  if (!Hls.isSupported()) {
    queueMicrotask(() => onFault('unsupported'));
    return () => undefined;
  }
  const hls = new Hls({ startPosition: 0 });
  hls.on(Events.ERROR, (_event, data) => {
    if (data.fatal) onFault(faultOf(data));
  });
  hls.loadSource(address);
  hls.attachMedia(video);
  video.play().catch(() => undefined);
  return () => hls.destroy();
}

function faultOf({ type }: ErrorData): PlayFault {
  if (type === 'networkError') return 'unreachable';
  return type === 'mediaError' ? 'broken' : 'unsupported';
}
