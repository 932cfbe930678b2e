import { deflateRawSync, inflateRawSync } from 'node:zlib';

const PLAIN = 1;
const DEFLATED = 2;
/** Fewer bytes than this gain nothing. */
const LEAST = 64;

/** Bytes as a body in the database: a byte that says how, then the bytes, deflated where that is shorter. */
export function pack(bytes: Uint8Array, deflate: boolean): Buffer {
  if (deflate && bytes.length >= LEAST) {
    const deflated = deflateRawSync(bytes);
    if (deflated.length < bytes.length) return Buffer.concat([Buffer.of(DEFLATED), deflated]);
  }
  return Buffer.concat([Buffer.of(PLAIN), bytes]);
}

/** What a body holds. Throws an Error for a version that is none. */
export function unpack(body: Buffer): Buffer {
  if (body[0] === PLAIN) return body.subarray(1);
  if (body[0] === DEFLATED) return inflateRawSync(body.subarray(1));
  throw new Error(`history body of unknown version ${body[0]}`);
}
