import { readFileSync } from 'node:fs';
import { loadCode } from '../twin-server/src/load/load-device.ts';
import { readRunFile } from '../twin-server/src/run-file.ts';
import { MIDDLE, openAlarmSite } from './alarm-site.ts';
import { quantile } from './quantile.ts';

const DEVICES = 100_000;
const STARTS = 5;

/** Process start to ready with a hundred thousand chargers of eight datastreams each, imported and reported once: seconds. Asked: ≤ 15. */
export async function run(): Promise<object> {
  const rows = Array.from({ length: DEVICES }, (_, i) => ({
    deviceCode: loadCode(i),
    name: loadCode(i),
    kind: 'ev-charger',
    ...MIDDLE,
  }));
  const askedAt = performance.now();
  const site = await openAlarmSite(rows);
  const importedS = (performance.now() - askedAt) / 1000;
  try {
    await report(site.twin.url, site.key);
    await site.mqtt.endAsync();
    const tookS: number[] = [];
    for (let i = 0; i < STARTS; i++) {
      await site.twin.stop();
      const startedAt = performance.now();
      await site.twin.start();
      tookS.push((performance.now() - startedAt) / 1000);
    }
    const { pid } = (await readRunFile(site.twin.dataDir))!;
    return {
      devices: DEVICES,
      importedS: round(importedS),
      startMedianS: round(quantile(tookS, 0.5)),
      startMaxS: round(Math.max(...tookS)),
      residentMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024),
    };
  } finally {
    await site.twin.remove();
  }
}

/** Every device says once how it is, so that there is a state to start with. */
async function report(url: string, key: string): Promise<void> {
  const batch = 2_000;
  for (let from = 0; from < DEVICES; from += batch) {
    const body = Array.from({ length: batch }, (_, i) => ({
      device: loadCode(from + i),
      time: Date.now(),
      values: { voltageV: 220, currentA: 0, powerW: 0, temperatureC: 20 + (i % 10), socPct: 50, portState: 'idle' },
    }));
    const response = await fetch(`${url}/api/v1/observations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  }
}

const round = (seconds: number) => Math.round(seconds * 100) / 100;
