import { load, openBare, openTwin, type RunResult, type Target } from './ingest-run.ts';
import { quantile } from './quantile.ts';

/** INGEST_S: seconds of each run; INGEST_RUNS: how many of each; INGEST_RATE: only this rate, once, against nothing. */
const SECONDS = Number(process.env.INGEST_S ?? 15);
const RUNS = Number(process.env.INGEST_RUNS ?? 5);
const DEVICES = 15_000;
const CLIENTS = 50;
const WARM_UP_S = 4;

/** More than any of them can take: what is acknowledged then is what it holds. */
const FLOOD = 60_000;

/**
 * Messages a second from MQTT publish to push client, 50 clients, on the one machine: latencies at 5,000/s and 15,000/s, and what is held
 * when more comes than can be taken, against the bare loop in turns. Medians, and the worst run beside them.
 */
export async function run(): Promise<object> {
  const measured = (target: Target, rate: number, alarmRate: number) =>
    load(target, { devices: DEVICES, rate, alarmRate, clients: CLIENTS, warmUpS: WARM_UP_S, seconds: SECONDS });
  const twin = await openTwin(DEVICES);
  try {
    const only = process.env.INGEST_RATE;
    if (only) return { [`twin ${only}`]: await measured(twin, Number(only), 20) };
    const bare = await openBare();
    try {
      const runs: Record<string, RunResult[]> = {};
      const note = async (name: string, result: Promise<RunResult>) => {
        runs[name] = [...(runs[name] ?? []), await result];
      };
      for (let i = 0; i < RUNS; i++) {
        for (const rate of [5_000, 15_000, FLOOD]) await note(`twin ${rate}`, measured(twin, rate, 20));
        for (const rate of [15_000, FLOOD]) await note(`bare ${rate}`, measured(bare, rate, 0));
      }
      return Object.fromEntries(Object.entries(runs).map(([name, results]) => [name, summary(results)]));
    } finally {
      await bare.close();
    }
  } finally {
    await twin.close();
  }
}

/** Of each figure its median over the runs and its worst: the greatest, or the least of what is held. */
function summary(results: readonly RunResult[]): object {
  const figures = Object.keys(results[0] ?? {}) as (keyof RunResult)[];
  return Object.fromEntries(
    figures.map((figure) => {
      const values = results.map((result) => result[figure]);
      const worst = figure === 'perSecond' || figure === 'acknowledged' ? Math.min(...values) : Math.max(...values);
      return [figure, { median: Math.round(quantile(values, 0.5)), worst: Math.round(worst) }];
    }),
  );
}
