/** For tests: a table of text and number fields with a code page mark. */
export function dbf(
  rows: readonly (readonly Uint8Array[])[],
  fields: readonly [string, 'C' | 'N', number][],
  driver = 0,
): Buffer {
  const headBytes = 32 + fields.length * 32 + 1;
  const rowBytes = 1 + fields.reduce((sum, [, , length]) => sum + length, 0);
  const head = Buffer.alloc(headBytes);
  head[0] = 3;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(headBytes, 8);
  head.writeUInt16LE(rowBytes, 10);
  head[29] = driver;
  for (const [i, [name, type, length]] of fields.entries()) {
    head.write(name, 32 + i * 32);
    head.write(type, 32 + i * 32 + 11);
    head[32 + i * 32 + 16] = length;
  }
  head[headBytes - 1] = 0x0d;
  const body = rows.map((row) => {
    const bytes = Buffer.alloc(rowBytes, 0x20);
    let at = 1;
    for (const [i, [, , length]] of fields.entries()) {
      Buffer.from(row[i] ?? []).copy(bytes, at, 0, length);
      at += length;
    }
    return bytes;
  });
  return Buffer.concat([head, ...body]);
}

/** For tests: polygons, each a list of rings as they are to stand in the file. */
export function shp(polygons: readonly (readonly (readonly [number, number])[][])[]): Buffer {
  const records = polygons.map((rings, number) => {
    const points = rings.flat();
    const content = Buffer.alloc(44 + rings.length * 4 + points.length * 16);
    content.writeInt32LE(5, 0);
    content.writeInt32LE(rings.length, 36);
    content.writeInt32LE(points.length, 40);
    let first = 0;
    for (const [i, ring] of rings.entries()) {
      content.writeInt32LE(first, 44 + i * 4);
      first += ring.length;
    }
    for (const [i, [x, y]] of points.entries()) {
      content.writeDoubleLE(x, 44 + rings.length * 4 + i * 16);
      content.writeDoubleLE(y, 52 + rings.length * 4 + i * 16);
    }
    const head = Buffer.alloc(8);
    head.writeInt32BE(number + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return Buffer.concat([head, content]);
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + records.reduce((sum, { length }) => sum + length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  return Buffer.concat([header, ...records]);
}
