import { ambientC, type Behavior, type Moment } from '../behavior.ts';
import { dailyHump } from '../local-time.ts';
import { between, smoothNoise } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** Temperature and humidity at an outdoor station: the estate's weather with the station's own small error. */
function outdoorAir({ salt }: Subject, { timeMs, weather }: Moment) {
  return {
    temperatureC: weather.temperatureC + between(salt, 1, -0.4, 0.4) + 0.1 * smoothNoise(salt, 2, timeMs, 60_000),
    humidityPct: weather.humidityPct + between(salt, 3, -2, 2) + 0.6 * smoothNoise(salt, 4, timeMs, 90_000),
  };
}

/** Wet-bulb temperature in °C from air temperature and relative humidity: Stull 2011, eq. 1, good to 1 °C for 5–99 %RH. */
function wetBulbC(temperatureC: number, humidityPct: number): number {
  return (
    temperatureC * Math.atan(0.151977 * Math.sqrt(humidityPct + 8.313659)) +
    Math.atan(temperatureC + humidityPct) -
    Math.atan(humidityPct - 1.676331) +
    0.00391838 * humidityPct ** 1.5 * Math.atan(0.023101 * humidityPct) -
    4.686035
  );
}

/** People at home or at work around the device, 0 to 1. */
const presence = (hour: number) => Math.min(1, 0.35 + 0.5 * dailyHump(hour, 10, 3) + 0.6 * dailyHump(hour, 17, 3));

/** Cars moving in the garage, 0 to 1: out in the morning, in after work. */
const driving = (hour: number) => Math.max(dailyHump(hour, 7.8, 0.9), 0.9 * dailyHump(hour, 18.4, 1.3));

/** Air, weather and noise of the estate. */
export const environmentBehaviors: Readonly<Record<string, Behavior>> = {
  'air-station': {
    reportEveryMs: 10_000,
    notices: { pm25: 6 },
    show: (subject, moment) => {
      const { salt } = subject;
      const pm25 = moment.weather.pm25 + between(salt, 5, -2, 2) + 1.5 * smoothNoise(salt, 6, moment.timeMs, 120_000);
      return {
        pm25,
        pm10: pm25 * between(salt, 7, 1.5, 1.7) + 8 + 3 * smoothNoise(salt, 8, moment.timeMs, 150_000),
        ...outdoorAir(subject, moment),
      };
    },
  },
  'weather-station': {
    reportEveryMs: 10_000,
    show: (subject, moment) => ({
      ...outdoorAir(subject, moment),
      windSpeedMps: moment.weather.windSpeedMps,
      windDirDeg: moment.weather.windDirDeg,
      rainMmH: moment.weather.rainMmH,
      pressureHpa: moment.weather.pressureHpa,
    }),
  },
  'noise-meter': {
    reportEveryMs: 8_000,
    notices: { noiseDba: 6 },
    show: ({ salt }, { timeMs, hour }) => {
      const traffic = 4 * dailyHump(hour, 8, 1.6) + 4 * dailyHump(hour, 18, 2) + 5 * dailyHump(hour, 13, 6);
      const moving = 1.6 * smoothNoise(salt, 2, timeMs, 15_000) + 0.8 * smoothNoise(salt, 3, timeMs, 90_000);
      return { noiseDba: Math.min(54, 38.5 + between(salt, 1, -1.5, 2.5) + traffic + moving) };
    },
  },
  'indoor-air': {
    reportEveryMs: 12_000,
    notices: { coMgM3: 2 },
    show: (subject, moment) => {
      const { salt, surroundings } = subject;
      const wander = (channel: number) => smoothNoise(salt, channel, moment.timeMs, 300_000);
      const garage = surroundings === 'underground';
      const people = garage ? 0.1 : presence(moment.hour);
      const cars = garage ? driving(moment.hour) : 0;
      return {
        co2Pct: 0.043 + 0.045 * people + 0.02 * cars + 0.003 * wander(2),
        coMgM3: 0.5 + 4.5 * cars + 0.2 * wander(3),
        hchoMgM3: between(salt, 4, 0.02, 0.045) + 0.004 * wander(4),
        tvocMgM3: between(salt, 5, 0.12, 0.3) + 0.08 * people + 0.15 * cars + 0.02 * wander(5),
        temperatureC: ambientC(subject, moment) + 0.1 * wander(6),
        humidityPct: (garage ? 48 : 33) + between(salt, 7, -4, 4) + 1.5 * wander(7),
      };
    },
  },
  'flood-level': {
    reportEveryMs: 45_000,
    notices: { levelM: 0.03 },
    // Dry, but for what seeps in.
    show: ({ salt }, { timeMs }) => ({
      levelM: Math.max(0, 0.01 + 0.01 * smoothNoise(salt, 1, timeMs, 600_000)),
      rateMH: 0,
    }),
  },
  'thermal-point': {
    reportEveryMs: 12_000,
    show: (subject, moment) => {
      const air = outdoorAir(subject, moment);
      // WBGT outdoors by its definition (GB/T 17244): 0.7 natural wet bulb + 0.2 globe + 0.1 air; a low sun warms the globe by 8 K.
      const globeC = air.temperatureC + 8 * moment.weather.sun;
      return {
        ...air,
        wbgtC: 0.7 * wetBulbC(air.temperatureC, air.humidityPct) + 0.2 * globeC + 0.1 * air.temperatureC,
      };
    },
  },
};
