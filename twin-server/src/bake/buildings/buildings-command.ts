import { parseArgs } from 'node:util';
import { readCrs } from 'twin-core/crs';
import { readFeatures } from '../../geodata/index.ts';
import { InputError, reasonOf } from '../../problem.ts';
import { type BuildingsReport, bakeBuildings } from './bake-buildings.ts';
import { openBuildingGround } from './building-ground.ts';

const USAGE =
  'bake buildings FILE --out DIR [--height-field NAME] [--crs EPSG:N|GCJ-02|BD-09] [--swap-axes] [--terrain DIR] [--json]';

const usage = (reason: string) => new InputError(`${reason}; usage: ${USAGE}`, { place: 'bake buildings' });

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        'height-field': { type: 'string' },
        crs: { type: 'string' },
        'swap-axes': { type: 'boolean' },
        terrain: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw usage(reasonOf(cause));
  }
}

/** `bake buildings FILE --out DIR …`: arguments after `buildings` in, the report for `--json` out. Throws InputError for wrong usage or a file that cannot be used. */
export async function runBakeBuildings(
  argv: readonly string[],
  onProgress?: (line: string) => void,
): Promise<BuildingsReport> {
  const { values, positionals } = parse(argv);
  const [path, ...more] = positionals;
  if (path === undefined) throw usage('no FILE');
  if (more.length > 0) throw usage(`${more[0]}: one FILE at a time`);
  const { out, crs, terrain, 'height-field': heightField, 'swap-axes': swapAxes } = values;
  if (!out) throw usage('--out DIR is missing');
  const reading = crs === undefined ? null : readCrs(crs);
  if (reading && 'reason' in reading) throw usage(`--crs ${crs}: ${reading.reason}`);
  const ground = terrain === undefined ? null : await openBuildingGround(terrain);
  try {
    const file = await readFeatures(path, { name: path, crs, swapAxes });
    const report = await bakeBuildings(file.features(), out, { heightField, ground: ground?.heights, onProgress });
    return { ...report, warnings: [...file.warnings, ...report.warnings] };
  } finally {
    await ground?.close();
  }
}
