import { open } from 'node:fs/promises';
import { InputError } from '../problem.ts';
import { FLATGEOBUF_MAGIC, openFlatGeobuf } from './flatgeobuf/flatgeobuf.ts';
import { openGeoJson } from './geojson/geojson.ts';
import { gunzippedBytes, type OpenBytes, plainBytes } from './open-bytes.ts';
import { osmFeatures } from './osm/osm-features.ts';
import { osmPbfElements } from './osm/osm-pbf.ts';
import { osmXmlElements } from './osm/osm-xml.ts';
import { checkedSize, type ReadLimits } from './read-limits.ts';
import { openShapefile } from './shapefile/shapefile.ts';
import type { FeatureSource } from './source-feature.ts';

const HEAD_BYTES = 512;
const SHOWN = 'expected GeoJSON, FlatGeobuf, a zipped shapefile, .osm or .osm.pbf';

/** What is not read although it may hold a map, by how it begins. */
const OTHERS: readonly (readonly [begins: string, is: string])[] = [
  ['BZh', 'packed by bzip2: unpack it first'],
  ['\xfd7zXZ', 'packed by xz: unpack it first'],
  ['SQLite format 3', 'an SQLite file (GeoPackage?): export it as GeoJSON or FlatGeobuf'],
  ['\0\0\x27\n', 'a bare .shp: zip it together with its .dbf, .prj and .cpg'],
  ['%PDF', 'a PDF'],
  ['II*\0', 'a TIFF picture, no features: elevation models are for bake terrain'],
  ['MM\0*', 'a TIFF picture, no features: elevation models are for bake terrain'],
  ['\x89PNG', 'a picture, no features'],
  ['\xff\xd8\xff', 'a picture, no features'],
];
/** Begins a text of RFC 8142. */
const RECORD_SEPARATOR = '\x1e';

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function beginningOf(bytes: OpenBytes): Promise<Buffer> {
  for await (const chunk of bytes()) return chunk.subarray(0, HEAD_BYTES);
  return Buffer.alloc(0);
}

async function openUnpacked(head: Buffer, bytes: OpenBytes, place: string, limits: ReadLimits): Promise<FeatureSource> {
  if (head.subarray(0, FLATGEOBUF_MAGIC.length).equals(FLATGEOBUF_MAGIC)) return openFlatGeobuf(bytes, place, limits);
  if (head.subarray(4, 40).includes('OSMHeader')) {
    return osmFeatures('osm-pbf', osmPbfElements(bytes, place), place, limits);
  }
  const binary = head.toString('latin1');
  const other = OTHERS.find(([begins]) => binary.startsWith(begins));
  if (other) throw new InputError(`${other[1]}; ${SHOWN}`, { place });
  const text = head
    .toString()
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^(<!doctype html|<html|<head|<body)/i.test(text)) {
    const title = /<title>([^<]{1,80})/i.exec(text)?.[1];
    const said = title ? ` ("${title.trim()}")` : '';
    throw new InputError(`an HTML page${said}, perhaps the answer of a server that refused; ${SHOWN}`, { place });
  }
  if (text.startsWith('<')) {
    if (/<(kml|gml|wfs:|ogr:)/i.test(text)) throw new InputError(`KML or GML; ${SHOWN}`, { place });
    return osmFeatures('osm-xml', osmXmlElements(bytes, place), place, limits);
  }
  if (text.startsWith('{') || text.startsWith(RECORD_SEPARATOR)) return openGeoJson(bytes, place, limits);
  const begins = JSON.stringify(text.slice(0, 16));
  throw new InputError(`no map by its first bytes (${begins}); ${SHOWN}`, { place });
}

/** Opens a file by what is in it, whatever it is called. `place` names it in errors. Throws InputError for what is not read. */
export async function openSource(path: string, place: string, limits: ReadLimits): Promise<FeatureSource> {
  const size = await checkedSize(path, place, limits);
  const head = await headOf(path);
  if (head[0] === 0x50 && head[1] === 0x4b && head[2]! < 8) return openShapefile(path, place, limits);
  if (head[0] === 0x1f && head[1] === 0x8b) {
    const bytes = gunzippedBytes(path, size, place, limits);
    return openUnpacked(await beginningOf(bytes), bytes, place, limits);
  }
  return openUnpacked(head, plainBytes(path), place, limits);
}
