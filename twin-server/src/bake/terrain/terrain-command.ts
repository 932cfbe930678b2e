import { parseArgs } from 'node:util';
import { isKnownCrs, type VerticalDatum } from 'twin-core/crs';
import { InputError, reasonOf } from '../../problem.ts';
import { bakeTerrain, type TerrainReport } from './bake-terrain.ts';

const USAGE =
  'bake terrain FILE… --out DIR [--max-level N] [--height-datum egm96|ellipsoid|1985] [--crs EPSG:N] [--json]';
const DATUMS: readonly VerticalDatum[] = ['egm96', 'ellipsoid', '1985'];
const MOST_LEVEL = 18;

const usage = (reason: string) => new InputError(`${reason}; usage: ${USAGE}`, { place: 'bake terrain' });

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        'max-level': { type: 'string' },
        'height-datum': { type: 'string' },
        crs: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw usage(reasonOf(cause));
  }
}

function levelIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const level = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (!(level <= MOST_LEVEL)) throw usage(`--max-level ${text}: expected a number from 0 to ${MOST_LEVEL}`);
  return level;
}

/**
 * `bake terrain FILE… --out DIR …`: arguments after `terrain` in, the report for `--json` out. Where files overlap the first counts.
 * Throws InputError for wrong usage or a file that cannot be used.
 */
export async function runBakeTerrain(
  argv: readonly string[],
  onProgress?: (line: string) => void,
): Promise<TerrainReport> {
  const { values, positionals } = parse(argv);
  if (positionals.length === 0) throw usage('no FILE');
  const { out, crs, 'height-datum': datumName } = values;
  if (!out) throw usage('--out DIR is missing');
  const datum = DATUMS.find((one) => one === datumName);
  if (datumName !== undefined && !datum) throw usage(`--height-datum ${datumName}: expected ${DATUMS.join(', ')}`);
  if (crs !== undefined && !isKnownCrs(crs)) throw usage(`--crs ${crs}: not known here`);
  const maxLevel = levelIn(values['max-level']);
  return bakeTerrain(
    positionals.map((file) => ({ file, crs, datum })),
    out,
    { maxLevel, onProgress },
  );
}
