import { setImmediate as turn } from 'node:timers/promises';
import { type ContentOf, DossierCheck, type DossierVerdict } from 'twin-core/dossier';
import { pageDigest, readDossierFile } from './dossier-file.ts';
import { nodeSm3 } from './node-sm3.ts';

/** What came of verifying a file. `header`: of what it is, by whom and when, as far as that is as it was signed. */
export interface FileVerdict {
  readonly verdict: DossierVerdict;
  readonly header: ContentOf<'header'> | null;
}

/** Verifies a dossier's file, its page too; null for one that is no dossier. */
export async function verifyFile(file: Buffer): Promise<FileVerdict | null> {
  const parts = readDossierFile(file);
  if (!parts) return null;
  const check = new DossierCheck(nodeSm3);
  let header: FileVerdict['header'] = null;
  for (const line of parts.lines) {
    const record = check.take(line);
    if (!record) break;
    if (record.kind === 'header') header = record;
    await turn();
  }
  const verdict = check.end();
  if (!verdict.ok || header?.page === pageDigest(parts)) return { verdict, header };
  const { fingerprint } = verdict;
  return { verdict: { ok: false, firstChanged: { index: null, kind: 'page', what: 'page' }, fingerprint }, header };
}
