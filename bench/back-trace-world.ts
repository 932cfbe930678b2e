import type { Calibration, Opening, Sighting, ThrowCase } from 'twin-core/geometry';

/**
 * Thrown objects as the world would have them: buildings, things, throws, wind and cameras, seeded. It shares no code with what traces them:
 * its own integrator (Heun, 2 ms), its own pinhole, things by mass and size, openings by their own odds.
 */

/** Draws from one seed (mulberry32). */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = this.#state;
    x = Math.imul(x ^ (x >>> 15), x | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
  }
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!;
  }
  normal(sigma = 1): number {
    return sigma * Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }
}

type V3 = [number, number, number];

/** What people throw: kilograms, square metres that it shows the air while it tumbles, drag coefficient. */
const THINGS: readonly (readonly [name: string, kg: number, m2: number, cd: number])[] = [
  ['stone', 0.5, 0.0038, 0.5],
  ['brick', 2.4, 0.02, 1.1],
  ['full bottle', 0.52, 0.01, 0.9],
  ['apple', 0.2, 0.0045, 0.5],
  ['egg', 0.06, 0.0016, 0.5],
  ['flower pot', 1.5, 0.025, 0.9],
  ['battery', 0.023, 0.0005, 1],
  ['rubbish bag', 2, 0.07, 0.9],
  ['telephone', 0.2, 0.008, 1.1],
  ['glass bottle', 0.35, 0.018, 0.9],
  ['shoe', 0.4, 0.02, 1],
  ['book', 0.5, 0.03, 1.1],
  ['nappy', 0.2, 0.02, 1],
  ['empty bottle', 0.025, 0.012, 1],
  ['can', 0.015, 0.008, 1],
  ['cigarette end', 0.0004, 0.00016, 1],
  ['shirt', 0.15, 0.15, 1],
  ['plastic bag', 0.006, 0.04, 1],
  ['paper', 0.005, 0.03, 1],
];
const AIR_KG_M3 = 1.2;
const G = 9.80665;
const STEP_S = 0.002;

/** Camera of the issue: 1920×1080, 50° upright, 25 pictures a second. */
export const PICTURE = { width: 1920, height: 1080, focal: 540 / Math.tan((25 * Math.PI) / 180), fps: 25 };
/** Errors of the issue. */
export const ERRORS = { angleDeg: 0.1, positionM: 0.2, windMps: 1.5 };

interface Facade {
  readonly openings: Opening[];
  readonly yaw: number;
  readonly widthM: number;
  readonly storeys: number;
}

/** A facade of 18 to 33 storeys in its own axes turned by `yaw`: windows in the wall, balconies before it. */
function facade(dice: Dice): Facade {
  const storeys = Math.floor(dice.between(18, 34));
  const storeyM = dice.between(2.8, 3.1);
  const yaw = dice.between(0, 2 * Math.PI);
  const homes = Array.from({ length: Math.floor(dice.between(2, 6)) }, () => ({
    widthM: dice.between(8, 13),
    windows: Math.floor(dice.between(1, 4)),
    windowM: dice.between(1.2, 2),
    balconyM: dice.between(2.4, 4.2),
    deepM: dice.between(1.2, 1.6),
  }));
  const widthM = homes.reduce((sum, home) => sum + home.widthM, 0);
  const openings: Opening[] = [];
  for (let storey = 1; storey <= storeys; storey++) {
    let x = -widthM / 2;
    const floor = 0.3 + (storey - 1) * storeyM;
    homes.forEach((home, index) => {
      const name = `${storey}-${index + 1}`;
      const share = home.widthM / (home.windows + 2);
      const add = (at: number, out: number, wide: number, low: number, high: number) =>
        openings.push({
          building: 'T',
          storey: `${storey}F`,
          home: name,
          middle: [
            at * Math.cos(yaw) + out * Math.sin(yaw),
            -at * Math.sin(yaw) + out * Math.cos(yaw),
            floor + (low + high) / 2,
          ],
          azimuthDeg: ((yaw * 180) / Math.PI + 360) % 360,
          widthM: wide,
          heightM: high - low,
        });
      add(x + share, home.deepM, home.balconyM, 1.1, storeyM - 0.25);
      for (let k = 0; k < home.windows; k++)
        add(x + share * (2.4 + k), 0, Math.min(share * 0.8, home.windowM), 0.9, 2.4);
      x += home.widthM;
    });
  }
  return { openings, yaw, widthM, storeys };
}

interface Fall {
  readonly places: readonly V3[];
  readonly thing: string;
}

/** A fall every 2 ms until the ground, Heun's method; wind by a power law whose exponent is not the solver's. */
function fall(dice: Dice, from: V3, velocity: V3, wind: readonly [number, number]): Fall {
  const [thing, kg, m2, cd] = dice.pick(THINGS);
  const k = ((AIR_KG_M3 * cd * m2) / (2 * kg)) * Math.exp(dice.normal(0.2));
  const exponent = dice.between(0.15, 0.3);
  const places: V3[] = [[...from]];
  const p: V3 = [...from];
  const v: V3 = [...velocity];
  const pull = (z: number, [x, y, w]: V3): V3 => {
    const gust = (Math.max(1, z) / 10) ** exponent;
    const r: V3 = [x - wind[0] * gust, y - wind[1] * gust, w];
    const speed = Math.hypot(...r);
    return [-k * speed * r[0], -k * speed * r[1], -k * speed * r[2] - G];
  };
  while (p[2] > 0 && places.length < 60 / STEP_S) {
    const a = pull(p[2], v);
    const guess: V3 = [v[0] + STEP_S * a[0], v[1] + STEP_S * a[1], v[2] + STEP_S * a[2]];
    const b = pull(p[2] + STEP_S * v[2], guess);
    for (let i = 0; i < 3; i++) {
      p[i]! += (STEP_S * (v[i]! + guess[i]!)) / 2;
      v[i]! += (STEP_S * (a[i]! + b[i]!)) / 2;
    }
    places.push([...p]);
  }
  return { places, thing };
}

interface Pose {
  readonly at: V3;
  /** Rows: right, up, ahead. */
  readonly axes: readonly [V3, V3, V3];
}

const cross = (a: V3, b: V3): V3 => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
const unit = (a: V3): V3 => a.map((x) => x / Math.hypot(...a)) as V3;
const dot = (a: V3, b: V3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function poseOf({ position, headingDeg, tiltDeg }: Pick<Calibration, 'position' | 'headingDeg' | 'tiltDeg'>): Pose {
  const [h, t] = [(headingDeg * Math.PI) / 180, (tiltDeg * Math.PI) / 180];
  const ahead: V3 = [Math.cos(t) * Math.sin(h), Math.cos(t) * Math.cos(h), Math.sin(t)];
  const right = unit(cross(ahead, [0, 0, 1]));
  return { at: [...position], axes: [right, cross(right, ahead), ahead] };
}

/** The pose as it truly is: off by the errors of the issue about each of its axes (Rodrigues). */
function disturbed(dice: Dice, { at, axes }: Pose): Pose {
  const turn: V3 = [0, 1, 2].map(() => dice.normal((ERRORS.angleDeg * Math.PI) / 180)) as V3;
  const about = [0, 1, 2].map((i) => turn.reduce((sum, w, k) => sum + w * axes[k]![i]!, 0)) as V3;
  const angle = Math.hypot(...about);
  const n = unit(about);
  const turned = axes.map((axis) => {
    const c = cross(n, axis);
    const d = dot(n, axis) * (1 - Math.cos(angle));
    return axis.map((x, i) => x * Math.cos(angle) + c[i]! * Math.sin(angle) + n[i]! * d) as V3;
  }) as [V3, V3, V3];
  return { at: at.map((x) => x + dice.normal(ERRORS.positionM)) as V3, axes: turned };
}

function pixelOf({ at, axes }: Pose, k1: number, place: V3): [number, number] | null {
  const d: V3 = [place[0] - at[0], place[1] - at[1], place[2] - at[2]];
  const [x, y, z] = [dot(axes[0], d), dot(axes[1], d), dot(axes[2], d)];
  if (z < 0.5) return null;
  const bend = 1 + k1 * ((x / z) ** 2 + (y / z) ** 2);
  const u = PICTURE.width / 2 + (PICTURE.focal * bend * x) / z;
  const v = PICTURE.height / 2 - (PICTURE.focal * bend * y) / z;
  return u >= 0 && v >= 0 && u < PICTURE.width && v < PICTURE.height ? [u, v] : null;
}

/** What a simulated throw is to be like. */
export interface ThrowKind {
  readonly seen: boolean;
  readonly cameras: 1 | 2;
  readonly noisePx: number;
}

/** A throw as the solver is given it, and how it truly was. */
export interface SimulatedThrow extends ThrowKind {
  readonly given: ThrowCase;
  readonly truth: Opening;
  readonly thing: string;
  readonly distanceM: number;
  readonly startM: number;
}

/** One throw; null where no camera has four sightings or it touches the wall (drawn again by the caller). */
export function simulateThrow(dice: Dice, kind: ThrowKind): SimulatedThrow | null {
  const front = facade(dice);
  const { openings, yaw } = front;
  const homes = [...new Set(openings.map(({ home }) => home))];
  const home = dice.pick(homes);
  const truth = dice.pick(openings.filter((each) => each.home === home));
  const outwards = (along: number, out: number, up: number): V3 => [
    along * Math.cos(yaw) + out * Math.sin(yaw),
    -along * Math.sin(yaw) + out * Math.cos(yaw),
    up,
  ];
  const offset = outwards(
    dice.between(-0.45, 0.45) * truth.widthM,
    dice.between(0, 0.45),
    dice.between(-0.45, 0.3) * truth.heightM,
  );
  const start = truth.middle.map((x, i) => x + offset[i]!) as V3;
  const wind = [dice.normal(2), dice.normal(2)] as const;
  const real = [wind[0] + dice.normal(ERRORS.windMps), wind[1] + dice.normal(ERRORS.windMps)] as const;
  const { places, thing } = fall(dice, start, leaving(dice, outwards), real);
  // What the wind presses to the wall does not fall freely: another throw is drawn.
  if (places.some(([e, n]) => e * Math.sin(yaw) + n * Math.cos(yaw) < 0)) return null;
  const distanceM = dice.between(30, 100);
  // Unseen by height: the part of the way down that was over when something was first noticed.
  const hidden = kind.seen ? 0 : dice.between(0.3, 0.7);
  const from = places.findIndex(
    (place) => place[2] <= start[2] * (1 - hidden) || (hidden === 0 && place === places[0]),
  );
  const tracks = Array.from({ length: kind.cameras }, (_, index) => {
    const aside = dice.between(-15, 15) + (index === 0 ? 0 : dice.pick([-20, 20]));
    const ground = outwards(aside, distanceM * dice.between(0.95, 1.05), 0);
    const position: V3 = [ground[0], ground[1], dice.between(3, 6)];
    const target = places[from]!;
    const [e, n, u] = [target[0] - position[0], target[1] - position[1], target[2] - position[2]];
    const calibration: Calibration = {
      position,
      headingDeg: ((Math.atan2(e, n) * 180) / Math.PI + dice.between(-15, 15) + 360) % 360,
      tiltDeg: (Math.atan2(u, Math.hypot(e, n)) * 180) / Math.PI - dice.between(2, 20),
      rollDeg: 0,
      focalPx: PICTURE.focal,
      widthPx: PICTURE.width,
      heightPx: PICTURE.height,
      k1: -0.05,
      sigma: {
        positionM: ERRORS.positionM,
        angleDeg: ERRORS.angleDeg,
        focal: 0.0005,
        k1: 0.001,
        pixelPx: kind.noisePx,
        clockS: 0.005,
      },
    };
    const pose = disturbed(dice, poseOf(calibration));
    return {
      camera: `C${index + 1}`,
      calibration,
      sightings: sight(dice, pose, places.slice(from), from, kind.noisePx),
    };
  });
  if (tracks.every(({ sightings }) => sightings.length < 4)) return null;
  const given: ThrowCase = {
    tracks,
    wind: { eastMps: wind[0], northMps: wind[1], sigmaMps: ERRORS.windMps },
    openings,
    groundM: 0,
  };
  return { ...kind, given, truth, thing, distanceM, startM: start[2] };
}

/** Two fifths are let go or dropped, the others thrown. */
function leaving(dice: Dice, outwards: (along: number, out: number, up: number) => V3): V3 {
  if (dice.next() < 0.4) return outwards(dice.normal(0.3), dice.between(0.1, 1.2), dice.normal(0.3));
  const speed = 3.5 * Math.exp(dice.normal(0.5));
  const aside = (dice.between(-35, 35) * Math.PI) / 180;
  const up = (dice.between(-20, 35) * Math.PI) / 180;
  return outwards(speed * Math.cos(up) * Math.sin(aside), speed * Math.cos(up) * Math.cos(aside), speed * Math.sin(up));
}

/** Sightings at 25 pictures a second, from a picture somewhere in the first 40 ms until it leaves the picture. */
function sight(dice: Dice, pose: Pose, places: readonly V3[], from: number, noisePx: number): Sighting[] {
  const every = 1 / PICTURE.fps / STEP_S;
  const out: Sighting[] = [];
  for (let at = Math.floor(dice.between(0, every)); at < places.length; at += every) {
    const pixel = pixelOf(pose, -0.05, places[at]!);
    if (!pixel && out.length > 0) break;
    if (pixel)
      out.push({ u: pixel[0] + dice.normal(noisePx), v: pixel[1] + dice.normal(noisePx), t: (from + at) * STEP_S });
  }
  return out;
}
