import { sm2, sm3 as sm3Hex } from 'sm-crypto-v2';

/** GM/T 0009-2012, 10: the identity that signer and verifier take where they agreed on no other. */
export const SIGNER_ID = '1234567812345678';

/** SM3 (GB/T 32905-2016) over several pieces as one, 32 bytes. */
export type Hash = (...pieces: readonly Uint8Array[]) => Uint8Array;

/** SM3 in plain JavaScript, for where the platform has none. */
export const sm3: Hash = (...pieces) => {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return fromHex(sm3Hex(whole));
};

/** Bits that multiples of a key are kept for: made in some 20 ms, they halve the time of each of the hundreds of signatures of a dossier. */
const WINDOW = 6;

/** Whether SM2 signatures (GB/T 32918.2-2016) are of a key: the public one as 04‖x‖y, 65 bytes. */
export class SignatureCheck {
  readonly #key: ReturnType<typeof sm2.precomputePublicKey> | null;

  constructor(publicKey: Uint8Array) {
    const hex = toHex(publicKey);
    this.#key = isPoint(hex) ? sm2.precomputePublicKey(hex, WINDOW) : null;
  }

  /** `signature`: DER as of GM/T 0009. False for what is none. */
  isOf(message: Uint8Array, signature: Uint8Array): boolean {
    // The library is lenient in what it reads; of a signature each byte counts.
    if (!this.#key || !isStrict(signature)) return false;
    try {
      return sm2.doVerifySignature(message, toHex(signature), this.#key, { hash: true, der: true, userId: SIGNER_ID });
    } catch {
      // What cannot be read as a signature is none.
      return false;
    }
  }
}

/** Whether bytes are DER of two integers above 0, in the one way that DER allows. */
function isStrict(der: Uint8Array): boolean {
  const r = der[3] ?? 0;
  const isInteger = (at: number, length: number) =>
    der[at] === 2 && der[at + 1] === length && length > 0 && length <= 33 && isShortest(der.subarray(at + 2), length);
  return der[0] === 0x30 && der[1] === der.length - 2 && isInteger(2, r) && isInteger(r + 4, der.length - r - 6);
}

/** Above 0, and with a leading zero only where it would be below 0 otherwise. */
function isShortest(bytes: Uint8Array, length: number): boolean {
  const [first = 0, second = 0] = bytes;
  return first < 0x80 && (first > 0 || (length > 1 && second >= 0x80));
}

function isPoint(hex: string): boolean {
  try {
    return hex.length === 130 && sm2.verifyPublicKey(hex);
  } catch {
    return false;
  }
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Bytes of hexadecimal digits in lower case; none where they are no such. */
export function fromHex(hex: string): Uint8Array {
  if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/.test(hex)) return new Uint8Array(0);
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

/** DER of a SubjectPublicKeyInfo up to the point: id-ecPublicKey on the curve SM2 (1.2.156.10197.1.301). */
const SPKI_HEAD = fromHex('3059301306072a8648ce3d020106082a811ccf5501822d034200');

/** A public key as programs exchange it (SubjectPublicKeyInfo, DER). */
export function spkiOf(publicKey: Uint8Array): Uint8Array {
  return Uint8Array.from([...SPKI_HEAD, ...publicKey]);
}

/** What a key is known by: SM3 of its SubjectPublicKeyInfo, as pairs of hexadecimal digits with colons. */
export function fingerprintOf(publicKey: Uint8Array): string {
  return (toHex(sm3(spkiOf(publicKey))).match(/../g) ?? []).join(':');
}
