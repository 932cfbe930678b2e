import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Catalogue, KNOWN_FACILITIES } from 'twin-core';
import { baseKinds, KIND_NAMES } from './base/files/kinds.ts';
import { writeTemplate } from './base/files/write-template.ts';
import { isBaseKind } from './base-import-command.ts';
import { InputError, reasonOf } from './problem.ts';

/** How `template` is called. */
export const TEMPLATE_USAGE = `template KIND --out FILE.xlsx [--json]
         KIND: ${KIND_NAMES.join(', ')}`;

/** What `template` wrote. */
export interface TemplateResult {
  readonly kind: string;
  readonly file: string;
  readonly fields: number;
}

/** Metres above the ellipsoid that the examples of heights have. */
const EXAMPLE_HEIGHT = 771.6;

/** The command `template`: the Excel template of a kind of base data. Throws InputError for wrong usage or a file that cannot be written. */
export async function runTemplate(argv: readonly string[]): Promise<TemplateResult> {
  const usage = (reason: string) => new InputError(`${reason}; usage: ${TEMPLATE_USAGE}`, { place: 'template' });
  const { values, positionals } = (() => {
    try {
      return parseArgs({ args: [...argv], allowPositionals: true, options: { out: { type: 'string' } } });
    } catch (cause) {
      throw usage(reasonOf(cause));
    }
  })();
  const [kind, ...more] = positionals;
  if (kind === undefined) throw usage('no kind named');
  if (more.length > 0) throw usage(`${more[0]}: one KIND at a time`);
  if (!isBaseKind(kind)) throw usage(`${kind}: no such kind`);
  if (values.out === undefined) throw usage('--out FILE.xlsx is missing');
  if (!/\.xlsx$/i.test(values.out)) throw usage(`--out ${values.out}: expected a name that ends with .xlsx`);
  const declared = baseKinds(new Catalogue(KNOWN_FACILITIES), EXAMPLE_HEIGHT)[kind];
  await writeFile(values.out, writeTemplate(declared)).catch((cause: unknown) => {
    throw new InputError(reasonOf(cause), { place: values.out, cause });
  });
  return { kind, file: values.out, fields: declared.fields.length };
}
