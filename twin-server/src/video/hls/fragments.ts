import { createHash } from 'node:crypto';

/** A box of ISO/IEC 14496-12: where its content begins and ends in the bytes. */
interface Box {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The boxes between two places; stops at one that is longer than what is there. */
function* boxes(bytes: Buffer, from = 0, to = bytes.length): Generator<Box> {
  for (let at = from; at + 8 <= to; ) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= to;
    const head = isLong ? 16 : 8;
    const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    if (size < head || at + size > to) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), start: at + head, end: at + size };
    at += size;
  }
}

/** The boxes at the end of a path, such as moof/traf/tfdt. */
function find(bytes: Buffer, path: string, from = 0, to = bytes.length): Box[] {
  const [first, ...rest] = path.split('/');
  const found = [...boxes(bytes, from, to)].filter(({ type }) => type === first);
  return rest.length === 0 ? found : found.flatMap(({ start, end }) => find(bytes, rest.join('/'), start, end));
}

/** Whether bytes are pieces of fragmented MP4. */
export function isFragment(bytes: Buffer): boolean {
  return find(bytes, 'moof').length > 0;
}

/** A word for the pictures in a piece: the same pictures have the same, whatever time they are said to be of. */
export function pictureHash(bytes: Buffer): string {
  const hash = createHash('sha1');
  const media = find(bytes, 'mdat');
  if (media.length === 0) hash.update(bytes);
  for (const { start, end } of media) hash.update(bytes.subarray(start, end));
  return hash.digest('hex');
}

/** Ticks a second of each track by its id, as moov says it. */
export function timescalesOf(init: Buffer): ReadonlyMap<number, number> {
  const scales = new Map<number, number>();
  for (const track of find(init, 'moov/trak')) {
    const [header] = find(init, 'tkhd', track.start, track.end);
    const [media] = find(init, 'mdia/mdhd', track.start, track.end);
    if (!header || !media) continue;
    // Version 1 has times of 8 bytes in place of 4 before the field.
    const id = init.readUInt32BE(header.start + (init[header.start] === 1 ? 20 : 12));
    scales.set(id, init.readUInt32BE(media.start + (init[media.start] === 1 ? 20 : 12)));
  }
  return scales;
}

interface TrackTime {
  readonly track: number;
  readonly at: number;
  readonly isLong: boolean;
  readonly ticks: bigint;
}

function trackTimes(bytes: Buffer): TrackTime[] {
  return find(bytes, 'moof/traf').flatMap(({ start, end }) => {
    const [header] = find(bytes, 'tfhd', start, end);
    const [time] = find(bytes, 'tfdt', start, end);
    if (!header || !time) return [];
    const isLong = bytes[time.start] === 1;
    const at = time.start + 4;
    const ticks = isLong ? bytes.readBigUInt64BE(at) : BigInt(bytes.readUInt32BE(at));
    return [{ track: bytes.readUInt32BE(header.start + 4), at, isLong, ticks }];
  });
}

/** A copy of a piece whose first picture is at `startS` seconds, so that pieces of different times play one after the other. */
export function startingAt(bytes: Buffer, startS: number, timescales: ReadonlyMap<number, number>): Buffer {
  const moved = Buffer.from(bytes);
  const times = trackTimes(bytes);
  const secondsOf = ({ track, ticks }: TrackTime) => Number(ticks) / (timescales.get(track) ?? 1);
  const firstS = Math.min(...times.map(secondsOf));
  for (const time of times) {
    const ticks = Math.round((secondsOf(time) - firstS + startS) * (timescales.get(time.track) ?? 1));
    if (time.isLong) moved.writeBigUInt64BE(BigInt(ticks), time.at);
    else moved.writeUInt32BE(ticks, time.at);
  }
  return moved;
}
