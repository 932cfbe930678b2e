import type { ImportFailure, ImportFailureCode } from 'twin-core';
import { InputError } from '../problem.ts';

/** An import stopped for a reason that only the import itself knows. */
export class ImportStop extends Error {
  override readonly name = 'ImportStop';
  readonly code: ImportFailureCode;

  constructor(code: ImportFailureCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What the bake says of files it cannot take, by the reasons a page can name; the first that fits. */
const REASONS: readonly (readonly [ImportFailureCode, RegExp])[] = [
  ['empty', /empty file/],
  ['tooSlow', /not baked within/],
  ['tooLarge', /MiB of memory|too (large|big)|more than .* (bytes|MiB|GiB)|unpacks to/i],
  ['archive', /\bzip\b|archive|ifcZIP/i],
  ['notIfc', /no FILE_SCHEMA/],
  ['schema', /FILE_SCHEMA|schema/i],
  ['truncated', /truncated|END-ISO-10303-21/],
  ['notIfc', /not an IFC file|ISO-10303-21/],
];

/**
 * What to tell of an import that stopped: a reason by name and the detail with its place, in which the file is called by the
 * name it came under. Faults of ours are told without detail; the log has it.
 */
export function failureOf(cause: unknown, file: { readonly path: string; readonly name: string }): ImportFailure {
  if (cause instanceof ImportStop) return { code: cause.code, detail: cause.message };
  if (!(cause instanceof InputError)) return { code: 'internal', detail: 'a fault of the server; its log says more' };
  const detail = cause.message.replaceAll(file.path, file.name);
  const code = REASONS.find(([, words]) => words.test(detail))?.[0] ?? 'unreadable';
  return { code, detail };
}
