import { describe, expect, test } from 'vitest';
import { readPlaylist } from './read-playlist.ts';
import type { Segment } from './segment-ring.ts';
import { writePlaylist } from './write-playlist.ts';

const media = (...lines: string[]) => ['#EXTM3U', '#EXT-X-TARGETDURATION:4', ...lines].join('\n');

describe('7.2.10-3 playlists of HLS', () => {
  test('pieces with their numbers, durations, breaks and what they need before them', () => {
    const text = media(
      '#EXT-X-MEDIA-SEQUENCE:41',
      '#EXT-X-MAP:URI="init.mp4"',
      '#EXTINF:4.000,',
      'a.m4s',
      '#EXT-X-DISCONTINUITY',
      '#EXT-X-MAP:URI="init2.mp4"',
      '#EXTINF:3.5,title',
      'https://other.example/b.m4s?x=1',
      '#EXT-X-ENDLIST',
    );
    expect(readPlaylist(text.replaceAll('\n', '\r\n'))).toEqual({
      kind: 'media',
      targetS: 4,
      ended: true,
      segments: [
        { uri: 'a.m4s', sequence: 41, durationS: 4, discontinuity: false, map: 'init.mp4' },
        { uri: 'https://other.example/b.m4s?x=1', sequence: 42, durationS: 3.5, discontinuity: true, map: 'init2.mp4' },
      ],
    });
  });

  test('variants with their bandwidth', () => {
    const text =
      '#EXTM3U\n#EXT-X-STREAM-INF:AVERAGE-BANDWIDTH=1,BANDWIDTH=700\nlow.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=900\n\nhigh.m3u8';
    expect(readPlaylist(text)).toEqual({
      kind: 'master',
      variants: [
        { uri: 'low.m3u8', bandwidth: 700 },
        { uri: 'high.m3u8', bandwidth: 900 },
      ],
    });
  });

  test.each([
    ['<html>', /#EXTM3U is missing/],
    ['#EXTM3U\n#EXTINF:4,\na.ts', /no target duration/],
    [media('a.ts'), /without a duration/],
    [media('#EXTINF:0,', 'a.ts'), /without a duration/],
    [media('#EXTINF:4,', '#EXT-X-BYTERANGE:5@0', 'a.ts'), /byte ranges/],
    [media('#EXT-X-KEY:METHOD=AES-128,URI="k"', '#EXTINF:4,', 'a.ts'), /encrypted/],
    [media('#EXT-X-MAP:URI="a.mp4",BYTERANGE="5@0"'), /byte ranges/],
    ['#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1', /names no variant/],
  ])('%j is refused with the reason', (text, reason) => expect(() => readPlaylist(text)).toThrow(reason));

  const segment = (n: number, breaks: number, init: string | null): Segment => ({
    n,
    file: `${n}.m4s`,
    bytes: 1,
    durationS: 2,
    from: n * 2000,
    to: n * 2000 + 2000,
    breaks,
    init,
  });

  test('a live playlist slides: the newest pieces, their first number and the breaks before them', () => {
    const pieces = Array.from({ length: 10 }, (_, at) => segment(100 + at, at < 6 ? 1 : 2, at < 6 ? 'i.mp4' : 'j.mp4'));
    const text = writePlaylist(pieces, { live: true });
    expect(text).toContain('#EXT-X-MEDIA-SEQUENCE:104\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n');
    expect(text.match(/#EXTINF/g)).toHaveLength(6);
    expect(text).not.toContain('#EXT-X-ENDLIST');
    expect(text).toContain('105.m4s\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="j.mp4"\n');
    expect(readPlaylist(text)).toMatchObject({
      kind: 'media',
      targetS: 2,
      segments: [{ sequence: 104, map: 'i.mp4' }, {}, {}, {}, {}, {}],
    });
  });

  test('a recording is all of them, and ends', () => {
    const text = writePlaylist([segment(1, 0, null), segment(2, 0, null)], { live: false, base: 'x/' });
    expect(text).toContain('#EXT-X-PLAYLIST-TYPE:VOD');
    expect(text).toContain('#EXT-X-PROGRAM-DATE-TIME:1970-01-01T00:00:02.000Z\n#EXTINF:2.000,\nx/1.m4s');
    expect(readPlaylist(text)).toMatchObject({ ended: true, segments: [{ map: null }, {}] });
  });
});
