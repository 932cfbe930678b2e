import { parseArgs } from 'node:util';
import { InputError, reasonOf } from '../problem.ts';
import { type BuildingsReport, runBakeBuildings } from './buildings/index.ts';
import { type BakeOptions, type BakeProgress, type BakeReport, bakeIfc } from './ifc/index.ts';
import { type PipesReport, runBakePipes } from './pipes/index.ts';
import { runBakeTerrain, type TerrainReport } from './terrain/index.ts';

const BAKE_USAGE = 'bake ifc FILE --out DIR [--lon D --lat D] [--height M] [--heading DEG] [--json]';

const usage = (reason: string) => new InputError(`${reason}; usage: ${BAKE_USAGE}`, { place: 'bake' });

/** Joins `--lat -33.9` to `--lat=-33.9`: parseArgs takes a negative number for an option. */
function joinNegatives(argv: readonly string[]): string[] {
  return argv.reduce<string[]>((joined, word) => {
    const last = joined.at(-1) ?? '';
    if (/^-[\d.]/.test(word) && /^--[a-z]+$/.test(last)) joined[joined.length - 1] = `${last}=${word}`;
    else joined.push(word);
    return joined;
  }, []);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: joinNegatives(argv),
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        lon: { type: 'string' },
        lat: { type: 'string' },
        height: { type: 'string' },
        heading: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw usage(reasonOf(cause));
  }
}

function numberIn(name: string, text: string | undefined, limit: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || Math.abs(value) > limit) {
    throw usage(`--${name} ${text}: expected a number from ${-limit} to ${limit}`);
  }
  return value;
}

/** How the command speaks and runs. */
export interface RunOptions extends Pick<BakeOptions, 'worker' | 'limits'> {
  /** A line for the user: the phase that has begun. */
  readonly onProgress?: (line: string) => void;
  /** Listens for the end of the program from now on; asked by what has processes and folders to take away then. */
  readonly untilStopped?: () => AbortSignal;
}

const PHASES: Readonly<Record<BakeProgress['phase'], string>> = {
  read: 'file read',
  properties: 'properties read',
  meshes: 'making meshes',
  tiles: 'tiles made',
  write: 'written',
};

/** Tells each phase once, however often it reports. */
function tellPhases(say: (line: string) => void): (progress: BakeProgress) => void {
  let last = '';
  return ({ phase }) => {
    if (phase === last) return;
    last = phase;
    say(PHASES[phase]);
  };
}

/**
 * The command `bake`: arguments after it in, the report for `--json` out. Throws InputError for wrong usage or a bad file.
 */
export async function runBake(
  argv: readonly string[],
  options: RunOptions = {},
): Promise<BakeReport | TerrainReport | BuildingsReport | PipesReport> {
  const [kind, ...rest] = argv;
  switch (kind) {
    case undefined:
      throw usage('nothing to bake named');
    case 'ifc':
      return runBakeIfc(rest, options);
    case 'terrain':
      return runBakeTerrain(rest, options.onProgress);
    case 'pipes':
      return runBakePipes(joinNegatives(rest));
    case 'buildings':
      return runBakeBuildings(rest, options.onProgress);
    default:
      throw usage(`${kind}: unknown kind`);
  }
}

/** `bake ifc FILE --out DIR …`, FILE being an .ifc or an .ifczip or .zip of one: `--height` is in metres above the ellipsoid, `--heading` the azimuth of the model's +Y in degrees. */
async function runBakeIfc(argv: readonly string[], options: RunOptions): Promise<BakeReport> {
  const { onProgress, worker, limits, untilStopped } = options;
  const { values, positionals } = parse(argv);
  const [file, ...more] = positionals;
  if (file === undefined) throw usage('no FILE');
  if (more.length > 0) throw usage(`${more[0]}: one FILE at a time`);
  if (values.out === undefined || values.out === '') throw usage('--out DIR is missing');
  if ((values.lon === undefined) !== (values.lat === undefined)) throw usage('--lon and --lat go together');
  return bakeIfc(file, values.out, {
    worker,
    limits,
    signal: untilStopped?.(),
    onProgress: onProgress && tellPhases(onProgress),
    longitude: numberIn('lon', values.lon, 180),
    latitude: numberIn('lat', values.lat, 90),
    height: numberIn('height', values.height, 100_000),
    headingDeg: numberIn('heading', values.heading, 360),
  });
}
