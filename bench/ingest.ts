import { load, openBare, openTwin } from './ingest-run.ts';

/** INGEST_S: seconds of each run; INGEST_RATE: only this rate, against nothing. */
const SECONDS = Number(process.env.INGEST_S ?? 20);
const DEVICES = 15_000;
const CLIENTS = 50;
const WARM_UP_S = 4;

/** More than any of them can take: what is acknowledged then is what it holds. */
const FLOOD = 60_000;

/**
 * Messages a second from MQTT publish to push client, 50 clients, on the one machine: latencies at 5,000/s and 15,000/s, and what is held
 * when more comes than can be taken, against the bare loop in turns.
 */
export async function run(): Promise<object> {
  const options = { devices: DEVICES, alarmRate: 20, clients: CLIENTS, warmUpS: WARM_UP_S, seconds: SECONDS };
  const results: Record<string, unknown> = {};
  const twin = await openTwin(DEVICES);
  try {
    const only = process.env.INGEST_RATE;
    for (const rate of only ? [Number(only)] : [5_000, 15_000, FLOOD])
      results[`twin ${rate}`] = await load(twin, { ...options, rate });
  } finally {
    await twin.close();
  }
  if (process.env.INGEST_RATE) return results;
  const bare = await openBare();
  try {
    for (const rate of [5_000, 15_000, FLOOD])
      results[`bare ${rate}`] = await load(bare, { ...options, rate, alarmRate: 0 });
  } finally {
    await bare.close();
  }
  return results;
}
