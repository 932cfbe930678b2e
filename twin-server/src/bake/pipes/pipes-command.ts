import { parseArgs } from 'node:util';
import { Medium } from 'twin-core';
import type { VerticalDatum } from 'twin-core/crs';
import { InputError, reasonOf } from '../../problem.ts';
import { TerrainGround } from '../terrain/terrain-ground.ts';
import { listTerrain } from '../terrain/terrain-list.ts';
import { bakePipes, type PipesOptions, type PipesReport } from './bake-pipes.ts';
import { PIPE_FIELDS, type PipeFieldNames } from './geojson/pipe-words.ts';
import { type GroundHeights, levelGround } from './ground-heights.ts';
import type { PlanPlacement } from './place-plan.ts';

/** How `bake pipes` is called. */
export const PIPES_USAGE = `bake pipes FILE --out DIR [--medium water|sewage|gas|power|heat|telecom]
         [--crs EPSG:N | --crs EPSG:N --affine A,B,C,D,E,F | --at LON,LAT [--scale METERS] [--turn DEG]]
         [--heights z|depth] [--datum egm96|ellipsoid|1985] [--depth METERS] [--part usual|axis|crown|invert]
         [--terrain DIR | --ground METERS] [--field NAME=PROPERTY]… [--json]`;

const usage = (reason: string) => new InputError(`${reason}; usage: ${PIPES_USAGE}`, { place: 'bake pipes' });

const DATUMS = ['egm96', 'ellipsoid', '1985'] as const satisfies readonly VerticalDatum[];
const PARTS = ['usual', 'axis', 'crown', 'invert'] as const;

function parse(argv: readonly string[]) {
  try {
    const text = { type: 'string' } as const;
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        out: text,
        medium: text,
        crs: text,
        affine: text,
        at: text,
        scale: text,
        turn: text,
        heights: text,
        datum: text,
        depth: text,
        part: text,
        terrain: text,
        ground: text,
        field: { type: 'string', multiple: true },
        json: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw usage(reasonOf(cause));
  }
}
type Values = ReturnType<typeof parse>['values'];

function numberIn(name: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value)) throw usage(`--${name} ${text}: expected a number`);
  return value;
}

function numbersIn(name: string, text: string, count: number): number[] {
  const parts = text.split(',');
  if (parts.length !== count) throw usage(`--${name} ${text}: expected ${count} numbers parted by commas`);
  return parts.map((part) => numberIn(name, part));
}

function oneOf<T extends string>(name: string, text: string | undefined, words: readonly T[], otherwise: T): T {
  if (text === undefined) return otherwise;
  const word = words.find((one) => one === text);
  if (!word) throw usage(`--${name} ${text}: expected ${words.join(', ')}`);
  return word;
}

function planOf({ crs, affine, at, scale, turn }: Values, isInp: boolean): PlanPlacement {
  if (at !== undefined) {
    if (crs !== undefined || affine !== undefined) throw usage('--at does not go with --crs and --affine');
    const [longitude = 0, latitude = 0] = numbersIn('at', at, 2);
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) throw usage(`--at ${at}: expected longitude,latitude`);
    const meters = scale === undefined ? 1 : numberIn('scale', scale);
    if (!(meters > 0)) throw usage(`--scale ${scale}: expected metres that one unit of the file is`);
    return {
      by: 'middle',
      longitude,
      latitude,
      scale: meters,
      headingDeg: turn === undefined ? 0 : numberIn('turn', turn),
    };
  }
  if (scale !== undefined || turn !== undefined) throw usage('--scale and --turn go with --at');
  if (affine !== undefined) {
    if (crs === undefined) throw usage('--affine needs the --crs that it leads to');
    return { by: 'affine', affine: numbersIn('affine', affine, 6), crs };
  }
  // GeoJSON is WGS 84 by its standard; an .inp never says what its coordinates are.
  if (crs === undefined && isInp) throw usage('where the network lies is missing: --crs, --crs with --affine, or --at');
  return { by: 'crs', crs: crs ?? 'EPSG:4326' };
}

function heightsOf({ heights, datum, depth, part }: Values, isInp: boolean): PipesOptions['heights'] {
  const by = oneOf('heights', heights, ['z', 'depth'], depth !== undefined || !isInp ? 'depth' : 'z');
  const of = oneOf('part', part, PARTS, 'usual');
  if (by === 'z') return { by, datum: oneOf('datum', datum, DATUMS, 'egm96'), part: of };
  if (datum !== undefined) throw usage('--datum goes with --heights z: depths are counted from the ground');
  if (!isInp) {
    if (depth !== undefined) throw usage('--depth is for .inp: lines of GeoJSON have a depth each');
    return { by, part: of };
  }
  if (depth === undefined) throw usage('--heights depth needs --depth METERS for an .inp');
  return { by, part: of, depthM: numberIn('depth', depth) };
}

function fieldsOf({ field = [] }: Values): PipeFieldNames {
  return Object.fromEntries(
    field.map((pair) => {
      const [name = '', property = ''] = pair.split('=');
      if (!(name in PIPE_FIELDS) || property === '')
        throw usage(`--field ${pair}: expected NAME=PROPERTY, NAME one of ${Object.keys(PIPE_FIELDS).join(', ')}`);
      return [name, property];
    }),
  );
}

/** Runs with the ground that the words name, and closes it. */
async function withGround<T>(
  { terrain, ground }: Values,
  run: (ground: GroundHeights | null) => Promise<T>,
): Promise<T> {
  if (terrain !== undefined && ground !== undefined) throw usage('--terrain and --ground do not go together');
  if (ground !== undefined) return run(levelGround(numberIn('ground', ground)));
  if (terrain === undefined) return run(null);
  const files = await listTerrain(terrain);
  if (files.length === 0) throw new InputError('no elevation model in this folder', { place: terrain });
  const opened = await TerrainGround.open(files);
  try {
    return await run(async (longitudes, latitudes) => (await opened.heights(longitudes, latitudes)).heights);
  } finally {
    await opened.close();
  }
}

/**
 * `bake pipes FILE --out DIR …`: arguments after `pipes` in, the report for `--json` out. Depths are metres below the ground of
 * `--terrain` (elevation models) or `--ground` (metres above the ellipsoid). Throws InputError for wrong usage or a file that cannot be used.
 */
export async function runBakePipes(argv: readonly string[]): Promise<PipesReport> {
  const { values, positionals } = parse(argv);
  const [file, ...more] = positionals;
  if (file === undefined) throw usage('no FILE');
  if (more.length > 0) throw usage(`${more[0]}: one FILE at a time`);
  if (!values.out) throw usage('--out DIR is missing');
  const { out } = values;
  const isInp = /\.inp$/i.test(file);
  const medium = values.medium === undefined ? undefined : Medium.safeParse(values.medium);
  if (medium && !medium.success) throw usage(`--medium ${values.medium}: expected ${Medium.options.join(', ')}`);
  const options = {
    medium: medium?.data,
    plan: planOf(values, isInp),
    heights: heightsOf(values, isInp),
    fields: fieldsOf(values),
  };
  return withGround(values, (ground) => {
    if (options.heights.by === 'depth' && !ground)
      throw usage('depths are counted from the ground: give --terrain DIR or --ground METERS');
    return bakePipes(file, out, { ...options, ground });
  });
}
