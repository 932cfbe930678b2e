import { VideoFault } from '../video-fault.ts';

/** One piece of a stream as its playlist lists it. */
export interface ListedSegment {
  readonly uri: string;
  /** Media sequence number. */
  readonly sequence: number;
  readonly durationS: number;
  /** Its times do not go on from the piece before. */
  readonly discontinuity: boolean;
  /** Address of what a player must know before it (EXT-X-MAP); null for MPEG-TS. */
  readonly map: string | null;
}

export type Playlist =
  | { readonly kind: 'master'; readonly variants: readonly { readonly uri: string; readonly bandwidth: number }[] }
  | {
      readonly kind: 'media';
      readonly targetS: number;
      readonly ended: boolean;
      readonly segments: readonly ListedSegment[];
    };

/** Reads a playlist of HLS (RFC 8216). Throws VideoFault for what is none, and for what this program does not follow: keys and byte ranges. */
export function readPlaylist(text: string): Playlist {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  if (lines[0]?.replace(/^\uFEFF/, '') !== '#EXTM3U')
    throw new VideoFault('unreadable', 'the playlist is no HLS (#EXTM3U is missing)');
  return lines.some((line) => line.startsWith('#EXT-X-STREAM-INF')) ? readMaster(lines) : readMedia(lines);
}

function readMaster(lines: readonly string[]): Playlist {
  const variants = lines.flatMap((line, at) => {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) return [];
    const uri = lines.slice(at + 1).find((next) => next !== '' && !next.startsWith('#'));
    return uri ? [{ uri, bandwidth: Number(/[:,]BANDWIDTH=(\d+)/.exec(line)?.[1] ?? 0) }] : [];
  });
  if (variants.length === 0) throw new VideoFault('unreadable', 'the playlist names no variant');
  return { kind: 'master', variants };
}

function readMedia(lines: readonly string[]): Playlist {
  let sequence = Number(tagValue(lines, 'EXT-X-MEDIA-SEQUENCE') ?? 0);
  const segments: ListedSegment[] = [];
  let [durationS, discontinuity, map]: [number | null, boolean, string | null] = [null, false, null];
  for (const line of lines) {
    if (line.startsWith('#EXTINF:')) durationS = Number.parseFloat(line.slice(8));
    else if (line === '#EXT-X-DISCONTINUITY') discontinuity = true;
    else if (line.startsWith('#EXT-X-MAP:')) map = mapOf(line);
    else if (line.startsWith('#EXT-X-KEY:') && !line.includes('METHOD=NONE'))
      throw new VideoFault('unsupported', 'the stream is encrypted (EXT-X-KEY), which is not supported');
    else if (line.startsWith('#EXT-X-BYTERANGE'))
      throw new VideoFault('unsupported', 'the playlist gives byte ranges, which are not supported');
    else if (line !== '' && !line.startsWith('#')) {
      if (durationS === null || !(durationS > 0 && durationS <= 60))
        throw new VideoFault('unreadable', 'the playlist has a segment without a duration of up to 60 s (#EXTINF)');
      segments.push({ uri: line, sequence, durationS, discontinuity, map });
      sequence += 1;
      [durationS, discontinuity] = [null, false];
    }
  }
  const target = Number(tagValue(lines, 'EXT-X-TARGETDURATION'));
  if (!(target > 0 && target <= 60))
    throw new VideoFault('unreadable', 'the playlist has no target duration of up to 60 s');
  return { kind: 'media', targetS: target, ended: lines.includes('#EXT-X-ENDLIST'), segments };
}

function tagValue(lines: readonly string[], tag: string): string | undefined {
  return lines.find((line) => line.startsWith(`#${tag}:`))?.slice(tag.length + 2);
}

function mapOf(line: string): string {
  if (line.includes('BYTERANGE='))
    throw new VideoFault('unsupported', 'the playlist gives byte ranges, which are not supported');
  const uri = /URI="([^"]+)"/.exec(line)?.[1];
  if (!uri) throw new VideoFault('unreadable', 'the playlist has an EXT-X-MAP without an address');
  return uri;
}
