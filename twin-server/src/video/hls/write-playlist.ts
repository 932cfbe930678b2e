import type { Segment } from './segment-ring.ts';

/** Pieces of a live playlist: three target durations before its end is where players begin (RFC 8216, 6.3.3), and some room. */
const LIVE_SEGMENTS = 6;

/** What is written of pieces: all of them (a recording), or the newest while more come. */
interface PlaylistOptions {
  readonly live: boolean;
  /** Put before each name. */
  readonly base?: string;
}

/** A playlist of HLS over pieces that this server holds, under its own names. */
export function writePlaylist(all: readonly Segment[], { live, base = '' }: PlaylistOptions): string {
  const segments = live ? all.slice(-LIVE_SEGMENTS) : all;
  const target = Math.ceil(Math.max(1, ...segments.map(({ durationS }) => durationS)));
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${target}`,
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.n ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${segments[0]?.breaks ?? 0}`,
    ...(live ? [] : ['#EXT-X-PLAYLIST-TYPE:VOD']),
  ];
  let before: Segment | null = null;
  for (const segment of segments) {
    if (before && segment.breaks !== before.breaks) lines.push('#EXT-X-DISCONTINUITY');
    if (segment.init !== null && segment.init !== before?.init) lines.push(`#EXT-X-MAP:URI="${base}${segment.init}"`);
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.from).toISOString()}`);
    lines.push(`#EXTINF:${segment.durationS.toFixed(3)},`, `${base}${segment.file}`);
    before = segment;
  }
  if (!live) lines.push('#EXT-X-ENDLIST');
  return `${lines.join('\n')}\n`;
}
