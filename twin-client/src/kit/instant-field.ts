/** Epoch ms as a field of date and time wants it, in a time zone: 2026-11-22T18:03, or with seconds 2026-11-22T18:03:20. */
export function toField(time: number, timeZone: string, timeStyle: 'short' | 'medium' = 'short'): string {
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle });
  return date.format(time).replace(' ', 'T');
}

/** The inverse of toField; null for a field that is not filled in. */
export function fromField(field: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${field}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = Date.parse(`${toField(asUtc, timeZone, 'medium')}Z`) - Math.floor(asUtc / 1000) * 1000;
  return asUtc - offset;
}
