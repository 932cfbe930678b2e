import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, type Options, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id (algorithm 2) with 19 MiB, 2 passes, 1 lane. */
const ARGON2: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Bytes of a random secret: 256 bits, beyond any guessing. */
const SECRET_BYTES = 32;

/** argon2id hash of a password, as a PHC string. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalizePassword(password), ARGON2);
}

/** Whether a password matches its PHC string. */
export function verifyPassword(phc: string, password: string): Promise<boolean> {
  return verify(phc, normalizePassword(password), ARGON2);
}

// The same characters typed on two keyboards may arrive composed or decomposed (NIST SP 800-63B 3.1.1.2).
function normalizePassword(password: string): string {
  return password.normalize('NFKC');
}

/** A new random secret of 256 bits, base64url, 43 characters. */
export function makeSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** SHA-256 of a session token: what is stored instead of it. */
export function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Salted SHA-256 of a key made by makeSecret. A key of 256 random bits cannot be guessed, so a slow hash would only
 * slow down fifteen hundred devices that connect at once.
 */
export function hashKey(key: string): string {
  const salt = randomBytes(16);
  return `sha256$${salt.toString('base64url')}$${saltedDigest(salt, key).toString('base64url')}`;
}

/** Whether a key matches what hashKey made of it; compares in constant time. */
export function verifyKey(stored: string, key: string): boolean {
  const [scheme, salt, expected] = stored.split('$');
  if (scheme !== 'sha256' || salt === undefined || expected === undefined) return false;
  const actual = saltedDigest(Buffer.from(salt, 'base64url'), key);
  const wanted = Buffer.from(expected, 'base64url');
  return actual.length === wanted.length && timingSafeEqual(actual, wanted);
}

function saltedDigest(salt: Buffer, key: string): Buffer {
  return createHash('sha256').update(salt).update(key).digest();
}
