import { DAY_MS, HOUR_MS } from './local-time.ts';
import { between, hash32, unit } from './noise.ts';

/** A part of the day in which at most one vehicle comes to a port. Hours are local and may pass 24; spans of a port never overlap. */
export interface Visit {
  readonly chance: number;
  /** When it is plugged in, local hours: the mean of two draws, so that the middle is likeliest. */
  readonly arriveHour: readonly [from: number, to: number];
  /** How long it would need until full, hours. */
  readonly needHours: readonly [from: number, to: number];
}

/** How vehicles of one kind are charged. */
export interface ChargingProfile {
  readonly visits: readonly Visit[];
  /** Power of the constant-current phase, W. */
  readonly powerW: readonly [from: number, to: number];
  /** Share of the time until full that runs at constant current; the rest falls off to a twelfth. */
  readonly constantShare: number;
  /** Share of vehicles that are unplugged before they are full. */
  readonly leavesEarly: number;
  /** How far connector and cable warm up at full power, K. */
  readonly warmsK: readonly [from: number, to: number];
}

/** One vehicle at one port. Times in epoch milliseconds. */
export interface Session {
  readonly startMs: number;
  /** Charging ends: the vehicle is full, or is unplugged. */
  readonly endMs: number;
  /** The vehicle leaves; later than endMs where it stands there full. */
  readonly leaveMs: number;
  /** How long it would charge until full, milliseconds. */
  readonly needMs: number;
  readonly powerW: number;
  readonly warmsK: number;
}

/** What a port shows of its last session. */
export interface PortReading {
  readonly state: 'idle' | 'charging' | 'full';
  readonly powerW: number;
  /** Of this session; 0 when the vehicle has left. */
  readonly energyKwh: number;
  /** Charging time of this session, seconds; 0 when the vehicle has left. */
  readonly elapsedS: number;
  /** Temperature above the surrounding air, K. */
  readonly riseK: number;
}

// exp(-TAPER) is the power left when the battery's own electronics end the charge.
const TAPER = 2.5;
const WARMING_MS = 900_000;
const COOLING_MS = 1_200_000;

/** The vehicle that came to a port last before an instant; undefined if none came since yesterday morning. */
export function lastSession(
  salt: number,
  profile: ChargingProfile,
  timeMs: number,
  day: number,
  offsetMs: number,
): Session | undefined {
  let last: Session | undefined;
  for (const each of [day - 1, day]) {
    profile.visits.forEach((visit, index) => {
      const session = drawSession(hash32(`${salt}/${each}/${index}`), profile, visit, each * DAY_MS - offsetMs);
      if (session && session.startMs <= timeMs && session.startMs >= (last?.startMs ?? 0)) last = session;
    });
  }
  return last;
}

function drawSession(salt: number, profile: ChargingProfile, visit: Visit, dayMs: number): Session | undefined {
  if (unit(salt, 0) >= visit.chance) return undefined;
  const [from, to] = visit.arriveHour;
  const arrives = from + ((to - from) * (unit(salt, 1) + unit(salt, 2))) / 2;
  const startMs = Math.round(dayMs + arrives * HOUR_MS);
  const needMs = Math.round(between(salt, 3, ...visit.needHours) * HOUR_MS);
  const early = unit(salt, 4) < profile.leavesEarly;
  const endMs = Math.round(startMs + needMs * (early ? between(salt, 5, 0.4, 0.95) : 1));
  return {
    startMs,
    needMs,
    endMs,
    leaveMs: early ? endMs : Math.round(endMs + between(salt, 6, 0.2, 1) * HOUR_MS),
    powerW: between(salt, 7, ...profile.powerW),
    warmsK: between(salt, 8, ...profile.warmsK),
  };
}

/** Share of full power after a share of the time until full. */
function powerShare(constant: number, done: number): number {
  return done < constant ? 1 : Math.exp((-TAPER * (done - constant)) / (1 - constant));
}

/** The integral of powerShare from 0. */
function energyShare(constant: number, done: number): number {
  if (done < constant) return done;
  const tail = (1 - constant) / TAPER;
  return constant + tail * (1 - Math.exp(-(done - constant) / tail));
}

/** A port's reading at an instant after its last session began. */
export function readPort(session: Session | undefined, profile: ChargingProfile, timeMs: number): PortReading {
  if (!session) return { state: 'idle', powerW: 0, energyKwh: 0, elapsedS: 0, riseK: 0 };
  const { startMs, endMs, leaveMs, needMs, powerW, warmsK } = session;
  const charging = timeMs < endMs;
  const chargedMs = Math.min(timeMs, endMs) - startMs;
  const done = chargedMs / needMs;
  const share = powerShare(profile.constantShare, done);
  const reached = warmsK * (1 - Math.exp(-chargedMs / WARMING_MS)) * (0.3 + 0.7 * share);
  const riseK = charging ? reached : reached * Math.exp(-(timeMs - endMs) / COOLING_MS);
  if (timeMs >= leaveMs) return { state: 'idle', powerW: 0, energyKwh: 0, elapsedS: 0, riseK };
  return {
    state: charging ? 'charging' : 'full',
    powerW: charging ? powerW * share : 0,
    energyKwh: (powerW * energyShare(profile.constantShare, done) * needMs) / HOUR_MS / 1000,
    elapsedS: chargedMs / 1000,
    riseK,
  };
}

/** Energy that the session's vehicle takes until full, kWh. */
export function energyUntilFullKwh({ powerW, needMs }: Session, { constantShare }: ChargingProfile): number {
  return (powerW * energyShare(constantShare, 1) * needMs) / HOUR_MS / 1000;
}
