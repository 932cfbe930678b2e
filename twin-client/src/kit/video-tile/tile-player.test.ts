import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlayEvents } from './play.ts';
import { JpegParts } from './play-jpegs.ts';
import { TilePlayer } from './tile-player.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const plays: PlayEvents[] = [];
  let running = 0;
  const player = new TilePlayer((events) => {
    plays.push(events);
    running += 1;
    return {
      stop: () => {
        running -= 1;
      },
    };
  }, Date.now);
  return { player, plays, running: () => running, state: player.state.get };
}

test('7.2.4-4 a tile that gets no picture says so and tries again, at longer and longer intervals, for ever', () => {
  const { player, plays, running, state } = open();
  expect(state()).toMatchObject({ condition: 'connecting', pictureAt: null });
  const begun: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) {
    begun.push(Date.now());
    plays.at(-1)!.onFault('unreachable');
    expect(state()).toMatchObject({ condition: 'lost', fault: 'unreachable' });
    expect(running()).toBe(0);
    const count = plays.length;
    while (plays.length === count) vi.advanceTimersByTime(500);
    expect(state().condition).toBe('reconnecting');
  }
  const pauses = begun.slice(1).map((at, i) => at - begun[i]!);
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  plays.at(-1)!.onPicture(null);
  expect(state()).toEqual({ condition: 'live', pictureAt: Date.now(), retryAt: null, fault: null });
  plays.at(-1)!.onFault('broken');
  expect(state().retryAt).toBe(Date.now() + 1_000);
  player.stop();
  vi.advanceTimersByTime(60_000);
  expect(plays).toHaveLength(8);
});

test('7.2.4-4 a picture that stands still is said to stand, with its age, and the stream is begun anew', () => {
  const { plays, state } = open();
  plays[0]!.onPicture(Date.now() - 4_000);
  const takenAt = state().pictureAt;
  vi.advanceTimersByTime(5_000);
  expect(state()).toMatchObject({ condition: 'stalled', pictureAt: takenAt });
  vi.advanceTimersByTime(15_000);
  expect(state()).toMatchObject({ condition: 'lost', fault: 'noPicture', pictureAt: takenAt });
  vi.advanceTimersByTime(1_000);
  expect(plays).toHaveLength(2);
});

test('7.2.4-4 old pictures that come anew are not live', () => {
  const { plays, state } = open();
  plays[0]!.onPicture(Date.now() - 31_000);
  expect(state()).toMatchObject({ condition: 'lost', fault: 'noPicture', pictureAt: Date.now() - 31_000 });
});

test('what a player tells after it was stopped is about nothing', () => {
  const { plays, state } = open();
  plays[0]!.onFault('unreachable');
  plays[0]!.onPicture(null);
  expect(state().condition).toBe('lost');
});

test('7.2.10-3 pictures of a sequence are cut out wherever its bytes are cut', () => {
  const text = (value: string) => new TextEncoder().encode(value);
  const whole = text(
    '--picture\r\nContent-Length: 3\r\n\r\nabc\r\n--picture\r\nContent-Length: 5\r\n\r\nde\r\n\r\n\r\n',
  );
  for (let cut = 1; cut < whole.length; cut += 1) {
    const parts = new JpegParts();
    const found = [...parts.add(whole.subarray(0, cut)), ...parts.add(whole.subarray(cut))];
    expect(found.map((part) => new TextDecoder().decode(part))).toEqual(['abc', 'de\r\n\r']);
  }
});
