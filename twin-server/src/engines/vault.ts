import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** GB/T 32907-2016: SM4 has keys and blocks of 16 bytes. GB/T 32905-2016: SM3 gives 32. */
const CIPHER = 'sm4-ctr';
const CIPHER_KEY_BYTES = 16;
const BLOCK_BYTES = 16;
const HASH = 'sm3';
const HASH_BYTES = 32;
const SCHEME = 'sm4';

/**
 * Seals secrets that the server must be able to send on, so that a hash will not do (clause 8.1.3-3): SM4 in counter mode, then HMAC-SM3 over
 * the place it stands at and over what came of it, with a key for each made from the master key (HKDF, RFC 5869).
 */
export class Vault {
  readonly #cipherKey: Buffer;
  readonly #macKey: Buffer;
  readonly #onFault: (place: string) => void;

  /** masterKey: 32 bytes. onFault: what stands at a place cannot be opened with it. */
  constructor(masterKey: Buffer, onFault: (place: string) => void) {
    const key = (use: string, bytes: number) => Buffer.from(hkdfSync(HASH, masterKey, '', `twin ${use}`, bytes));
    this.#cipherKey = key('cipher', CIPHER_KEY_BYTES);
    this.#macKey = key('mac', HASH_BYTES);
    this.#onFault = onFault;
  }

  /** A text as it may be stored at a place, such as `connection.<site>.<code>`: it can be opened nowhere else. */
  seal(text: string, place: string): string {
    const start = randomBytes(BLOCK_BYTES);
    const cipher = createCipheriv(CIPHER, this.#cipherKey, start);
    const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const parts = [start, this.#mac(start, hidden, place), hidden].map((part) => part.toString('base64url'));
    return [SCHEME, ...parts].join('.');
  }

  /** What was sealed at this place; null, and told, where it was sealed with another key, elsewhere, or not at all. */
  open(sealed: string, place: string): string | null {
    const [start, mac, hidden] = sealed
      .split('.')
      .slice(1)
      .map((part) => Buffer.from(part, 'base64url'));
    if (!isSealed(sealed) || !start || !mac || !hidden || !this.#isMac(mac, this.#mac(start, hidden, place))) {
      this.#onFault(place);
      return null;
    }
    const decipher = createDecipheriv(CIPHER, this.#cipherKey, start);
    return Buffer.concat([decipher.update(hidden), decipher.final()]).toString('utf8');
  }

  /** Seals named secrets as one. */
  sealAll(secrets: Readonly<Record<string, unknown>>, place: string): string {
    return this.seal(JSON.stringify(secrets), place);
  }

  /** Named secrets that were sealed as one; none where they cannot be opened. */
  openAll(sealed: string, place: string): Record<string, unknown> {
    return JSON.parse(this.open(sealed, place) ?? '{}') as Record<string, unknown>;
  }

  #mac(start: Buffer, hidden: Buffer, place: string): Buffer {
    // Ended by what no code holds, so that no byte of the place can be taken for one of the secret.
    return createHmac(HASH, this.#macKey).update(`${place}\0`).update(start).update(hidden).digest();
  }

  #isMac(given: Buffer, expected: Buffer): boolean {
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

/** Whether a stored text was sealed: those of before are not. */
export function isSealed(text: string): boolean {
  return /^sm4\.[\w-]{22}\.[\w-]{43}\.[\w-]*$/.test(text);
}
