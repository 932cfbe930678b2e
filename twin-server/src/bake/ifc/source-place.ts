const NEWLINE = 10;
const [HASH, EQUALS, SEMICOLON] = [35, 61, 59] as const;
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;

/** Number of the line, from 1, in which a byte of a text stands. */
function lineAt(text: Uint8Array, at: number): number {
  let line = 1;
  for (let next = text.indexOf(NEWLINE); next >= 0 && next < at; next = text.indexOf(NEWLINE, next + 1)) line++;
  return line;
}

function startOf(text: Buffer, instance: number): number {
  const name = `#${instance}`;
  for (let at = text.indexOf(name, 0, 'latin1'); at >= 0; at = text.indexOf(name, at + 1, 'latin1')) {
    let after = at + name.length;
    while (text[after] === 32 || text[after] === 9) after++;
    if (text[after] === EQUALS) return at;
  }
  return -1;
}

/** Where an instance stands in a STEP file, in words: `#12 (line 7)`. */
export function placeOf(bytes: Uint8Array, instance: number): string {
  const at = startOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), instance);
  return at < 0 ? `#${instance}` : `#${instance} (line ${lineAt(bytes, at)})`;
}

/** The last instance of a STEP file that is complete, in words as placeOf; null where there is none. */
export function lastPlace(bytes: Uint8Array): string | null {
  for (let end = bytes.lastIndexOf(SEMICOLON); end >= 0; end = bytes.lastIndexOf(SEMICOLON, end - 1)) {
    const begin = bytes.lastIndexOf(NEWLINE, end) + 1;
    let at = begin;
    while (at < end && bytes[at] !== HASH) at++;
    let number = '';
    for (let digit = at + 1; isDigit(bytes[digit]); digit++) number += String.fromCharCode(bytes[digit]!);
    if (at === begin && number !== '') return `#${number} (line ${lineAt(bytes, at)})`;
    if (begin === 0) return null;
    end = begin;
  }
  return null;
}
