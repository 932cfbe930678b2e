import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { Compression, type Header, PMTiles, SharedPromiseCache, type Source, TileType } from 'pmtiles';
import { InputError, reasonOf } from '../problem.ts';
import { boundsOf, datumOf, type TileArchive } from './tile-archive.ts';
import { MOST_TILE_BYTES, type TileImage, tileImageOf } from './tile-image.ts';

const MOST_ZOOM = 24;
/** A directory or the metadata are no larger, bytes; unpacked. */
const MOST_READ_BYTES = 16 * 1024 * 1024;
/** Directories kept in memory. */
const KEPT_DIRECTORIES = 64;

const PICTURES: ReadonlySet<TileType> = new Set([
  TileType.Png,
  TileType.Jpeg,
  TileType.Webp,
  TileType.Avif,
  TileType.Unknown,
]);

const unzip = promisify(gunzip);
const unbrotli = promisify(brotliDecompress);

/** Opens a .pmtiles file of pictures (version 3). Throws InputError for a file that is none or that holds vector tiles. */
export async function openPmtiles(file: string): Promise<TileArchive> {
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new InputError(reasonOf(cause), { place: file, cause });
  });
  try {
    const archive = new PMTiles(sourceOf(handle, file), new SharedPromiseCache(KEPT_DIRECTORIES, true, unpack), unpack);
    const header = await attempt(file, () => archive.getHeader());
    checkHeader(header, file);
    const metadata = recordOf(await attempt(file, () => archive.getMetadata()));
    const tile = async (zoom: number, x: number, y: number): Promise<TileImage | null> => {
      const place = `${file}: tile ${zoom}/${x}/${y}`;
      const found = await attempt(place, () => archive.getZxy(zoom, x, y));
      if (!found || found.data.byteLength === 0) return null;
      const image = found.data.byteLength <= MOST_TILE_BYTES ? tileImageOf(new Uint8Array(found.data)) : null;
      if (!image) {
        const size = found.data.byteLength;
        throw new InputError(`expected a picture of at most ${MOST_TILE_BYTES} bytes, found ${size} bytes`, { place });
      }
      return image;
    };
    const { minZoom, maxZoom, centerZoom, centerLon, centerLat } = header;
    const middle = await tile(...addressOf(Math.min(maxZoom, Math.max(minZoom, centerZoom)), centerLon, centerLat));
    return {
      facts: {
        scheme: 'xyz',
        datum: datumOf(metadata.datum ?? metadata.crs),
        tiling: 'mercator',
        minZoom,
        maxZoom,
        tilePx: middle?.sidePx ?? 256,
        name: textOf(metadata.name),
        attribution: textOf(metadata.attribution),
        bounds: boundsOf([header.minLon, header.minLat, header.maxLon, header.maxLat]),
      },
      tile,
      close: () => handle.close(),
    };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** Reads what the archive asks for, as far as that is in the file and of a size to be expected. */
function sourceOf(handle: FileHandle, file: string): Source {
  return {
    getKey: () => file,
    getBytes: async (offset, length) => {
      if (!(length <= MOST_READ_BYTES)) throw new InputError(`a part of ${length} bytes is asked for`, { place: file });
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await handle.read(buffer, 0, length, offset);
      return { data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + bytesRead) };
    },
  };
}

async function unpack(packed: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  if (compression === Compression.None || compression === Compression.Unknown) return packed;
  const limit = { maxOutputLength: MOST_READ_BYTES };
  let plain: Buffer;
  if (compression === Compression.Gzip) plain = await unzip(new Uint8Array(packed), limit);
  else if (compression === Compression.Brotli) plain = await unbrotli(new Uint8Array(packed), limit);
  else throw new Error('compressed in a way that is not known here');
  return plain.buffer.slice(plain.byteOffset, plain.byteOffset + plain.byteLength) as ArrayBuffer;
}

async function attempt<T>(place: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`not a readable PMTiles file: ${reasonOf(cause)}`, { place, cause });
  }
}

function checkHeader({ specVersion, tileType, minZoom, maxZoom }: Header, file: string): void {
  if (specVersion < 3) throw new InputError(`expected PMTiles version 3, found ${specVersion}`, { place: file });
  if (!PICTURES.has(tileType))
    throw new InputError('holds vector tiles; expected pictures (png, jpg, webp, avif)', { place: file });
  if (minZoom > maxZoom || maxZoom > MOST_ZOOM)
    throw new InputError(`expected zooms from 0 to ${MOST_ZOOM}, found ${minZoom} to ${maxZoom}`, { place: file });
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}

/** The Web Mercator tile of a place. */
function addressOf(zoom: number, longitude: number, latitude: number): [zoom: number, x: number, y: number] {
  const count = 2 ** zoom;
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((latitude * Math.PI) / 180)));
  const clamp = (value: number) => Math.min(count - 1, Math.max(0, Math.floor(value)));
  const x = clamp(((longitude + 180) / 360) * count);
  const y = clamp((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * count);
  return [zoom, x, y];
}
