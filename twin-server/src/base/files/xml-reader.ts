/** What is heard of a document, in its order; names are without their prefix. */
export interface XmlListener {
  open(name: string, attributes: string): void;
  text(text: string): void;
  close(name: string): void;
}

/** Characters of one tag or text: the longest that a cell may hold, every letter of it escaped. */
const MAX_PIECE = 6 * 65_536;

/** Reads XML in pieces of any length. Throws an error for a document type, which no workbook has, and for endless tags. */
export class XmlReader {
  readonly #listener: XmlListener;
  #rest = '';

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  write(piece: string): void {
    const text = this.#rest + piece;
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      if (start < 0) break;
      const end = endOfMarkup(text, start);
      if (end < 0) break;
      if (start > at) this.#listener.text(decode(text.slice(at, start)));
      this.#markup(text.slice(start, end));
      at = end;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MAX_PIECE) throw new Error(`a text or tag in it is longer than ${MAX_PIECE} characters`);
  }

  end(): void {
    if (this.#rest.trim() !== '') throw new Error('the document ends within a tag');
  }

  #markup(text: string): void {
    if (text.startsWith('<?') || text.startsWith('<!--')) return;
    if (text.startsWith('<![CDATA[')) this.#listener.text(text.slice(9, -3));
    else if (text.startsWith('<!')) throw new Error('a document type in it is not read');
    else if (text.startsWith('</')) this.#listener.close(plain(text.slice(2, -1).trim()));
    else this.#open(text);
  }

  #open(text: string): void {
    const empty = text.endsWith('/>');
    const inner = text.slice(1, empty ? -2 : -1);
    const space = inner.search(/\s/);
    const name = plain(space < 0 ? inner : inner.slice(0, space));
    this.#listener.open(name, space < 0 ? '' : inner.slice(space));
    if (empty) this.#listener.close(name);
  }
}

/** Patterns of attributes by their names: a sheet asks for three of them in every cell. */
const patterns = new Map<string, RegExp>();

/** The value of an attribute; undefined where it is not given. */
export function attributeOf(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name);
  if (!pattern) {
    pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
    patterns.set(name, pattern);
  }
  const found = pattern.exec(attributes);
  return found ? decode(found[1] ?? found[2] ?? '') : undefined;
}

function endOfMarkup(text: string, start: number): number {
  const close = text.startsWith('<!--', start) ? '-->' : text.startsWith('<![CDATA[', start) ? ']]>' : '>';
  const end = text.indexOf(close, start);
  return end < 0 ? -1 : end + close.length;
}

const plain = (name: string) => name.slice(name.indexOf(':') + 1);

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
