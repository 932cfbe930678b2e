/** Why a stream cannot be shown: `text` keys `video.fault.…`. */
export type PlayFault = 'unreachable' | 'noPicture' | 'unsupported' | 'broken';

/** Where pictures appear: moving ones in the video, single ones on the canvas below it. */
export interface Screen {
  readonly video: HTMLVideoElement;
  readonly canvas: HTMLCanvasElement;
}

/** What a player tells. */
export interface PlayEvents {
  /** A new picture is shown; when it was taken, epoch ms by the server's clock, where that is known. */
  onPicture(takenAt: number | null): void;
  /** It ended and will not go on by itself. */
  onFault(fault: PlayFault): void;
}

/** Shows a stream until it is stopped. */
export type Play = (screen: Screen, address: string, events: PlayEvents) => { stop(): void };

/** Calls back for every picture that a video shows; the returned function ends it. */
export function onEveryPicture(video: HTMLVideoElement, tell: () => void): () => void {
  let request = 0;
  const next = () => {
    tell();
    request = video.requestVideoFrameCallback(next);
  };
  request = video.requestVideoFrameCallback(next);
  return () => video.cancelVideoFrameCallback(request);
}

/** Draws a picture over the whole canvas. */
export function draw(canvas: HTMLCanvasElement, picture: CanvasImageSource, width: number, height: number): void {
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
}
