import { readFile } from 'node:fs/promises';
import { connectAsync } from 'mqtt';
import type { TwinProcess } from '../e2e/twin-process.ts';

/** What an estate of this size raises, alarms an hour: one time the load. */
const ALARMS_PER_H = 6;
const BURST_MS = 100;
const HOUR_MS = 3_600_000;
/** So many messages may be unacknowledged; what would be more is not sent, and not later either. */
const WINDOW = 4_000;

export interface EstateLoad {
  /** Ends it; what was acknowledged in all, and how many messages could not be sent because the server was behind. */
  stop(): Promise<{ readonly messagesPerS: number; readonly alarms: number; readonly leftOut: number }>;
}

interface Listed {
  readonly code: string;
  readonly kind: string;
}

/**
 * Sends so many times what the estate's own simulator does (`ownPerS`, messages a second) beside it: values of its smoke detectors, and intrusions
 * that come and go.
 */
export async function startLoad(twin: TwinProcess, ownPerS: number, times: number): Promise<EstateLoad> {
  const { site, devices } = await readEstate();
  const detectors = devices.filter(({ kind }) => kind === 'smoke-detector');
  const fences = devices.filter(({ kind }) => kind === 'pulse-fence-zone');
  const client = await connectAsync(twin.mqttUrl, { username: twin.gateway.account, password: twin.gateway.key });
  const began = Date.now();
  let [due, acknowledged, waiting, leftOut, alarms] = [0, 0, 0, 0, 0];
  const send = (device: string, channel: string, body: object) => {
    waiting++;
    client.publish(`twin/${site}/${device}/${channel}`, JSON.stringify(body), { qos: 1 }, (error) => {
      waiting--;
      if (!error) acknowledged++;
    });
  };
  const timer = setInterval(() => {
    const now = Date.now();
    // By the clock, not by the beat: a busy machine beats more slowly.
    const until = Math.floor(((now - began) / 1000) * ownPerS * times);
    for (; due < until; due++) {
      if (waiting >= WINDOW) {
        leftOut++;
        continue;
      }
      const { code } = detectors[due % detectors.length]!;
      send(code, 'observations', { time: now, values: { obscurationPctM: (due % 10) / 100 } });
    }
    const dueAlarms = Math.floor(((now - began) / HOUR_MS) * ALARMS_PER_H * times);
    for (; alarms < dueAlarms; alarms++) {
      const { code } = fences[alarms % fences.length]!;
      send(code, 'events', { id: `heap-${alarms}`, time: now, type: 'perimeter.intrusion', data: {} });
    }
  }, BURST_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      const seconds = (Date.now() - began) / 1000;
      await client.endAsync(true);
      return { messagesPerS: Math.round(acknowledged / seconds), alarms, leftOut };
    },
  };
}

async function readEstate(): Promise<{ site: string; devices: readonly Listed[] }> {
  const read = async (name: string) => JSON.parse(await readFile(`models/${name}`, 'utf8')) as unknown;
  const { site } = (await read('site.json')) as { site: string };
  return { site, devices: (await read('devices.json')) as readonly Listed[] };
}
