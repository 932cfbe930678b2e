import { rm } from 'node:fs/promises';
import { TwinProcess } from '../e2e/twin-process.ts';
import { quantile } from './quantile.ts';

const WARM_RUNS = 5;

/**
 * Process start to ready, in seconds: once with an empty data folder and everything to bake, then warm. Needs a build; the install is
 * not in it.
 */
export async function run(): Promise<object> {
  await rm('tilesets/index.json', { force: true });
  const began = performance.now();
  const twin = await TwinProcess.create();
  const first = (performance.now() - began) / 1000;
  const warm: number[] = [];
  for (let i = 0; i < WARM_RUNS; i++) {
    await twin.stop();
    const again = performance.now();
    await twin.start();
    warm.push((performance.now() - again) / 1000);
  }
  await twin.remove();
  return {
    firstDataS: round(first),
    warmMedianS: round(quantile(warm, 0.5)),
    warmMaxS: round(Math.max(...warm)),
    runs: WARM_RUNS,
  };
}

const round = (seconds: number) => Math.round(seconds * 100) / 100;
