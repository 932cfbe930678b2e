import { describe, expect, it } from 'vitest';
import type { Calibration, Opening, Sighting, ThrowCase } from './case.ts';
import { lensOf, project } from './lens.ts';
import { traceThrow } from './trace-throw.ts';

const CAMERA: Calibration = {
  position: [6, -45, 4],
  headingDeg: 350,
  tiltDeg: 30,
  rollDeg: 0,
  focalPx: 1158,
  widthPx: 1920,
  heightPx: 1080,
  k1: -0.05,
  sigma: { positionM: 0.2, angleDeg: 0.1, focal: 0.001, k1: 0.001, pixelPx: 1, clockS: 0.005 },
};
const BESIDE: Calibration = { ...CAMERA, position: [-20, -38, 4], headingDeg: 30 };
const STOREY_M = 3;

/** A facade to the south of 20 storeys with three homes each: a window of each, 1.5 m × 1.5 m. */
const OPENINGS: Opening[] = Array.from({ length: 60 }, (_, i): Opening => {
  const [storey, home] = [Math.floor(i / 3) + 1, i % 3];
  return {
    building: 'B',
    storey: `${storey}F`,
    home: `${storey}0${home + 1}`,
    middle: [(home - 1) * 9, 0, (storey - 1) * STOREY_M + 1.65],
    azimuthDeg: 180,
    widthM: 1.5,
    heightM: 1.5,
  };
});

/** A stone let go with 1 m/s outwards, 25 pictures a second, without air; `bend` moves it up again. */
function stone(
  camera: Calibration,
  from: readonly [number, number, number],
  unseenS = 0,
  gravity = 9.80665,
): Sighting[] {
  const lens = lensOf(camera);
  const out: Sighting[] = [];
  for (let t = unseenS; ; t += 0.04) {
    const place = [from[0] + 0.3 * t, from[1] - 1 * t, from[2] - (gravity * t * t) / 2] as const;
    const pixel = project(lens, place);
    if (place[2] < 0 || !pixel || pixel[1] > 1080 || pixel[1] < 0 || t > 6) return out;
    out.push({ u: pixel[0], v: pixel[1], t });
  }
}

const given = (...tracks: [Calibration | null, Sighting[]][]): ThrowCase => ({
  tracks: tracks.map(([calibration, sightings], i) => ({ camera: `C${i}`, calibration, sightings })),
  wind: { eastMps: 0.5, northMps: 0, sigmaMps: 1.5 },
  openings: OPENINGS,
  groundM: 0,
});

const FROM = [0.3, -0.2, 11 * STOREY_M + 1.5] as const;

describe('traceThrow', () => {
  it('E6.1.13-2 a fall seen from its start names storey and home', () => {
    const trace = traceThrow(given([CAMERA, stone(CAMERA, FROM)]));
    expect(trace.undetermined).toBeNull();
    expect(trace.storeys[0]).toMatchObject({ building: 'B', storey: '12F' });
    expect(trace.homes[0]).toMatchObject({ storey: '12F', home: '1202' });
    expect(trace.homes[0]!.probability).toBeGreaterThan(0.9);
    expect(trace.path[0]!.at[2]).toBeCloseTo(FROM[2], 0);
  });

  it('7.2.16-2 probabilities sum to 1 with what is elsewhere', () => {
    const trace = traceThrow(given([CAMERA, stone(CAMERA, FROM, 1)]));
    const sum = (shares: readonly { probability: number }[]) => shares.reduce((all, each) => all + each.probability, 0);
    expect(sum(trace.storeys) + trace.other).toBeCloseTo(1, 9);
    expect(sum(trace.homes) + trace.otherHome).toBeCloseTo(1, 9);
  });

  it('E6.1.13-2 the first 1.4 s unseen: the true storey is among the likely, and the answer is less sure', () => {
    const seen = traceThrow(given([CAMERA, stone(CAMERA, FROM)]));
    const late = traceThrow(given([CAMERA, stone(CAMERA, FROM, 1.4)]));
    expect(late.storeys.slice(0, 3).map(({ storey }) => storey)).toContain('12F');
    expect(late.startSeen).toBeLessThan(0.2);
    expect(late.heightSigmaM!).toBeGreaterThan(seen.heightSigmaM!);
  });

  it('7.2.16-2 two cameras agree better than one', () => {
    const one = traceThrow(given([CAMERA, stone(CAMERA, FROM, 1.2)]));
    const two = traceThrow(given([CAMERA, stone(CAMERA, FROM, 1.2)], [BESIDE, stone(BESIDE, FROM, 1.2)]));
    expect(two.undetermined).toBeNull();
    expect(two.heightSigmaM!).toBeLessThanOrEqual(one.heightSigmaM!);
  });

  it('7.2.16-2 what cannot be traced says why, and names nobody', () => {
    const track = stone(CAMERA, FROM);
    const back = track.map(({ u, v }, i) => ({ u, v, t: i * 0.04 })).reverse();
    const lens = lensOf(CAMERA);
    const balloon = Array.from({ length: 60 }, (_, i): Sighting => {
      const [u, v] = project(lens, [0.3, -0.3, 20 + 1.5 * i * 0.04])!;
      return { u, v, t: i * 0.04 };
    });
    const elsewhere = stone(BESIDE, [9, -0.2, 20]);
    const cases: [string, ThrowCase][] = [
      ['no-calibration', given([null, track])],
      ['few-sightings', given([CAMERA, track.slice(0, 3)])],
      ['rises', given([CAMERA, back.map(({ u, v }, i) => ({ u, v, t: i * 0.04 }))])],
      ['rises', given([CAMERA, balloon])],
      ['cameras-disagree', given([CAMERA, track], [BESIDE, elsewhere])],
      ['no-facade', { ...given([CAMERA, track]), openings: [] }],
      ['no-fall', given([CAMERA, stone(CAMERA, FROM, 0, 60)])],
    ];
    for (const [reason, input] of cases) {
      const trace = traceThrow(input);
      expect([reason, trace.undetermined]).toEqual([reason, reason]);
      expect(trace.homes).toEqual([]);
    }
  });
});
