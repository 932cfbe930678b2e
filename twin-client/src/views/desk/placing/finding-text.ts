import { GEOREFERENCE_CODES, type GeoreferenceCode, type GeoreferenceFinding } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';

const KNOWN: ReadonlySet<string> = new Set(GEOREFERENCE_CODES);
const isKnown = (code: string): code is GeoreferenceCode => KNOWN.has(code);

/** What a finding says in the page's language; one of a newer server in the server's words. */
export function findingText(format: Format, { code, values, text }: GeoreferenceFinding): string {
  if (!isKnown(code)) return text;
  const shown = Object.entries(values).map(([name, value]) => {
    if (name === 'axis' && (value === 'latitude' || value === 'longitude'))
      return [name, format.text(`place.axis.${value}`)];
    return [name, typeof value === 'number' && Math.abs(value) >= 1000 ? format.number(value) : value];
  });
  return format.text(`finding.${code}`, Object.fromEntries(shown));
}
