import { z } from 'zod';
import { COLORINGS } from './city-coloring.ts';

const Choice = z.object({
  visible: z.boolean().optional(),
  opacity: z.number().min(0).max(1).optional(),
  rank: z.number().optional(),
  coloring: z.enum(COLORINGS).optional(),
});
type Choice = z.infer<typeof Choice>;
const Choices = z.record(z.string(), Choice);

/** What the browser keeps text in: localStorage, or nothing where it is blocked. */
export type Keeping = Pick<Storage, 'getItem' | 'setItem'>;

/** What a person changed of how layers are shown, kept in this browser for this person. */
export class LayerChoices {
  readonly #key: string;
  readonly #keeping: Keeping;
  readonly #byCode: Map<string, Choice>;

  constructor(account: string, keeping: Keeping) {
    this.#key = `twin.layers.${account}`;
    this.#keeping = keeping;
    this.#byCode = new Map(Object.entries(read(keeping, this.#key)));
  }

  of(code: string): Choice {
    return this.#byCode.get(code) ?? {};
  }

  change(code: string, choice: Choice): void {
    this.#byCode.set(code, { ...this.of(code), ...choice });
    this.#keep();
  }

  clear(): void {
    this.#byCode.clear();
    this.#keep();
  }

  #keep(): void {
    try {
      this.#keeping.setItem(this.#key, JSON.stringify(Object.fromEntries(this.#byCode)));
    } catch (cause) {
      console.info('layers hold for this page only:', cause);
    }
  }
}

function read(keeping: Keeping, key: string): z.infer<typeof Choices> {
  try {
    const kept = Choices.safeParse(JSON.parse(keeping.getItem(key) ?? '{}'));
    return kept.success ? kept.data : {};
  } catch {
    // Blocked or damaged storage: the layers are as their records have them.
    return {};
  }
}
