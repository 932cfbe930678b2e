import { rmdir } from 'node:fs/promises';
import sqlite from 'node-sqlite3-wasm';
import { InputError, reasonOf } from '../problem.ts';
import { type ArchiveFacts, boundsOf, datumOf, type TileArchive } from './tile-archive.ts';
import { MOST_TILE_BYTES, type TileImage, tileImageOf } from './tile-image.ts';

const MOST_ZOOM = 24;
const MOST_METADATA = 200;

/** Where the tiles are: one table, or the two that repeated tiles are stored in once. Never a view of the file's own: it may say anything. */
const LAYOUTS: readonly { readonly tables: readonly string[]; readonly from: string }[] = [
  { tables: ['tiles'], from: 'tiles' },
  { tables: ['map', 'images'], from: 'map JOIN images USING (tile_id)' },
];

/**
 * Opens an .mbtiles file of pictures (MBTiles 1.3, rows from the south). Throws InputError for a file that is none, that holds vector tiles,
 * or whose tiles no index leads to.
 */
export async function openMbtiles(file: string): Promise<TileArchive> {
  // Only this server opens its files, one statement at a time: a lock that is there is of a process that was killed.
  await rmdir(`${file}.lock`).catch(() => undefined);
  const database = attempt(file, () => new sqlite.Database(file, { readOnly: true, fileMustExist: true }));
  try {
    const from = attempt(file, () => layoutOf(database, file));
    const metadata = attempt(file, () => metadataOf(database));
    const query = attempt(file, () =>
      database.prepare(
        `SELECT length(tile_data) AS size, CASE WHEN length(tile_data) <= ${MOST_TILE_BYTES} THEN tile_data END AS data
         FROM ${from} WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1`,
      ),
    );
    const tile = async (zoom: number, x: number, y: number): Promise<TileImage | null> => {
      const place = `${file}: tile ${zoom}/${x}/${y}`;
      // To the end of its rows, which gives the file free.
      const [row] = attempt(place, () => query.all([zoom, x, 2 ** zoom - 1 - y]));
      if (!row) return null;
      const image = row.data instanceof Uint8Array ? tileImageOf(row.data) : null;
      if (!image)
        throw new InputError(`expected a picture of at most ${MOST_TILE_BYTES} bytes, found ${row.size} bytes`, {
          place,
        });
      return image;
    };
    const facts = attempt(file, () => factsOf(database, from, metadata, file));
    return {
      facts: { ...facts, tilePx: (await firstTile(database, from, tile))?.sidePx ?? facts.tilePx },
      tile,
      close: async () => {
        query.finalize();
        database.close();
      },
    };
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** What SQLite says of a file becomes a fault of the file. */
function attempt<T>(place: string, step: () => T): T {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`not a readable MBTiles file: ${reasonOf(cause)}`, { place, cause });
  }
}

function layoutOf(database: sqlite.Database, file: string): string {
  const tables = new Set(
    database
      .all("SELECT lower(name) AS name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'create virtual%'")
      .map(({ name }) => name),
  );
  const layout = LAYOUTS.find((one) => one.tables.every((table) => tables.has(table)));
  if (!layout) throw new InputError('expected a table tiles, or tables map and images', { place: file });
  // Each table of the plan must be searched by an index: a scan of a large file would hold up everybody.
  const plan = database.all(
    `EXPLAIN QUERY PLAN SELECT tile_data FROM ${layout.from} WHERE zoom_level = 1 AND tile_column = 1 AND tile_row = 1`,
  );
  if (plan.some(({ detail }) => !String(detail).startsWith('SEARCH')))
    throw new InputError('expected an index over zoom_level, tile_column, tile_row', { place: file });
  return layout.from;
}

function metadataOf(database: sqlite.Database): ReadonlyMap<string, string> {
  const rows = database.all(
    `SELECT name, value FROM metadata WHERE length(value) <= 4096 ORDER BY name LIMIT ${MOST_METADATA}`,
  );
  return new Map(rows.map(({ name, value }) => [String(name).toLowerCase(), String(value ?? '')]));
}

function factsOf(
  database: sqlite.Database,
  from: string,
  metadata: ReadonlyMap<string, string>,
  file: string,
): ArchiveFacts {
  const format = metadata.get('format') ?? '';
  if (format === 'pbf' || format === 'mvt')
    throw new InputError('holds vector tiles; expected pictures (png, jpg, webp)', { place: file });
  // The zooms that there are count, not those somebody wrote down.
  const zoom = (order: 'ASC' | 'DESC') =>
    database.get(`SELECT zoom_level AS zoom FROM ${from} ORDER BY zoom_level ${order} LIMIT 1`)?.zoom;
  const [minZoom, maxZoom] = [zoom('ASC'), zoom('DESC')];
  if (typeof minZoom !== 'number' || typeof maxZoom !== 'number')
    throw new InputError('holds no tiles', { place: file });
  if (minZoom < 0 || maxZoom > MOST_ZOOM)
    throw new InputError(`expected zooms from 0 to ${MOST_ZOOM}, found ${minZoom} to ${maxZoom}`, { place: file });
  return {
    scheme: 'xyz',
    datum: datumOf(metadata.get('datum') ?? metadata.get('crs')),
    tiling: 'mercator',
    minZoom,
    maxZoom,
    tilePx: 256,
    name: metadata.get('name') || null,
    attribution: metadata.get('attribution') || null,
    bounds: boundsOf((metadata.get('bounds') ?? '').split(',').map(Number)),
  };
}

/** Any one tile, to see whether it is a picture and how large. */
async function firstTile(
  database: sqlite.Database,
  from: string,
  tile: TileArchive['tile'],
): Promise<TileImage | null> {
  const row = database.get(`SELECT zoom_level AS z, tile_column AS x, tile_row AS y FROM ${from} LIMIT 1`);
  if (!row) return null;
  const [z, x, y] = [Number(row.z), Number(row.x), Number(row.y)];
  return tile(z, x, 2 ** z - 1 - y);
}
