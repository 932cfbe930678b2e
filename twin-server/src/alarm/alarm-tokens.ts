import { gramsOfText } from '../engines/text-grams.ts';

/** Fields of an alarm that never change and that lists are filtered by. */
export const TOKEN_FIELDS = ['facility', 'code', 'building', 'storey', 'zone', 'device', 'priority'] as const;
export type TokenField = (typeof TOKEN_FIELDS)[number];

/** The token that counts every alarm. */
export const EVERY_ALARM = 0;

/** Marks a token that is a field's value; no folded text holds it. */
const FIELD = '\u0002';

/** The token of a gram. Of 4 bytes: what two grams share by chance is sorted out by comparing the text. */
export function tokenOf(gram: string): number {
  // FNV-1a over UTF-16 units, mixed at the end: neighbouring grams must not be neighbours.
  let hash = 0x811c9dc5;
  for (let i = 0; i < gram.length; i++) hash = Math.imul(hash ^ gram.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash | 0 || 1;
}

/** The token of a field's value. */
export function fieldToken(field: TokenField, value: string | number): number {
  return tokenOf(`${FIELD}${field}=${value}`);
}

/** Every token of an alarm with this text, without repeats. */
export function tokensOf(
  text: string,
  alarm: { readonly [field in TokenField]: string | number | null },
): readonly number[] {
  const tokens = new Set<number>();
  for (const gram of gramsOfText(text)) tokens.add(tokenOf(gram));
  for (const field of TOKEN_FIELDS) {
    const value = alarm[field];
    if (value !== null) tokens.add(fieldToken(field, value));
  }
  return [...tokens];
}
