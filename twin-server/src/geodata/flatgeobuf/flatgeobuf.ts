import { InputError, reasonOf } from '../../problem.ts';
import { ByteStream } from '../byte-stream.ts';
import type { OpenBytes } from '../open-bytes.ts';
import type { ReadLimits } from '../read-limits.ts';
import type { DeclaredCrs, FeatureSource, SourceFeature } from '../source-feature.ts';
import { type Column, columnsOf, readProperties } from './columns.ts';
import { FlatTable } from './flat-table.ts';
import { readGeometry } from './geometry.ts';

/** How a FlatGeobuf of version 3 begins. */
export const FLATGEOBUF_MAGIC = Buffer.from([0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62]);
const MAX_HEADER_BYTES = 2 ** 20;
const NODE_BYTES = 40;

interface Header {
  readonly geometryType: number;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly indexBytes: number;
  readonly crs: DeclaredCrs | null;
}

/** Bytes of the packed Hilbert R-tree over `count` features; none where nodes have no size. */
function indexBytesOf(count: number, nodeSize: number): number {
  if (nodeSize < 2 || count === 0) return 0;
  let [level, nodes] = [count, count];
  do {
    level = Math.ceil(level / nodeSize);
    nodes += level;
  } while (level > 1);
  return nodes * NODE_BYTES;
}

// header.fbs, Crs: org 0, code 1, name 2, wkt 4, code_string 5.
function crsOf(table: FlatTable | null): DeclaredCrs | null {
  if (!table) return null;
  const [code, organization] = [table.int32(1), table.text(0) ?? 'EPSG'];
  const text = code > 0 && organization === 'EPSG' ? `EPSG:${code}` : (table.text(5) ?? table.text(4) ?? table.text(2));
  return text ? { text, from: 'header' } : null;
}

async function readHeader(stream: ByteStream): Promise<Header> {
  await stream.skip(8, 'its first bytes');
  const length = (await stream.take(4, 'its header')).readUInt32LE(0);
  if (length > MAX_HEADER_BYTES) throw new RangeError(`a header of ${length} bytes`);
  const header = FlatTable.root(await stream.take(length, 'its header'));
  // header.fbs: geometry_type 2, columns 7, features_count 8, index_node_size 9, crs 10.
  const count = header.uint64(8);
  return {
    geometryType: header.uint8(2),
    columns: columnsOf(header.tables(7)),
    count,
    indexBytes: indexBytesOf(count, header.uint16(9, 16)),
    crs: crsOf(header.table(10)),
  };
}

/** Opens a FlatGeobuf, with or without an index; features come in the file's order. */
export async function openFlatGeobuf(bytes: OpenBytes, place: string, limits: ReadLimits): Promise<FeatureSource> {
  const open = () => new ByteStream(bytes(), place);
  const damaged = (cause: unknown, at: string) =>
    cause instanceof InputError
      ? cause
      : new InputError(`damaged: ${reasonOf(cause)}`, { place: `${place}: ${at}`, cause });
  const first = open();
  const { crs } = await readHeader(first)
    .catch((cause: unknown) => {
      throw damaged(cause, 'header');
    })
    .finally(() => first.close());

  async function* features(): AsyncGenerator<SourceFeature> {
    const stream = open();
    let number = 0;
    try {
      const { geometryType, columns, count, indexBytes } = await readHeader(stream);
      await stream.skip(indexBytes, 'its index');
      while (await stream.has(1)) {
        number += 1;
        const at = `feature ${number}`;
        const length = (await stream.take(4, at)).readUInt32LE(0);
        if (length > limits.maxFeatureBytes) throw new RangeError(`${length} bytes long`);
        // feature.fbs: geometry 0, properties 1, columns 2.
        const feature = FlatTable.root(await stream.take(length, at));
        const geometry = feature.table(0);
        const own = feature.tables(2);
        yield {
          id: null,
          geometry: geometry && readGeometry(geometry, geometryType),
          properties: readProperties(feature.bytes(1) ?? Buffer.alloc(0), own.length > 0 ? columnsOf(own) : columns),
          place: at,
        };
      }
      if (count > 0 && number < count) {
        throw new InputError(`ends after ${number} of ${count} features: truncated`, { place });
      }
    } catch (cause) {
      throw damaged(cause, `feature ${number}`);
    } finally {
      await stream.close();
    }
  }
  return { format: 'flatgeobuf', crs, notes: [], features };
}
