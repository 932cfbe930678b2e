import { z } from 'zod';
import { Signal } from '../../../state/signal.ts';

const Kinds = z.array(z.string());

/** What the browser keeps text in: localStorage, or nothing where it is blocked. */
export type Keeping = Pick<Storage, 'getItem' | 'setItem'>;

/** Device kinds a person does not want to see, kept in this browser for this person. */
export class HiddenKinds extends Signal<ReadonlySet<string>> {
  readonly #key: string;
  readonly #keeping: Keeping;

  constructor(account: string, keeping: Keeping) {
    const key = `twin.hidden-kinds.${account}`;
    super(new Set(readKinds(keeping, key)));
    this.#key = key;
    this.#keeping = keeping;
  }

  /** Shows or hides some kinds. */
  hide(kinds: readonly string[], hidden: boolean): void {
    const changed = new Set(this.get());
    for (const kind of kinds) {
      if (hidden) changed.add(kind);
      else changed.delete(kind);
    }
    this.set(changed);
    try {
      this.#keeping.setItem(this.#key, JSON.stringify([...changed]));
    } catch (cause) {
      console.info('layers hold for this page only:', cause);
    }
  }
}

function readKinds(keeping: Keeping, key: string): readonly string[] {
  try {
    const kept = Kinds.safeParse(JSON.parse(keeping.getItem(key) ?? '[]'));
    return kept.success ? kept.data : [];
  } catch {
    // Blocked or damaged storage: everything is shown.
    return [];
  }
}
