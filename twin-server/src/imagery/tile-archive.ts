import type { GeoBounds, ImagerySource } from 'twin-core';
import type { TileImage } from './tile-image.ts';

/** What an archive of tiles says of itself; its tiles are asked for by XYZ whatever it counts by. */
export interface ArchiveFacts extends Omit<ImagerySource, 'url'> {
  readonly name: string | null;
  readonly attribution: string | null;
  readonly bounds: GeoBounds;
}

/** An open archive of tiles: one file, read where a tile lies and never as a whole. */
export interface TileArchive {
  readonly facts: ArchiveFacts;
  /** Rows from the north. Null where the archive has none there. Throws InputError for a tile that is no picture. */
  tile(zoom: number, x: number, y: number): Promise<TileImage | null>;
  close(): Promise<void>;
}

/** Datum that the words of an archive about its coordinates mean; WGS 84 where they say nothing. */
export function datumOf(words: unknown): ImagerySource['datum'] {
  const plain = typeof words === 'string' ? words.toUpperCase().replace(/[^A-Z0-9]/g, '') : '';
  if (plain === 'GCJ02') return 'gcj02';
  return plain === 'BD09' || plain === 'BD09LL' ? 'bd09' : 'wgs84';
}

/** Bounds in degrees that are bounds; the world of Web Mercator for anything else. */
export function boundsOf(numbers: readonly number[]): GeoBounds {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = numbers;
  const sound = west >= -180 && west < east && east <= 180 && south >= -90 && south < north && north <= 90;
  return sound ? [west, south, east, north] : [-180, -85.051_129, 180, 85.051_129];
}
