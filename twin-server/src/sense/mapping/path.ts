/** One step into a payload: a key of an object, a place in an array (from its end where negative), or the item that has a value. */
type Step = { readonly key: string } | { readonly index: number } | { readonly where: string; readonly equals: string };

/** A path into a payload, ready to be followed. */
interface Path {
  /** Begins at the whole payload, not at the item. */
  readonly fromRoot: boolean;
  readonly steps: readonly Step[];
}

const MAX_LENGTH = 200;
const STEP =
  /^(?:\.?(?<key>[^.[\]"=\s$]+)|\[(?<index>-?\d{1,6})\]|\["(?<quoted>[^"]+)"\]|\[(?<where>[^.[\]"=\s]+)=(?:"(?<text>[^"]*)"|(?<word>[^\]"]+))\])/;

/**
 * Reads a path such as `data.sensors[0].temp`, `["key.with.dots"]`, `values[name=temp].value`, or from the whole payload `$.gateway.time`;
 * `$` alone is the whole. Returns why it is none as text.
 */
export function parsePath(text: string): Path | string {
  if (text.length === 0 || text.length > MAX_LENGTH) return `expected a path of 1 to ${MAX_LENGTH} characters`;
  const fromRoot = text.startsWith('$');
  const steps: Step[] = [];
  let at = fromRoot ? 1 : 0;
  while (at < text.length) {
    const found = STEP.exec(text.slice(at));
    const starts = at === 0 ? !text.startsWith('.') : true;
    const joined = found?.groups?.key === undefined || at === 0 || text[at] === '.';
    if (!found || !starts || !joined)
      return `at ${at + 1} (${JSON.stringify(text.slice(at, at + 12))}): expected .key, [0], ["key"] or [key=value]`;
    steps.push(stepOf(found.groups!));
    at += found[0].length;
  }
  return { fromRoot, steps };
}

function stepOf({ key, index, quoted, where, text, word }: Record<string, string | undefined>): Step {
  if (index !== undefined) return { index: Number(index) };
  if (where !== undefined) return { where, equals: text ?? word ?? '' };
  return { key: (key ?? quoted)! };
}

/** What lies at the end of a path; undefined where it leads nowhere. Sees what a payload holds itself, never what objects inherit. */
function followPath({ fromRoot, steps }: Path, item: unknown, root: unknown): unknown {
  let value = fromRoot ? root : item;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    if ('key' in step) value = own(value, step.key);
    else if (!Array.isArray(value)) return undefined;
    else if ('index' in step) value = value.at(step.index);
    else value = value.find((entry: unknown) => isLike(entry, step.where, step.equals));
  }
  return value;
}

/** Paths that are followed again and again, each read once. */
export class Paths {
  readonly #read = new Map<string, Path>();

  /** Throws Error for text that is no path: it is checked where it is declared. */
  follow(text: string, item: unknown, root: unknown): unknown {
    let path = this.#read.get(text);
    if (path === undefined) {
      const read = parsePath(text);
      if (typeof read === 'string') throw new Error(`${text}: ${read}`);
      path = read;
      this.#read.set(text, path);
    }
    return followPath(path, item, root);
  }
}

function own(value: object, key: string): unknown {
  return !Array.isArray(value) && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function isLike(entry: unknown, key: string, text: string): boolean {
  if (typeof entry !== 'object' || entry === null) return false;
  const value = own(entry, key);
  return (
    (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') && String(value) === text
  );
}
