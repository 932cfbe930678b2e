import { dailyHump, localHour } from './local-time.ts';
import { smoothNoise } from './noise.ts';

/** The air over the whole estate at one instant: what every station and every outdoor device shares. */
export interface Weather {
  readonly temperatureC: number;
  readonly humidityPct: number;
  readonly windSpeedMps: number;
  /** Where the wind comes from, degrees clockwise from north. */
  readonly windDirDeg: number;
  readonly rainMmH: number;
  /** At the station, not reduced to sea level, hPa. */
  readonly pressureHpa: number;
  /** Micrograms per cubic metre. */
  readonly pm25: number;
  /** Share of the clear noon sun of the season, 0 by night to 1. */
  readonly sun: number;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

const CHANNEL = { front: 1, air: 2, humid: 3, wind: 4, windDir: 5, pressure: 6, cloud: 7 };

/**
 * Late November in Taiyuan, about 790 m above the sea: dry, −3 to 10 °C, light north-westerly wind, heating-season haze that stays
 * below the PM2.5 alarm limit of 75 µg/m³. A function of the salt and the time alone.
 */
export function weatherAt(salt: number, timeMs: number, offsetMs: number): Weather {
  const hour = localHour(timeMs, offsetMs);
  const hours = (n: number) => n * 3_600_000;
  const noise = (channel: number, periodMs: number) => smoothNoise(salt, channel, timeMs, periodMs);
  // Coldest before sunrise, warmest at half past two.
  const daily = Math.cos(((hour - 14.5) / 24) * 2 * Math.PI);
  const temperatureC = clamp(3.2 + 4.7 * daily + 1.4 * noise(CHANNEL.front, hours(30)), -3, 10);
  // Sunrise about 7:25 and sunset about 17:05 there in the last third of November.
  const sky = clamp(0.75 + 0.35 * noise(CHANNEL.cloud, hours(2)), 0.3, 1);
  const sun = hour > 7.4 && hour < 17.1 ? Math.sin(((hour - 7.4) / 9.7) * Math.PI) * sky : 0;
  const traffic = 5 * dailyHump(hour, 8, 1.8) + 6 * dailyHump(hour, 20.5, 3);
  return {
    temperatureC,
    humidityPct: clamp(52 - 2.3 * (temperatureC - 3) + 6 * noise(CHANNEL.humid, hours(11)), 20, 85),
    windSpeedMps: clamp(
      1.7 + 0.7 * dailyHump(hour, 14, 4) + 0.9 * noise(CHANNEL.wind, hours(1)) + 0.5 * noise(CHANNEL.wind, 20_000),
      0.1,
      8,
    ),
    windDirDeg: (315 + 45 * noise(CHANNEL.windDir, hours(3)) + 12 * noise(CHANNEL.windDir, 40_000) + 360) % 360,
    rainMmH: 0,
    pressureHpa: 927 + 4 * noise(CHANNEL.pressure, hours(36)) - 0.6 * daily,
    pm25: clamp(46 + 11 * noise(CHANNEL.air, hours(9)) + traffic, 30, 66),
    sun,
  };
}
