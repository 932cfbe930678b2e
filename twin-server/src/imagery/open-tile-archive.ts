import { open } from 'node:fs/promises';
import { InputError, reasonOf } from '../problem.ts';
import { openMbtiles } from './mbtiles.ts';
import { openPmtiles } from './pmtiles.ts';
import type { TileArchive } from './tile-archive.ts';

const LONGEST_MAGIC = 15;

/** Opens an archive of tiles, .mbtiles or .pmtiles, told apart by what it begins with. Throws InputError for any other file. */
export async function openTileArchive(file: string): Promise<TileArchive> {
  const magic = await beginningOf(file);
  if (magic.startsWith('SQLite format 3')) return openMbtiles(file);
  if (magic.startsWith('PMTiles')) return openPmtiles(file);
  const found = /^\s*</.test(magic) ? 'it begins like HTML or XML' : magic === '' ? 'it is empty' : 'it is neither';
  throw new InputError(`expected an .mbtiles or .pmtiles file; ${found}`, { place: file });
}

async function beginningOf(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_MAGIC), 0, LONGEST_MAGIC, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new InputError(reasonOf(cause), { place: file, cause });
  }
}
