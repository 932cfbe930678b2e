import { readFile } from 'node:fs/promises';
import { startingAt } from '../hls/fragments.ts';
import type { HlsFollower } from '../hls/hls-follower.ts';
import type { Segment } from '../hls/segment-ring.ts';

/** Pieces of a stream as one file that plays from its beginning: MP4, or MPEG-TS as it came. */
export interface Clip {
  readonly type: 'video/mp4' | 'video/mp2t';
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  bytes(): AsyncGenerator<Buffer>;
}

/** What is held of a stream between two instants; null where nothing is. A stream that became another in between gives its longer part. */
export function clipOf(follower: HlsFollower, from: number, to: number): Clip | null {
  const runs: Segment[][] = [];
  for (const segment of follower.ring.between(from, to)) {
    const run = runs.at(-1);
    if (run && run[0]!.init === segment.init) run.push(segment);
    else runs.push([segment]);
  }
  const [longest] = runs.sort((a, b) => b.length - a.length);
  const [first, last] = [longest?.[0], longest?.at(-1)];
  if (!longest || !first || !last) return null;
  return {
    type: first.init === null ? 'video/mp2t' : 'video/mp4',
    from: first.from,
    to: last.to,
    bytes: () => bytesOf(follower, longest),
  };
}

async function* bytesOf(follower: HlsFollower, segments: readonly Segment[]): AsyncGenerator<Buffer> {
  const read = (file: string) => {
    const path = follower.ring.path(file);
    if (path === null) throw new Error('the pictures of that time are not held any more');
    return readFile(path);
  };
  const init = segments[0]!.init;
  if (init === null) {
    for (const { file } of segments) yield await read(file);
    return;
  }
  const timescales = await follower.timescales(init);
  yield await read(init);
  let startS = 0;
  for (const { file, durationS } of segments) {
    yield startingAt(await read(file), startS, timescales);
    startS += durationS;
  }
}
