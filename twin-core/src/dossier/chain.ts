import { canonicalJson } from './canonical.ts';
import type { DossierContent } from './record.ts';
import { type Hash, toHex } from './sm.ts';

/** What stands in the place of a hash before the first record. */
export const NO_HASH = new Uint8Array(32);

/** Between a record, its link of the chain, and the signature over that; no canonical JSON has one. */
export const FIELD_END = '\t';

/** The link of a record: SM3 over the link before it and the record's bytes. */
export function linkOf(before: Uint8Array, record: Uint8Array, hash: Hash): Uint8Array {
  return hash(before, record);
}

/** Chains records one by one into lines: canonical JSON, link and signature, the last two in hexadecimal digits. */
export class DossierChain {
  readonly #hash: Hash;
  readonly #sign: (link: Uint8Array) => Uint8Array;
  #link: Uint8Array = NO_HASH;
  #count = 0;

  /** sign: SM2 over a link, DER. */
  constructor(hash: Hash, sign: (link: Uint8Array) => Uint8Array) {
    this.#hash = hash;
    this.#sign = sign;
  }

  /** How many records it has. */
  get count(): number {
    return this.#count;
  }

  /** The next line, without its end. */
  add(content: DossierContent): string {
    const record = canonicalJson({ n: this.#count++, ...content });
    this.#link = linkOf(this.#link, new TextEncoder().encode(record), this.#hash);
    return [record, toHex(this.#link), toHex(this.#sign(this.#link))].join(FIELD_END);
  }
}
