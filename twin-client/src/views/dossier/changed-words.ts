import type { Format } from '../../kit/i18n/format.ts';
import { wordFor } from './word-for.ts';

/** Which record is the first changed one, in words. */
export function changedWords(
  format: Format,
  { index, kind, what }: { readonly index: number | null; readonly kind: string | null; readonly what: string },
): string {
  if (index === null) return format.text('dossier.pageChanged');
  const name = kind ?? 'unreadable';
  return format.text('dossier.firstChanged', {
    index,
    kind: wordFor(format, `dossier.kind.${name}`, name),
    what: wordFor(format, `dossier.fault.${what}`, what),
  });
}
