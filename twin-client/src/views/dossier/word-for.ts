import type { Format } from '../../kit/i18n/format.ts';
import { TEXTS, type TextKey } from '../../kit/i18n/texts.ts';

/** A text by a key made of a word of the records; the word itself where this program has none for it. */
export const wordFor = (format: Format, key: string, word: string): string =>
  key in TEXTS ? format.text(key as TextKey) : word;
