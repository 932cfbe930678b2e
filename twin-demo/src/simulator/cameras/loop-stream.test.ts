import { expect, test } from 'vitest';
import { LoopStream } from './loop-stream.ts';

const MS = 3_000;
const T = 600_000;
const FOUR = { name: '0', segments: 4 };
const EIGHT = { name: '0', segments: 8 };
const numbers = (playlist: string | null) => [...(playlist ?? '').matchAll(/^(\d+)\.m4s$/gm)].map(([, n]) => Number(n));
const sequenceOf = (playlist: string | null) => Number(/MEDIA-SEQUENCE:(\d+)/.exec(playlist ?? '')?.[1]);

test('7.2.10-3 a loop is a live stream: one piece more every three seconds, the oldest gone, numbers by the clock', () => {
  const stream = new LoopStream(MS, T);
  const first = stream.playlist(T, FOUR, 'moving');
  expect(numbers(first)).toEqual([194, 195, 196, 197, 198, 199]);
  expect(sequenceOf(first)).toBe(194);
  expect(numbers(stream.playlist(T + 2_999, FOUR, 'moving'))).toEqual(numbers(first));
  expect(numbers(stream.playlist(T + MS, FOUR, 'moving'))).toEqual([195, 196, 197, 198, 199, 200]);
  expect(stream.piece(200)!.segment).toBe((stream.piece(199)!.segment + 1) % 4);
  expect(stream.piece(150)).toBeNull();
  // Started anew it goes on.
  expect(sequenceOf(new LoopStream(MS, T + MS).playlist(T + MS, FOUR, 'moving'))).toBe(195);
});

test('7.2.10-3 where the clip begins anew its times do: a break, counted on as pieces leave', () => {
  const stream = new LoopStream(MS, T);
  const playlist = stream.playlist(T, FOUR, 'moving')!;
  // 194 % 4 = 2: pieces 2, 3, 0, 1, 2, 3.
  expect(playlist).toContain('195.m4s\n#EXT-X-DISCONTINUITY\n#EXTINF:3.000,\n196.m4s');
  expect(playlist.match(/#EXT-X-DISCONTINUITY\n/g)).toHaveLength(1);
  const breaks = (text: string | null) => Number(/DISCONTINUITY-SEQUENCE:(\d+)/.exec(text ?? '')?.[1]);
  expect(breaks(playlist)).toBe(0);
  expect(breaks(stream.playlist(T + 2 * MS, FOUR, 'moving'))).toBe(1);
});

test('7.2.10-3 frozen, the same piece comes again and again; lost, none; after either it goes on', () => {
  const stream = new LoopStream(MS, T);
  stream.playlist(T, EIGHT, 'moving');
  const frozen = numbers(stream.playlist(T + 4 * MS, EIGHT, 'frozen')).slice(-4);
  expect(new Set(frozen.map((n) => stream.piece(n)!.segment)).size).toBe(1);
  expect(stream.playlist(T + 5 * MS, EIGHT, 'lost')).toBeNull();
  const later = numbers(stream.playlist(T + 60 * MS, EIGHT, 'moving'));
  expect(later).toHaveLength(6);
  expect(new Set(later.map((n) => stream.piece(n)!.segment)).size).toBe(6);
});

test('E6.1.4-3 a camera that turns plays the clip of where it looks, after a break and with what belongs to it', () => {
  const stream = new LoopStream(MS, T);
  stream.playlist(T, FOUR, 'moving');
  const turned = stream.playlist(T + MS, { name: '3', segments: 4 }, 'moving')!;
  expect(turned).toMatch(/199\.m4s\n#EXT-X-DISCONTINUITY\n#EXT-X-MAP:URI="3-init\.mp4"\n#EXTINF:3\.000,\n200\.m4s/);
  expect(stream.piece(200)).toMatchObject({ clip: { name: '3' }, segment: 0 });
});
