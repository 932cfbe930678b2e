import { FIELD_END, linkOf, NO_HASH } from './chain.ts';
import { DossierContent, type DossierRecord } from './record.ts';
import { fingerprintOf, fromHex, type Hash, SignatureCheck, toHex } from './sm.ts';

/**
 * What is wrong with a record: its content is another than was signed, or its link of the chain, or its signature; the dossier ends before it; it
 * stands after the end; it was signed, and this program does not know what it tells.
 */
export const DOSSIER_FAULTS = ['content', 'link', 'signature', 'missing', 'surplus', 'unknown'] as const;
type DossierFault = (typeof DOSSIER_FAULTS)[number];

/** Where a dossier is first another than was signed. */
export interface FirstChanged {
  /** Number of the record, counted from 0; null where it is the page around the records. */
  readonly index: number | null;
  /** What the record says that it is; null where that cannot be read. */
  readonly kind: string | null;
  readonly what: DossierFault | 'page';
}

/** Whether a dossier is as it was signed, and by which key. */
export type DossierVerdict =
  | { readonly ok: true; readonly records: number; readonly fingerprint: string }
  | { readonly ok: false; readonly firstChanged: FirstChanged; readonly fingerprint: string | null };

/** Verifies a dossier line by line. What it has taken is as it was signed; after the first fault it takes nothing more. */
export class DossierCheck {
  readonly #hash: Hash;
  #signer: { readonly key: Uint8Array; readonly check: SignatureCheck } | null = null;
  #link: Uint8Array = NO_HASH;
  #count = 0;
  #ended = false;
  #fault: FirstChanged | null = null;

  constructor(hash: Hash) {
    this.#hash = hash;
  }

  /** The record of the next line; null where it is not as signed. */
  take(line: Uint8Array): DossierRecord | null {
    if (this.#fault) return null;
    const { record, link, signature } = fieldsOf(line);
    const told = jsonOf(record);
    if (this.#count === 0) this.#signer = signerOf(told);
    const expected = linkOf(this.#link, record, this.#hash);
    const signed = this.#signer?.check.isOf(expected, fromHex(signature)) ?? false;
    const content = DossierContent.safeParse(told);
    const what = this.#faultOf(toHex(expected) === link, signed, content.success && told?.n === this.#count);
    if (what !== null || !content.success) {
      const kind = typeof told?.kind === 'string' ? told.kind : null;
      this.#fault = { index: this.#count, kind, what: what ?? 'unknown' };
      return null;
    }
    this.#link = expected;
    this.#ended = content.data.kind === 'end';
    return { n: this.#count++, ...content.data };
  }

  /** What came of it, after the last line. */
  end(): DossierVerdict {
    const fingerprint = this.#signer && fingerprintOf(this.#signer.key);
    const missing = this.#ended ? null : ({ index: this.#count, kind: null, what: 'missing' } as const);
    const firstChanged = this.#fault ?? missing;
    if (!firstChanged && fingerprint !== null) return { ok: true, records: this.#count, fingerprint };
    return { ok: false, firstChanged: firstChanged!, fingerprint };
  }

  #faultOf(linked: boolean, signed: boolean, known: boolean): DossierFault | null {
    if (this.#ended) return 'surplus';
    if (!linked) return signed ? 'link' : 'content';
    if (!signed) return 'signature';
    return known ? null : 'unknown';
  }
}

type Told = Readonly<Record<string, unknown>> | null;

/** The first record names the key. */
function signerOf(header: Told): { readonly key: Uint8Array; readonly check: SignatureCheck } | null {
  if (typeof header?.publicKey !== 'string') return null;
  const key = fromHex(header.publicKey);
  return { key, check: new SignatureCheck(key) };
}

function jsonOf(bytes: Uint8Array): Told {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' ? (value as Told) : null;
  } catch {
    // What cannot be read is told by its number alone.
    return null;
  }
}

const FIELD_END_CODE = FIELD_END.charCodeAt(0);

function fieldsOf(line: Uint8Array): { record: Uint8Array; link: string; signature: string } {
  const last = line.lastIndexOf(FIELD_END_CODE);
  const first = last < 0 ? -1 : line.subarray(0, last).lastIndexOf(FIELD_END_CODE);
  if (first < 0) return { record: line, link: '', signature: '' };
  const text = (begin: number, end: number) => new TextDecoder().decode(line.subarray(begin, end));
  return { record: line.subarray(0, first), link: text(first + 1, last), signature: text(last + 1, line.length) };
}
