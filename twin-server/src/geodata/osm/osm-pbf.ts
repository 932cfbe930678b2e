import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { InputError, reasonOf } from '../../problem.ts';
import { ByteStream } from '../byte-stream.ts';
import type { OpenBytes } from '../open-bytes.ts';
import type { OpenElements } from './osm-element.ts';
import { readBlock } from './pbf-block.ts';
import { Protobuf } from './protobuf.ts';

// The format's own bounds (fileformat.proto).
const MAX_HEAD_BYTES = 2 ** 16;
const MAX_BLOB_BYTES = 2 ** 25;
/** What a reader of this file must understand. */
const UNDERSTOOD = new Set(['OsmSchema-V0.6', 'DenseNodes', 'HistoricalInformation']);

const unpack = promisify(inflate);

async function blobOf(bytes: Buffer): Promise<Buffer> {
  const blob = new Protobuf(bytes);
  while (blob.hasMore) {
    const field = blob.field();
    if (field === 1) return blob.bytes();
    if (field === 3) return unpack(blob.bytes(), { maxOutputLength: MAX_BLOB_BYTES }) as Promise<Buffer>;
    if (field >= 4 && field <= 7) throw new RangeError('packed otherwise than by zlib');
    blob.skip();
  }
  throw new RangeError('a block without content');
}

function checkHeader(bytes: Buffer): void {
  const header = new Protobuf(bytes);
  while (header.hasMore) {
    if (header.field() !== 4) {
      header.skip();
      continue;
    }
    const needed = header.bytes().toString();
    if (!UNDERSTOOD.has(needed)) throw new RangeError(`needs ${needed}, which is not read`);
  }
}

/** The elements of an .osm.pbf, a lot a block. Reading throws InputError where it is damaged or breaks off. */
export function osmPbfElements(open: OpenBytes, place: string): OpenElements {
  return async function* (wanted) {
    const stream = new ByteStream(open(), place);
    let number = 0;
    try {
      while (await stream.has(1)) {
        number += 1;
        const what = `block ${number}`;
        const headLength = (await stream.take(4, what)).readUInt32BE(0);
        if (headLength > MAX_HEAD_BYTES) throw new RangeError('no block begins here');
        const head = new Protobuf(await stream.take(headLength, what));
        let [type, length] = ['', 0];
        while (head.hasMore) {
          const field = head.field();
          if (field === 1) type = head.bytes().toString();
          else if (field === 3) length = head.varint();
          else head.skip();
        }
        if (length <= 0 || length > MAX_BLOB_BYTES) throw new RangeError(`says to be ${length} bytes long`);
        const bytes = await stream.take(length, what);
        if (type === 'OSMHeader') checkHeader(await blobOf(bytes));
        else if (type === 'OSMData') yield readBlock(await blobOf(bytes), wanted);
      }
    } catch (cause) {
      if (cause instanceof InputError) throw cause;
      throw new InputError(`damaged: ${reasonOf(cause)}`, { place: `${place}: block ${number}`, cause });
    } finally {
      await stream.close();
    }
  };
}
