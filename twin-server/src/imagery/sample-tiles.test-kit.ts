import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sqlite from 'node-sqlite3-wasm';
import { zxyToTileId } from 'pmtiles';

/** A tile of a sample: rows from the north. */
export interface SampleTile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  readonly bytes: Uint8Array;
}

/** A PNG of one color, [red, green, blue]. */
export function samplePng(color: readonly [number, number, number], sidePx = 256): Buffer {
  const row = Buffer.alloc(1 + sidePx * 3);
  for (let x = 0; x < sidePx; x += 1) row.set(color, 1 + x * 3);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(sidePx, 0);
  header.writeUInt32BE(sidePx, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: sidePx }, () => row)));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(12 + data.byteLength);
  whole.writeUInt32BE(data.byteLength, 0);
  whole.set(body, 4);
  whole.writeUInt32BE(crc32(body), 8 + data.byteLength);
  return whole;
}

/** Writes an MBTiles file. `once`: repeated pictures are stored once, as large archives do it. */
export function writeMbtiles(
  file: string,
  tiles: readonly SampleTile[],
  {
    metadata = {},
    once: isOnce = false,
    index = true,
  }: { metadata?: Record<string, string>; once?: boolean; index?: boolean } = {},
): void {
  const database = new sqlite.Database(file);
  database.exec('CREATE TABLE metadata (name text, value text)');
  for (const [name, value] of Object.entries(metadata))
    database.run('INSERT INTO metadata VALUES (?, ?)', [name, value]);
  const table = isOnce ? 'map' : 'tiles';
  const data = isOnce ? 'tile_id text' : 'tile_data blob';
  database.exec(`CREATE TABLE ${table} (zoom_level int, tile_column int, tile_row int, ${data})`);
  if (index) database.exec(`CREATE UNIQUE INDEX place ON ${table} (zoom_level, tile_column, tile_row)`);
  if (isOnce) {
    database.exec(`CREATE TABLE images (tile_id text PRIMARY KEY, tile_data blob);
      CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images USING (tile_id)`);
  }
  for (const { z, x, y, bytes } of tiles) {
    const id = String(crc32(bytes));
    if (isOnce) database.run('INSERT OR IGNORE INTO images VALUES (?, ?)', [id, bytes]);
    database.run(`INSERT INTO ${table} VALUES (?, ?, ?, ?)`, [z, x, 2 ** z - 1 - y, isOnce ? id : bytes]);
  }
  database.close();
}

/** Writes a PMTiles file (version 3) with one directory. `tileType` 2 is PNG. */
export async function writePmtiles(
  file: string,
  tiles: readonly SampleTile[],
  { metadata = {}, tileType = 2 }: { metadata?: Record<string, unknown>; tileType?: number } = {},
): Promise<void> {
  const entries = tiles
    .map((tile) => ({ id: zxyToTileId(tile.z, tile.x, tile.y), bytes: tile.bytes }))
    .sort((a, b) => a.id - b.id);
  const ids = entries.map(({ id }, index) => id - (entries[index - 1]?.id ?? 0));
  let offset = 0;
  const offsets = entries.map(({ bytes }) => {
    const at = offset + 1;
    offset += bytes.byteLength;
    return at;
  });
  const numbers = [
    entries.length,
    ...ids,
    ...entries.map(() => 1),
    ...entries.map(({ bytes }) => bytes.byteLength),
    ...offsets,
  ];
  const directory = gzipSync(Buffer.concat(numbers.map(varint)));
  const json = gzipSync(JSON.stringify(metadata));
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0, 'latin1');
  header[7] = 3;
  const sections = [127, directory.byteLength, 127 + directory.byteLength, json.byteLength];
  const end = 127 + directory.byteLength + json.byteLength;
  for (const [index, value] of [...sections, end, 0, end, offset, tiles.length, tiles.length, tiles.length].entries())
    header.writeBigUInt64LE(BigInt(value), 8 + index * 8);
  const zooms = tiles.map(({ z }) => z);
  header.set([1, 2, 1, tileType, Math.min(...zooms), Math.max(...zooms)], 96);
  for (const [index, degrees] of [112, 37, 113, 38].entries()) header.writeInt32LE(degrees * 1e7, 102 + index * 4);
  header[118] = Math.min(...zooms);
  header.writeInt32LE(112.5e7, 119);
  header.writeInt32LE(37.8e7, 123);
  await writeFile(file, Buffer.concat([header, directory, json, ...entries.map(({ bytes }) => bytes)]));
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}

/** An imagery server of the test's own on this machine. */
export async function openTileServer(
  answer: RequestListener,
): Promise<{ readonly url: string; readonly asked: string[]; close(): Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
