import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { FirstChanged } from 'twin-core/dossier';
import { verifyFile } from './dossier/verify-file.ts';
import { InputError, reasonOf } from './problem.ts';

/** How `verify-dossier` is called. */
export const VERIFY_DOSSIER_USAGE = 'verify-dossier FILE [--key FINGERPRINT] [--json]';

/** What it came to. `ok` is false for a dossier that is another than was signed, or signed by another key than was asked for. */
export interface DossierResult {
  readonly file: string;
  readonly ok: boolean;
  /** SM3 of the public key: whose it is, the site says (GET /api/v1/dossier-key). */
  readonly fingerprint: string | null;
  readonly records: number | null;
  readonly firstChanged: FirstChanged | null;
  readonly site: string | null;
  readonly alarm: string | null;
  readonly madeAt: string | null;
  readonly madeBy: string | null;
}

/** The command `verify-dossier`: needs no server. Throws InputError for a file that is no dossier. */
export async function runVerifyDossier(argv: readonly string[], say: (line: string) => void): Promise<DossierResult> {
  const { file, key } = parse(argv);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new InputError(reasonOf(cause), { place: file, cause });
  });
  const verified = await verifyFile(bytes);
  if (!verified) throw new InputError('is no dossier: it has no records', { place: file });
  const { verdict, header } = verified;
  const otherKey = verdict.ok && key !== undefined && key !== verdict.fingerprint;
  if (!verdict.ok) say(`${file}: ${changedText(verdict.firstChanged)}`);
  else if (otherKey) say(`${file}: signed by another key than ${key}`);
  return {
    file,
    ok: verdict.ok && !otherKey,
    fingerprint: verdict.fingerprint,
    records: verdict.ok ? verdict.records : null,
    firstChanged: verdict.ok ? null : verdict.firstChanged,
    site: header?.site.code ?? null,
    alarm: header?.subject.alarm ?? null,
    madeAt: header ? new Date(header.madeAt).toISOString() : null,
    madeBy: header?.madeBy.account ?? null,
  };
}

const FAULTS: Readonly<Record<FirstChanged['what'], string>> = {
  content: 'its content is another than was signed, or a record before it is gone',
  link: 'its link of the chain was changed',
  signature: 'its signature is not of this key over this chain',
  missing: 'it is missing: the dossier was cut off',
  surplus: 'it stands after the end',
  unknown: 'it is signed, and this program does not know what it tells',
  page: 'the page around the records is another than was signed; the records are as signed',
};

function changedText({ index, kind, what }: FirstChanged): string {
  return index === null
    ? FAULTS[what]
    : `record ${index}${kind === null ? '' : ` (${kind})`} is the first changed one: ${FAULTS[what]}`;
}

function parse(argv: readonly string[]): { file: string; key: string | undefined } {
  const wrong = (reason: string) =>
    new InputError(`${reason}; usage: ${VERIFY_DOSSIER_USAGE}`, { place: 'verify-dossier' });
  const { values, positionals } = (() => {
    try {
      return parseArgs({ args: [...argv], allowPositionals: true, options: { key: { type: 'string' } } });
    } catch (cause) {
      throw wrong(reasonOf(cause));
    }
  })();
  const [file, ...more] = positionals;
  if (file === undefined) throw wrong('no FILE');
  if (more.length > 0) throw wrong(`${more[0]}: one FILE at a time`);
  return { file, key: values.key?.toLowerCase() };
}
