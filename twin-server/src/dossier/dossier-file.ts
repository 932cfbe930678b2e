import { nodeSm3 } from './node-sm3.ts';

/** Begins the records in the file; the page's own code stands before it. */
const RECORDS = Buffer.from('<script type="application/vnd.twin.dossier" id="records">\n');

/** A dossier's file as bytes: the page before its records, their lines, and the page after them. */
export interface DossierFile {
  readonly head: Uint8Array;
  readonly lines: readonly Uint8Array[];
  readonly tail: Uint8Array;
}

/** Takes a file apart; null for one that is no dossier. */
export function readDossierFile(file: Buffer): DossierFile | null {
  const marked = file.lastIndexOf(RECORDS);
  if (marked < 0) return null;
  const begin = marked + RECORDS.length;
  // Records hold no `<`.
  const end = file.indexOf('<', begin);
  if (end < 0) return null;
  return { head: file.subarray(0, begin), lines: linesOf(file.subarray(begin, end)), tail: file.subarray(end) };
}

/** SM3 of all but the records, in hexadecimal digits: the first record says it. */
export function pageDigest({ head, tail }: Pick<DossierFile, 'head' | 'tail'>): string {
  return Buffer.from(nodeSm3(head, tail)).toString('hex');
}

function linesOf(records: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < records.length; ) {
    const end = records.indexOf('\n', at);
    lines.push(records.subarray(at, end < 0 ? records.length : end));
    at = end < 0 ? records.length : end + 1;
  }
  return lines;
}
