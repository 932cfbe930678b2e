const [HASH, QUOTE, OPEN, CLOSE, SLASH, STAR, SEMICOLON, NEWLINE] = [35, 39, 40, 41, 47, 42, 59, 10] as const;
// ISO 10303-21, 6.2: the text is of printable characters; what is above is an encoding that readers understand all the same.
const FIRST_PRINTABLE = 32;
const isBlank = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);

/** One statement of the data section as a check goes through it. */
interface Statement {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** What is wrong with it; null where nothing is. */
  readonly fault: string | null;
}

/** Reads the statement that begins at `from`, on line `line`. */
function readStatement(bytes: Uint8Array, from: number, line: number): Statement & { readonly lines: number } {
  let depth = 0;
  let lines = 0;
  let fault: string | null = bytes[from] === HASH ? null : 'it does not begin with #';
  const spoil = (reason: string) => {
    fault ??= reason;
  };
  let at = from;
  for (; at < bytes.length && bytes[at] !== SEMICOLON; at++) {
    const byte = bytes[at]!;
    if (byte === NEWLINE) lines++;
    else if (byte < FIRST_PRINTABLE && !isBlank(byte)) spoil(`a control character (${byte}) stands in it`);
    else if (byte === OPEN) depth++;
    else if (byte === CLOSE && --depth < 0) spoil('a parenthesis closes that was not opened');
    else if (byte === QUOTE) {
      const close = bytes.indexOf(QUOTE, at + 1);
      if (close < 0) spoil('a text does not end');
      for (const end = close < 0 ? bytes.length : close; at < end; at++) if (bytes[at] === NEWLINE) lines++;
    }
  }
  if (at >= bytes.length) spoil('it does not end');
  if (depth > 0) spoil('a parenthesis is not closed');
  return { from, to: at + 1, line, fault, lines };
}

/** The first statement of a STEP file's data that is none, in words: `line 40: #12=IFCWALL(… : a text does not end`; null where all are sound. */
export function firstFault(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = text.indexOf('DATA;', 0, 'latin1');
  if (data < 0) return 'it has no DATA section';
  let line = 1;
  for (let at = 0; at < data; at++) if (bytes[at] === NEWLINE) line++;
  for (let at = data + 5; at < bytes.length; ) {
    if (bytes[at] === NEWLINE) line++;
    if (isBlank(bytes[at]!)) {
      at++;
    } else if (bytes[at] === SLASH && bytes[at + 1] === STAR) {
      const close = text.indexOf('*/', at + 2, 'latin1');
      for (const end = close < 0 ? bytes.length : close + 2; at < end; at++) if (bytes[at] === NEWLINE) line++;
    } else {
      const statement = readStatement(bytes, at, line);
      const words = text.toString('latin1', statement.from, Math.min(statement.to, statement.from + 40));
      if (/^ENDSEC\s*;/.test(words)) return null;
      if (statement.fault !== null) return `line ${line}: ${words.split('\n')[0]}: ${statement.fault}`;
      line += statement.lines;
      at = statement.to;
    }
  }
  return 'its DATA section does not end';
}
