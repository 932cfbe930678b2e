const NEWLINE = 10;
const [HASH, SEMICOLON] = [35, 59] as const;
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;

/** Number of the line, from 1, in which a byte of a text stands. */
function lineAt(text: Uint8Array, at: number): number {
  let line = 1;
  for (let next = text.indexOf(NEWLINE); next >= 0 && next < at; next = text.indexOf(NEWLINE, next + 1)) line++;
  return line;
}

/** The last instance of a STEP file that is complete, in words: `#12 (line 7)`; null where there is none. */
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
