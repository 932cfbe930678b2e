import { expect, test } from 'vitest';
import { keepInStep } from './keep-in-step.ts';

/** A recording of twenty seconds, as a browser would play it. */
function recording() {
  return {
    duration: 20,
    currentTime: 0,
    playbackRate: 1,
    paused: true,
    async play() {
      this.paused = false;
    },
    pause() {
      this.paused = true;
    },
  };
}

test('7.2.4-5, 7.2.16-2 a clip plays with the replay: as fast, where it is, and stands with it', () => {
  const video = recording();
  keepInStep(video, { position: 5, playing: true, speed: 8 });
  expect(video).toMatchObject({ currentTime: 5, playbackRate: 8, paused: false });
  keepInStep(video, { position: 5.2, playing: false, speed: 8 });
  expect(video.paused).toBe(true);
});

test('7.2.16-2 a clip is left alone while it is near its clock, and jumps when the replay does', () => {
  const video = recording();
  keepInStep(video, { position: 3, playing: true, speed: 1 });
  video.currentTime = 3.3;
  keepInStep(video, { position: 3.1, playing: true, speed: 1 });
  expect(video.currentTime).toBe(3.3);
  keepInStep(video, { position: 12, playing: true, speed: 1 });
  expect(video.currentTime).toBe(12);
});

test('7.2.16-2 before its first and after its last picture a clip stands; what no browser plays is jumped through', () => {
  const video = recording();
  keepInStep(video, { position: -4, playing: true, speed: 1 });
  expect(video).toMatchObject({ currentTime: 0, paused: true });
  keepInStep(video, { position: 40, playing: true, speed: 64 });
  expect(video).toMatchObject({ currentTime: 20, playbackRate: 16, paused: true });
});
