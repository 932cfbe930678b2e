import { InputError } from '../problem.ts';

/** What a recording is, by its content and not by its name. */
export interface AudioContent {
  readonly type: 'audio/wav' | 'audio/mpeg';
  readonly durationMs: number;
}

/** Reads what a file is and how long it plays. Throws InputError for what is neither WAV nor MP3, or broken. */
export function readAudio(bytes: Buffer): AudioContent {
  if (bytes.length >= 12 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WAVE')
    return { type: 'audio/wav', durationMs: wavDurationMs(bytes) };
  return { type: 'audio/mpeg', durationMs: mp3DurationMs(bytes) };
}

/** Format tags that loudspeakers play: PCM, IEEE float, A-law, μ-law, extensible (RFC 2361). */
const WAV_FORMATS: ReadonlySet<number> = new Set([1, 3, 6, 7, 0xfffe]);

function wavDurationMs(bytes: Buffer): number {
  let bytesPerSecond = 0;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const chunk = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (chunk === 'fmt ') {
      if (size < 16 || start + 16 > bytes.length) throw new InputError('WAV: its format is cut off');
      const format = bytes.readUInt16LE(start);
      if (!WAV_FORMATS.has(format))
        throw new InputError(`WAV: expected PCM, float, A-law or μ-law, not format ${format}`);
      bytesPerSecond = bytes.readUInt32LE(start + 8);
    }
    if (chunk === 'data') {
      if (bytesPerSecond === 0) throw new InputError('WAV: expected its format before its sound');
      if (size === 0 || start + size > bytes.length) throw new InputError('WAV: it ends before its sound does');
      return (size / bytesPerSecond) * 1000;
    }
    // Chunks begin at even places.
    at = start + size + (size & 1);
  }
  throw new InputError('WAV: there is no sound in it');
}

/** kbit/s of layer III by index (ISO 11172-3 2.4.2.3, ISO 13818-3 2.4.2.3): MPEG-1, and MPEG-2 with 2.5. */
const BITRATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
/** Hz of MPEG-1; half of it in MPEG-2, a quarter in 2.5. */
const RATES = [44_100, 48_000, 32_000] as const;
/** Fewer frames than this are chance. */
const LEAST_FRAMES = 3;
/** Tags at the end and cut frames may take so much of a file. */
const MOST_STRAY = 0.1;

function mp3DurationMs(bytes: Buffer): number {
  const begin = id3Bytes(bytes);
  let at = begin;
  let frames = 0;
  let ms = 0;
  for (;;) {
    const frame = frameAt(bytes, at);
    if (!frame) break;
    at += frame.bytes;
    frames++;
    ms += frame.ms;
  }
  const stray = bytes.length - at;
  if (frames < LEAST_FRAMES || stray > MOST_STRAY * (bytes.length - begin))
    throw new InputError('expected a WAV or MP3 file');
  return ms;
}

/** Length of an ID3v2 tag before the sound, whose size is in 4 × 7 bits. */
function id3Bytes(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0;
  return 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + (bytes[at]! & 0x7f), 0);
}

function frameAt(bytes: Buffer, at: number): { readonly bytes: number; readonly ms: number } | null {
  if (at + 4 > bytes.length) return null;
  const header = bytes.readUInt32BE(at);
  const version = (header >>> 19) & 3;
  const rate = RATES[(header >>> 10) & 3];
  // Eleven ones, a version that exists, layer III.
  if (header >>> 21 !== 0x7ff || version === 1 || ((header >>> 17) & 3) !== 1 || rate === undefined) return null;
  const isFirst = version === 3;
  const kbps = BITRATES[isFirst ? 1 : 2][(header >>> 12) & 15];
  if (!kbps) return null;
  const hz = rate / (isFirst ? 1 : version === 2 ? 2 : 4);
  const samples = isFirst ? 1152 : 576;
  const length = Math.floor((samples / 8) * ((kbps * 1000) / hz)) + ((header >>> 9) & 1);
  return at + length > bytes.length ? null : { bytes: length, ms: (samples / hz) * 1000 };
}
