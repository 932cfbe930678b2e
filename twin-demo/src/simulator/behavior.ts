import { DAY_MS, localDay, localHour } from './local-time.ts';
import { between, smoothNoise } from './noise.ts';
import type { Estate, Subject } from './subject.ts';
import { type Weather, weatherAt } from './weather.ts';

/** A value as devices send it: number in the catalogue's unit, true or false, or the name of a state. */
export type Value = number | boolean | string;

/** What a device shows at one instant, by property name. */
export type Values = Readonly<Record<string, Value>>;

/** An instant with all that devices share: worked out once for many. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly timeMs: number;
  /** What local time adds to UTC, milliseconds. */
  readonly offsetMs: number;
  /** Local hour of the day, [0, 24). */
  readonly hour: number;
  /** Whole local days since 1970. */
  readonly day: number;
  readonly weather: Weather;
}

/** An event that a device reports when one of its values passes from one word to another. */
export interface Announcement {
  readonly property: string;
  /** Any other word where absent. */
  readonly from?: Value;
  readonly to: Value;
  /** Event type as on the wire. */
  readonly event: string;
  /** Properties told with it. */
  readonly tells: readonly string[];
  /** What is told beside them; undefined where it is not to be told at all. */
  readonly adds?: (subject: Subject, moment: Moment) => Readonly<Record<string, unknown>> | undefined;
}

/** How one kind of device behaves when nothing happens. */
export interface Behavior {
  /** It reports at least this often, milliseconds. */
  readonly reportEveryMs: number;
  /** A number reports at once when it moves by this much since the last report; words and bits always do. */
  readonly notices?: Readonly<Record<string, number>>;
  readonly announces?: readonly Announcement[];
  /** Whose values it sums up: of the devices whose parent it is, or of those that link to it. */
  readonly reads?: 'parts' | 'linkedBy';
  /** What it shows: a function of the device and the moment alone. `others` is what those show whom it reads. */
  show(subject: Subject, moment: Moment, others: readonly Values[]): Values;
}

/** The moment at a time in an estate; offsetMs as of zoneOffsetMs. */
export function momentAt(estate: Estate, timeMs: number, offsetMs: number): Moment {
  return {
    timeMs,
    offsetMs,
    hour: localHour(timeMs, offsetMs),
    day: localDay(timeMs, offsetMs),
    weather: weatherAt(estate.salt, timeMs, offsetMs),
  };
}

/** Air temperature at a device, °C: central heating indoors, slow and cool below ground, the weather in the open. */
export function ambientC({ salt, surroundings }: Subject, { timeMs, weather }: Moment): number {
  const drift = smoothNoise(salt, 90, timeMs, 1_800_000);
  if (surroundings === 'open') return weather.temperatureC + 0.3 * drift;
  if (surroundings === 'underground') return 11 + 0.15 * (weather.temperatureC - 3) + 0.4 * drift;
  return 20.8 + between(salt, 91, -0.9, 0.9) + 0.7 * drift;
}

/** A battery that loses a percent in about two weeks and is changed at about a third. */
export function batteryPct({ salt }: Subject, { timeMs }: Moment): number {
  const lifeDays = 950;
  const age = (timeMs / DAY_MS + between(salt, 61, 0, lifeDays)) % lifeDays;
  return 100 - (65 * age) / lifeDays;
}
