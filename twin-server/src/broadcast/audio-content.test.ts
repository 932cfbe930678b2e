import { describe, expect, test } from 'vitest';
import { readAudio } from './audio-content.ts';
import { silentMp3, silentWav } from './recordings.test-kit.ts';

describe('7.2.5-1 recordings are what their content says', () => {
  test('WAV and MP3, with how long they play', () => {
    expect(readAudio(silentWav(2_500))).toEqual({ type: 'audio/wav', durationMs: 2_500 });
    const mp3 = readAudio(silentMp3(100));
    expect(mp3.type).toBe('audio/mpeg');
    // 1152 samples a frame at 44.1 kHz.
    expect(mp3.durationMs).toBeCloseTo((100 * 1152 * 1000) / 44_100, 6);
  });

  test('with chunks before the sound, with tags before and behind the frames', () => {
    const wav = silentWav(1_000);
    const list = Buffer.from('LIST\x03\x00\x00\x00abc\x00', 'latin1');
    expect(readAudio(Buffer.concat([wav.subarray(0, 36), list, wav.subarray(36)])).durationMs).toBe(1_000);
    const id3 = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 0]), Buffer.alloc(128, 0xff)]);
    const tag = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
    expect(readAudio(Buffer.concat([id3, silentMp3(50), tag])).durationMs).toBeCloseTo((50 * 1152 * 1000) / 44_100, 6);
  });

  test.each([
    ['nothing', Buffer.alloc(0), /expected a WAV or MP3 file/],
    ['text', Buffer.from('#!/bin/sh\necho music'), /expected a WAV or MP3 file/],
    ['a page', Buffer.from(`<html>${'x'.repeat(2_000)}</html>`), /expected a WAV or MP3 file/],
    ['two frames and rubbish', Buffer.concat([silentMp3(2), Buffer.alloc(5_000, 1)]), /expected a WAV or MP3 file/],
    ['frames before rubbish', Buffer.concat([silentMp3(10), Buffer.alloc(5_000, 1)]), /expected a WAV or MP3 file/],
    ['a WAV cut off', silentWav(1_000).subarray(0, 9_000), /ends before its sound does/],
    ['a WAV of headers', silentWav(0), /ends before its sound does/],
    ['a WAV without sound', silentWav(1_000).subarray(0, 36), /no sound in it/],
    ['a WAV in ADPCM', wavOf(2), /not format 2/],
  ])('%s is refused', (_, bytes, reason) => {
    expect(() => readAudio(bytes)).toThrow(reason);
  });

  test('sizes that lead out of the file end it', () => {
    const wav = silentWav(1_000);
    wav.writeUInt32LE(0xffffffff, 40);
    expect(() => readAudio(wav)).toThrow(/ends before its sound does/);
    const odd = Buffer.concat([wav.subarray(0, 12), Buffer.from('junk\xff\xff\xff\xff', 'latin1')]);
    expect(() => readAudio(odd)).toThrow(/no sound in it/);
  });
});

function wavOf(format: number): Buffer {
  const wav = silentWav(1_000);
  wav.writeUInt16LE(format, 20);
  return wav;
}
