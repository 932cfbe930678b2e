import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { openPromise } from 'yauzl';
import { InputError, reasonOf } from '../../problem.ts';
import type { Dem, PostWindow } from './dem.ts';

/** Posts a side by the size of the file: SRTM3, SRTM1. Two bytes a post. */
const SIDES: ReadonlyMap<number, number> = new Map([1201, 3601].map((side) => [side * side * 2, side]));
const VOID = -32_768;
/** More entries than these are not looked through for one file. */
const MOST_ENTRIES = 64;
/** Deflate makes no more than this many times of what it is given (zlib's own bound, rounded up). */
const MOST_RATIO = 1100;

const expected = [...SIDES].map(([bytes, side]) => `${bytes} bytes (${side} × ${side} posts)`).join(' or ');

/** South-west corner of an .hgt file, which only its name tells: N42E001. */
function cornerOf(name: string): { longitude: number; latitude: number } {
  const [, ns, latitude, ew, longitude] = /^([NS])(\d{2})([EW])(\d{3})\b/i.exec(basename(name)) ?? [];
  if (!ns || !ew) throw new Error(`'${basename(name)}' does not say where it lies; expected a name like N42E001.hgt`);
  const signed = (negative: string, letter: string, degrees: string | undefined) =>
    (letter.toUpperCase() === negative ? -1 : 1) * Number(degrees);
  return { longitude: signed('W', ew, longitude), latitude: signed('S', ns, latitude) };
}

/** The .hgt file of a zip archive. */
async function unzip(file: string): Promise<{ name: string; bytes: Buffer }> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true });
  try {
    if (zip.entryCount > MOST_ENTRIES) throw new Error(`${zip.entryCount} entries, expected one .hgt file`);
    const found = [];
    for await (const entry of zip.eachEntry())
      if (/\.hgt$/i.test(entry.fileName) && !entry.fileName.startsWith('__MACOSX/')) found.push(entry);
    const [entry, ...more] = found;
    if (!entry || more.length > 0) throw new Error(`${found.length} .hgt files in it, expected one`);
    const { fileName: name, compressedSize, uncompressedSize } = entry;
    if (entry.isEncrypted()) throw new Error(`'${name}' in it is encrypted`);
    if (!SIDES.has(uncompressedSize) || uncompressedSize > compressedSize * MOST_RATIO) {
      throw new Error(`'${name}' in it has ${uncompressedSize} bytes, expected ${expected}`);
    }
    const chunks: Buffer[] = [];
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) chunks.push(chunk);
    return { name, bytes: Buffer.concat(chunks) };
  } finally {
    zip.close();
  }
}

class HgtDem implements Dem {
  readonly file: string;
  readonly grid: Dem['grid'];
  readonly block = { columns: 256, rows: 256 };
  /** SRTM heights are above EGM96 (EPSG:5773). */
  readonly verticalEpsg = 5773;
  readonly #bytes: Buffer;

  constructor(file: string, name: string, bytes: Buffer) {
    const side = SIDES.get(bytes.length);
    if (side === undefined) throw new Error(`${bytes.length} bytes, expected ${expected}`);
    const { longitude, latitude } = cornerOf(name);
    const step = 1 / (side - 1);
    this.file = file;
    this.#bytes = bytes;
    this.grid = {
      crs: 'EPSG:4326',
      originX: longitude,
      originY: latitude + 1,
      stepX: step,
      stepY: -step,
      columns: side,
      rows: side,
    };
  }

  async readPosts({ column, row, columns, rows }: PostWindow): Promise<Float32Array> {
    const heights = new Float32Array(columns * rows);
    for (let j = 0; j < rows; j++) {
      const start = (row + j) * this.grid.columns + column;
      for (let i = 0; i < columns; i++) {
        const value = this.#bytes.readInt16BE((start + i) * 2);
        heights[j * columns + i] = value === VOID ? Number.NaN : value;
      }
    }
    return heights;
  }

  async close(): Promise<void> {}
}

/** Opens an .hgt file of SRTM, or the one in a zip archive; it is held in memory (26 MB at most). Throws InputError for another size or name. */
export async function openHgt(file: string, zipped: boolean): Promise<Dem> {
  try {
    if (zipped) {
      const { name, bytes } = await unzip(file);
      return new HgtDem(file, name, bytes);
    }
    const { size } = await stat(file);
    if (!SIDES.has(size)) throw new Error(`${size} bytes, expected ${expected}`);
    return new HgtDem(file, file, await readFile(file));
  } catch (cause) {
    throw new InputError(reasonOf(cause), { place: file, cause });
  }
}
