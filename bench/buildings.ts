import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bakeBuildings } from '../twin-server/src/bake/buildings/index.ts';
import { triangulate } from '../twin-server/src/bake/buildings/triangulate.ts';
import { readFeatures } from '../twin-server/src/geodata/index.ts';
import { footprints } from './city-footprints.ts';
import { quantile } from './quantile.ts';

const ROUNDS = 5;

/** Seconds that this process spent on a processor: on a shared machine the clock would count the others' work. */
const processorS = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function timed<T>(work: () => Promise<T>): Promise<[value: T, seconds: number]> {
  const began = processorS();
  const value = await work();
  return [value, processorS() - began];
}

/**
 * Footprints to tiles: buildings a second of one processor, all in (read, checked, mended, extruded, packed three times), and of the parts:
 * reading alone, and triangulating the roofs alone with earcut, which is the limit of any such bake. Bytes a building gzipped.
 */
export async function run(): Promise<object> {
  const { name, file } = footprints();
  const folder = await mkdtemp(join(tmpdir(), 'twin-bench-buildings-'));
  try {
    const bake = async (out: string) => bakeBuildings((await readFeatures(file)).features(), join(folder, out));
    await bake('warm');
    // Before anything else is held: collecting it would count too.
    const report = await bake('measured');
    const bakes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) bakes.push((await timed(() => bake(`round-${round}`)))[1]);
    const bakeS = quantile(bakes, 0.5);
    const rings: number[][][] = [];
    const [count, readS] = await timed(async () => {
      let read = 0;
      for await (const { geometry } of (await readFeatures(file)).features()) {
        read += 1;
        if (geometry.type === 'Polygon') rings.push(geometry.coordinates[0]!.slice(1));
      }
      return read;
    });
    const plans = rings.map((ring) => ring.flatMap(([x, y]) => [x!, y!]));
    const [roofTriangles, earcutS] = await timed(async () =>
      plans.reduce((sum, plan) => sum + triangulate(plan).length / 3, 0),
    );
    const tiles = join(folder, 'measured/tiles');
    let gzipped = 0;
    for (const tile of await readdir(tiles)) if (tile.endsWith('.gz')) gzipped += (await stat(join(tiles, tile))).size;
    const perS = (seconds: number) => Math.round(report.buildings / seconds);
    return {
      set: name,
      buildings: report.buildings,
      features: count,
      tiles: report.tiles,
      triangles: report.triangles,
      buildingsPerProcessorS: perS(bakeS),
      readingPerS: Math.round(count / readS),
      earcutAlonePerS: perS(earcutS),
      roofTriangles,
      shareOfEarcut: Math.round((earcutS / bakeS) * 1000) / 1000,
      gzippedBytesEach: Math.round((gzipped / report.buildings) * 10) / 10,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
