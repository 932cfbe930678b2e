import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { InputError, reasonOf } from '../problem.ts';
import { type ReadLimits, unpackedTooFar } from './read-limits.ts';

/** Reads a file from its beginning, each time it is called. */
export type OpenBytes = () => AsyncIterable<Buffer>;

const CHUNK_BYTES = 2 ** 18;

/** A file as it is. */
export function plainBytes(path: string): OpenBytes {
  return () => createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

/** A gzipped file as it unpacks. Reading it throws InputError where it is damaged, breaks off, or unpacks beyond the limits. */
export function gunzippedBytes(path: string, packed: number, place: string, limits: ReadLimits): OpenBytes {
  return async function* () {
    let unpacked = 0;
    // Faults of both streams come out of the second when it is read.
    const stream = pipeline(createReadStream(path), createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        unpacked += chunk.length;
        const reason = unpackedTooFar(unpacked, packed, limits);
        if (reason) throw new InputError(reason, { place });
        yield chunk;
      }
    } catch (cause) {
      throw cause instanceof InputError ? cause : new InputError(`gzip: ${reasonOf(cause)}`, { place, cause });
    }
  };
}
