import { InputError } from '../../../problem.ts';

/** One line of a section: its words without the comment, and its number in the file. */
export interface InpLine {
  readonly line: number;
  readonly words: readonly string[];
}

/** An EPANET file cut into sections by their names in capitals. */
export interface InpText {
  /** Name of the file, for what is said of it. */
  readonly name: string;
  /** The lines of a section; none where it is missing. */
  section(name: string): readonly InpLine[];
  has(name: string): boolean;
}

/** A fault of the file at one of its lines. */
export function inpFault(file: string, line: number, reason: string): InputError {
  return new InputError(reason, { place: `${file}:${line}` });
}

/** Chinese networks are often saved in the encoding of a Chinese Windows. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/**
 * Cuts an EPANET input file into its sections. Names are told apart by their first four letters, as EPANET does. Throws InputError
 * with the line for what is no such file.
 */
export function cutInp(bytes: Uint8Array, name: string): InpText {
  const sections = new Map<string, InpLine[]>();
  let current: InpLine[] | null = null;
  const lines = decode(bytes).split(/\r\n|\r|\n/);
  for (const [index, raw] of lines.entries()) {
    const text = raw.split(';', 1)[0]!.trim();
    if (text === '') continue;
    if (text.startsWith('[')) {
      const title = /^\[\s*([A-Za-z]+)/.exec(text)?.[1];
      if (title === undefined)
        throw inpFault(name, index + 1, `${text.slice(0, 40)}: expected a section such as [PIPES]`);
      const key = keyOf(title);
      if (key === 'END') break;
      current = sections.get(key) ?? [];
      sections.set(key, current);
      continue;
    }
    if (!current) {
      const what = text.startsWith('<') ? 'HTML' : 'text';
      throw inpFault(name, index + 1, `${what} before the first section: not an EPANET input file (.inp)`);
    }
    current.push({ line: index + 1, words: text.split(/\s+/) });
  }
  if (sections.size === 0) throw new InputError('no sections: not an EPANET input file (.inp)', { place: name });
  return {
    name,
    section: (title) => sections.get(keyOf(title)) ?? [],
    has: (title) => sections.has(keyOf(title)),
  };
}

const keyOf = (title: string) => title.toUpperCase().slice(0, 4);
