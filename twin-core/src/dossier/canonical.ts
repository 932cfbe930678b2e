/**
 * JSON in one way alone, so that the same record has the same bytes everywhere: RFC 8785 (members by name, no space, numbers and texts as
 * ECMAScript writes them), and `<` as \u003c, so that a record can stand in a page. Throws a TypeError for what JSON does not have.
 */
export function canonicalJson(value: unknown): string {
  return write(value).replaceAll('<', '\\u003c');
}

function write(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => write(item ?? null)).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    // By UTF-16 code units, as < compares.
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`).join()}}`;
  }
  const text = JSON.stringify(value);
  if (text === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    throw new TypeError(`${String(value)} has no place in JSON`);
  return text;
}
