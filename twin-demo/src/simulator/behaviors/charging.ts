import { type Announcement, ambientC, type Behavior, type Moment } from '../behavior.ts';
import { type ChargingProfile, energyUntilFullKwh, lastSession, readPort } from '../charging-session.ts';
import { dailyHump } from '../local-time.ts';
import { between, hash32, smoothNoise, unit } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** E-bikes: 48–72 V batteries on chargers of 100–400 W; some in the morning and at noon, most in the evening. */
export const EBIKE_PROFILE: ChargingProfile = {
  visits: [
    { chance: 0.35, arriveHour: [6, 9], needHours: [1.2, 1.8] },
    { chance: 0.4, arriveHour: [11.8, 14], needHours: [1.3, 2] },
    { chance: 0.85, arriveHour: [17, 23], needHours: [2.5, 6] },
  ],
  powerW: [120, 380],
  constantShare: 0.75,
  leavesEarly: 0.55,
  warmsK: [7, 15],
};

/** Cars on 7 kW alternating-current chargers (220 V, 32 A): a short stop by day, the night after work. */
export const CAR_PROFILE: ChargingProfile = {
  visits: [
    { chance: 0.25, arriveHour: [8.5, 12], needHours: [1.5, 3.5] },
    { chance: 0.75, arriveHour: [17, 22.5], needHours: [2.5, 7] },
  ],
  powerW: [6500, 7000],
  constantShare: 0.92,
  leavesEarly: 0.3,
  warmsK: [10, 18],
};

// Grid to battery, and the usual sizes of batteries, kWh.
const CHARGE_EFFICIENCY = 0.92;
const CAR_BATTERY_KWH = [50, 76] as const;

const FULL: Announcement = {
  property: 'portState',
  from: 'charging',
  to: 'full',
  event: 'charging.full',
  tells: ['powerW', 'currentA', 'temperatureC', 'energyKwh', 'elapsedS'],
};

/** How people begin and pay (7.2.11-3), and what a kWh costs them, yuan: electricity and service. */
const BEGUN_BY = ['app', 'miniProgram', 'officialAccount'] as const;
const CHANNELS = ['alipay', 'wechat', 'unionpay'] as const;
const EBIKE_YUAN_A_KWH = 1.5;
const CAR_YUAN_A_KWH = 1;
/** A port that is made to charge by an incident has no session that began just now. */
const JUST_NOW_MS = 60_000;

const drawn = <T>(all: readonly T[], salt: number, draw: number): T => all[Math.floor(unit(salt, draw) * all.length)]!;

/** What the operator's system tells of a port's sessions: that one began, and how it was paid. */
function sessionsOf(profile: ChargingProfile, yuanAKwh: number): Announcement[] {
  const sessionAt = ({ salt }: Subject, { timeMs, day, offsetMs }: Moment) =>
    lastSession(salt, profile, timeMs, day, offsetMs);
  const name = (subject: Subject, startMs: number) => `${subject.code}-${Math.round(startMs / 1000)}`;
  return [
    {
      property: 'portState',
      to: 'charging',
      event: 'charging.sessionStarted',
      tells: [],
      adds: (subject, moment) => {
        const session = sessionAt(subject, moment);
        if (!session || moment.timeMs - session.startMs > JUST_NOW_MS) return undefined;
        return {
          session: name(subject, session.startMs),
          by: drawn(BEGUN_BY, hash32(`${subject.code}/${session.startMs}`), 1),
        };
      },
    },
    {
      property: 'portState',
      to: 'idle',
      event: 'charging.sessionPaid',
      tells: [],
      adds: (subject, moment) => {
        const session = sessionAt(subject, moment);
        if (!session || Math.abs(moment.timeMs - session.leaveMs) > JUST_NOW_MS) return undefined;
        const { energyKwh } = readPort(session, profile, session.leaveMs - 1);
        return {
          session: name(subject, session.startMs),
          channel: drawn(CHANNELS, hash32(`${subject.code}/${session.startMs}`), 2),
          amountYuan: Number((energyKwh * yuanAKwh).toFixed(2)),
          energyKwh: Number(energyKwh.toFixed(2)),
        };
      },
    },
  ];
}

const rounded = (value: number, step: number) => Math.round(value / step) * step;

/** Mains voltage of a cabinet, V: 220 V nominal, higher by night and lower when everybody cooks. */
function mainsV({ lineSalt }: Subject, { timeMs, hour }: Moment): number {
  const load = 4.5 * dailyHump(hour, 19, 3) + 2 * dailyHump(hour, 12, 2);
  return 226 + between(lineSalt, 1, -1, 1) - load + 0.8 * smoothNoise(lineSalt, 2, timeMs, 60_000);
}

function showPort(subject: Subject, moment: Moment, profile: ChargingProfile) {
  const session = lastSession(subject.salt, profile, moment.timeMs, moment.day, moment.offsetMs);
  const port = readPort(session, profile, moment.timeMs);
  // As its meter does: power is the product of the voltage and the current shown.
  const voltageV = rounded(mainsV(subject, moment), 0.1);
  const ripple = 1 + 0.01 * smoothNoise(subject.salt, 3, moment.timeMs, 20_000);
  const currentA = rounded((port.powerW * ripple) / voltageV, 0.01);
  const values = {
    portState: port.state,
    voltageV,
    currentA,
    powerW: voltageV * currentA,
    energyKwh: port.energyKwh,
    temperatureC: ambientC(subject, moment) + port.riseK + 0.2 * smoothNoise(subject.salt, 4, moment.timeMs, 45_000),
    elapsedS: Math.floor(port.elapsedS),
  };
  return { session, values };
}

/** Charging: what a port shows follows from the vehicle at it, what a cabinet shows follows from its ports. */
export const chargingBehaviors: Readonly<Record<string, Behavior>> = {
  'ebike-charger': {
    reportEveryMs: 12_000,
    reads: 'parts',
    show: (subject, moment, parts) => {
      const powerW = parts.reduce((sum, port) => sum + Number(port.powerW), 0);
      return {
        voltageV: mainsV(subject, moment),
        powerW,
        temperatureC: ambientC(subject, moment) + 3 + 0.004 * powerW,
        portsUsed: parts.filter(({ portState }) => portState === 'charging' || portState === 'full').length,
      };
    },
  },
  'ebike-charging-port': {
    reportEveryMs: 10_000,
    notices: { temperatureC: 4 },
    announces: [FULL, ...sessionsOf(EBIKE_PROFILE, EBIKE_YUAN_A_KWH)],
    show: (subject, moment) => showPort(subject, moment, EBIKE_PROFILE).values,
  },
  'ev-charger': {
    reportEveryMs: 10_000,
    notices: { temperatureC: 4 },
    announces: [FULL, ...sessionsOf(CAR_PROFILE, CAR_YUAN_A_KWH)],
    show: (subject, moment) => {
      const { session, values } = showPort(subject, moment, CAR_PROFILE);
      // Without a car there is no state of charge to tell.
      if (!session || values.portState === 'idle') return values;
      const batteryKwh = between(subject.salt ^ session.startMs, 9, ...CAR_BATTERY_KWH);
      const missingKwh = (energyUntilFullKwh(session, CAR_PROFILE) - values.energyKwh) * CHARGE_EFFICIENCY;
      return { ...values, socPct: Math.max(3, 100 - (100 * missingKwh) / batteryKwh) };
    },
  },
};
