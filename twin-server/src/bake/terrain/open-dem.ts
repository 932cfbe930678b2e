import { open } from 'node:fs/promises';
import { codeOf, InputError, reasonOf } from '../../problem.ts';
import type { Dem } from './dem.ts';
import { openGeoTiff } from './geotiff-dem.ts';
import { openHgt } from './hgt-dem.ts';

const HEAD_BYTES = 512;

async function headOf(file: string): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new InputError(codeOf(cause) === 'ENOENT' ? 'no such file' : reasonOf(cause), { place: file, cause });
  }
}

/**
 * Opens a GeoTIFF, an .hgt file or a zip archive with one, told apart by their first bytes. Throws InputError that says what
 * a file is instead.
 */
export async function openDem(file: string, crs?: string): Promise<Dem> {
  const head = await headOf(file);
  const magic = head.toString('latin1', 0, 4);
  if (['II*\0', 'II+\0', 'MM\0*', 'MM\0+'].includes(magic)) return openGeoTiff(file, crs);
  if (magic === 'PK\x03\x04') return openHgt(file, true);
  if (/^\s*(<!doctype html|<html|<\?xml|<)/i.test(head.toString('latin1'))) {
    throw new InputError('a web page or XML, expected a GeoTIFF or .hgt file; was the download refused?', {
      place: file,
    });
  }
  if (/\.hgt$/i.test(file)) return openHgt(file, false);
  throw new InputError(head.length === 0 ? 'empty' : 'expected a GeoTIFF, an .hgt file or a zip archive with one', {
    place: file,
  });
}
