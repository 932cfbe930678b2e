/** Runs the named benchmarks (`npm run bench -- alarm-latency …`), all of them without a name, and prints one JSON line each. */
const BENCHES: Readonly<Record<string, () => Promise<{ run(): Promise<object> }>>> = {
  'alarm-latency': () => import('./alarm-latency.ts'),
  'alarm-actions': () => import('./alarm-actions.ts'),
  'alarm-flood': () => import('./alarm-flood.ts'),
  'fan-out': () => import('./fan-out.ts'),
  scale: () => import('./scale.ts'),
  faults: () => import('./faults.ts'),
  ingest: () => import('./ingest.ts'),
  'mqtt-listener': () => import('./mqtt-listener.ts'),
  import: () => import('./import.ts'),
  'ifc-bake': () => import('./ifc-bake.ts'),
  'ifc-bake-limits': () => import('./ifc-bake-limits.ts'),
  terrain: () => import('./terrain.ts'),
  buildings: () => import('./buildings.ts'),
  'city-frame': () => import('./city-frame.ts'),
  networks: () => import('./networks.ts'),
  sight: () => import('./sight.ts'),
  routes: () => import('./routes.ts'),
  start: () => import('./start.ts'),
  'start-large': () => import('./start-large.ts'),
  house: () => import('./house.ts'),
  pictures: () => import('./pictures.ts'),
  'tour-pictures': () => import('./tour-pictures.ts'),
  'property-search': () => import('./property-search.ts'),
  search: () => import('./search.ts'),
  'scene-frame': () => import('./scene-frame.ts'),
  'map-frame': () => import('./map-frame.ts'),
  history: () => import('./history.ts'),
  'back-trace': () => import('./back-trace.ts'),
  'device-symbols': () => import('./device-symbols.ts'),
  'alarm-queue': () => import('./alarm-queue.ts'),
  'desk-budgets': () => import('./desk-budgets.ts'),
  heap: () => import('./heap-slope.ts'),
  'context-loss': () => import('./context-loss.ts'),
  replay: () => import('./replay.ts'),
};

export {};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')}: no such benchmark; there are ${Object.keys(BENCHES).join(', ')}\n`);
  process.exit(2);
}
for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
  const bench = await BENCHES[name]?.();
  process.stdout.write(`${JSON.stringify({ bench: name, ...(await bench?.run()) })}\n`);
}
