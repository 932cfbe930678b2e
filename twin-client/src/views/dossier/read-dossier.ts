import { DossierCheck, type DossierRecord, type DossierVerdict, sm3 } from 'twin-core/dossier';

/** What a dossier tells, as far as it is as it was signed, and the verdict. */
export interface ReadDossier {
  readonly records: readonly DossierRecord[];
  readonly verdict: DossierVerdict;
}

/** Verified at a stretch before the page is drawn again. */
const STRETCH_MS = 40;

/** Verifies the records of a page, a line each. onProgress is told how many are done. */
export async function readDossier(text: string, onProgress: (done: number) => void): Promise<ReadDossier> {
  const lines = linesOf(text);
  const check = new DossierCheck(sm3);
  const encoder = new TextEncoder();
  const records: DossierRecord[] = [];
  let stretch = performance.now();
  for (const line of lines) {
    const record = check.take(encoder.encode(line));
    if (!record) break;
    records.push(record);
    if (performance.now() - stretch < STRETCH_MS) continue;
    onProgress(records.length);
    await new Promise((resolve) => setTimeout(resolve));
    stretch = performance.now();
  }
  return { records, verdict: check.end() };
}

/** The element that holds them begins with the end of a line, and so does each record end. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines[0] === '') lines.shift();
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
