import { performance } from 'node:perf_hooks';
import { CONTENDERS, type Contender, folderFor } from './ifc-bake-contenders.ts';

/** What one conversion took. */
export interface Measured {
  readonly file: string;
  /** Wall time from reading the file to the last byte written, loading the WebAssembly included, seconds. */
  readonly seconds: number;
  /** Processor time of all threads in the same span, seconds. */
  readonly cpuSeconds: number;
  /** Largest resident set of the process so far, MiB. */
  readonly peakRssMb: number;
  readonly triangles: number | null;
  /** Why there is no result; null where there is one. */
  readonly failed: string | null;
}

/** What the process is to do: the files one after another, all of them `passes` times. */
export interface Order {
  readonly contender: Contender;
  readonly files: readonly string[];
  readonly passes: number;
  readonly out: string;
}

async function measure({ contender, out }: Order, file: string): Promise<Measured> {
  const folder = await folderFor(out, contender, file);
  const cpu = process.cpuUsage();
  const began = performance.now();
  let triangles: number | null = null;
  let failed: string | null = null;
  try {
    ({ triangles } = await CONTENDERS[contender](file, folder));
  } catch (cause) {
    failed = cause instanceof Error ? cause.message : String(cause);
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const peakRssMb = process.resourceUsage().maxRSS / 1024;
  return { file, seconds, cpuSeconds: (user + system) / 1e6, peakRssMb, triangles, failed };
}

process.once('message', async (message) => {
  const order = message as Order;
  const passes: Measured[][] = [];
  for (let pass = 0; pass < order.passes; pass++) {
    const measured: Measured[] = [];
    for (const file of order.files) measured.push(await measure(order, file));
    passes.push(measured);
  }
  process.send?.(passes, undefined, undefined, () => process.exit());
});
