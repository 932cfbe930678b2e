import type { Opening, Sighting } from 'twin-core/geometry';
import { PICTURE, type SimulatedThrow } from './back-trace-world.ts';

const DECAYS = [0, 0.01, 0.02, 0.04, 0.07, 0.1, 0.15, 0.2, 0.3];
const WIDTHS_M = [0.5, 1, 1.5, 2, 3, 4, 6];
const FLOOR = 1e-4;
const ANYWHERE = 0.02;

interface Line {
  readonly thrown: SimulatedThrow;
  /** Openings with metres above where it was first seen, and metres aside of the line. */
  readonly openings: readonly { readonly opening: Opening; readonly up: number; readonly aside: number }[];
}

/** u or v as a straight line of time, by least squares. */
function straight(sightings: readonly Sighting[], read: (sighting: Sighting) => number): (t: number) => number {
  const n = sightings.length;
  const t0 = sightings.reduce((sum, { t }) => sum + t, 0) / n;
  const y0 = sightings.reduce((sum, each) => sum + read(each), 0) / n;
  const slope =
    sightings.reduce((sum, each) => sum + (each.t - t0) * (read(each) - y0), 0) /
    sightings.reduce((sum, { t }) => sum + (t - t0) ** 2, 0);
  return (t) => y0 + slope * (t - t0);
}

/**
 * What a constant-velocity fit says of a start: the picture's track as a straight line, laid on the facade's plane and followed up. It has
 * no time of start, so that every opening along the line above the first sighting may be it: weights fall with the height above it and
 * with the distance aside, and both rates are those that serve it best on the very throws it is judged by.
 */
export class ConstantVelocity {
  /** Mean log-loss of the true storey and home, nats. */
  readonly storey: number;
  readonly home: number;

  constructor(throws: readonly SimulatedThrow[]) {
    const lines = throws.map(lineOf);
    const best = (same: (a: Opening, b: Opening) => boolean) =>
      Math.min(
        ...DECAYS.flatMap((decay) =>
          WIDTHS_M.map(
            (width) => lines.reduce((sum, line) => sum + lossOf(line, decay, width, same), 0) / lines.length,
          ),
        ),
      );
    this.storey = best((a, b) => a.storey === b.storey);
    this.home = best((a, b) => a.home === b.home);
  }
}

function lossOf(
  { thrown, openings }: Line,
  decay: number,
  widthM: number,
  same: (a: Opening, b: Opening) => boolean,
): number {
  let all = 0;
  let right = 0;
  let areas = 0;
  let rightAreas = 0;
  for (const { opening, up, aside } of openings) {
    const area = opening.widthM * opening.heightM;
    const weight = up < -1.5 ? 0 : area * Math.exp(-decay * Math.max(0, up) - (aside / widthM) ** 2 / 2);
    all += weight;
    areas += area;
    if (!same(opening, thrown.truth)) continue;
    right += weight;
    rightAreas += area;
  }
  const share = (all > 0 ? ((1 - ANYWHERE) * right) / all : 0) + (ANYWHERE * rightAreas) / areas;
  return -Math.log(Math.max(FLOOR, share));
}

function lineOf(thrown: SimulatedThrow): Line {
  const track = thrown.given.tracks.find(({ sightings }) => sightings.length >= 4)!;
  const { position, headingDeg, tiltDeg } = track.calibration!;
  const [u, v] = [straight(track.sightings, (each) => each.u), straight(track.sightings, (each) => each.v)];
  const [h, t] = [(headingDeg * Math.PI) / 180, (tiltDeg * Math.PI) / 180];
  const yaw = (thrown.truth.azimuthDeg * Math.PI) / 180;
  const onFacade = (at: number): [along: number, up: number] => {
    const [x, y] = [(u(at) - PICTURE.width / 2) / PICTURE.focal, (PICTURE.height / 2 - v(at)) / PICTURE.focal];
    const level = Math.cos(t) - y * Math.sin(t);
    const e = level * Math.sin(h) + x * Math.cos(h);
    const n = level * Math.cos(h) - x * Math.sin(h);
    const reach =
      -(position[0] * Math.sin(yaw) + position[1] * Math.cos(yaw)) / (e * Math.sin(yaw) + n * Math.cos(yaw));
    return [
      (position[0] + reach * e) * Math.cos(yaw) - (position[1] + reach * n) * Math.sin(yaw),
      position[2] + reach * (Math.sin(t) + y * Math.cos(t)),
    ];
  };
  const from = track.sightings[0]!.t;
  const [s0, z0] = onFacade(from);
  const [s1, z1] = onFacade(from + 0.2);
  const lean = Math.max(-2, Math.min(2, (s0 - s1) / Math.max(0.1, z0 - z1)));
  return {
    thrown,
    openings: thrown.given.openings.map((opening) => {
      const s = opening.middle[0] * Math.cos(yaw) - opening.middle[1] * Math.sin(yaw);
      const up = opening.middle[2] - z0;
      return { opening, up, aside: s - s0 - lean * Math.max(0, up) };
    }),
  };
}
