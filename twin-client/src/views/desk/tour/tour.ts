import { Signal } from '../../../state/signal.ts';
import type { Keeping } from '../layers/hidden-kinds.ts';

/** The five steps of the first walk through the desk, each with the part of the page it is about. */
export const TOUR_STEPS = [
  { key: 'search', about: 'main [role="combobox"]' },
  { key: 'details', about: '[data-testid="details"]' },
  { key: 'queue', about: '#work > section:first-child' },
  { key: 'views', about: '[data-tour="views"]' },
  { key: 'reports', about: '[data-tour="portal"]' },
] as const;

/** Where the tour of the desk stands, and whether this person has seen it: kept in this browser for their account. */
export class Tour {
  /** Index of the step that is shown; null while none is. */
  readonly step = new Signal<number | null>(null);
  readonly isSeen: Signal<boolean>;
  readonly #key: string;
  readonly #keeping: Keeping;

  constructor(account: string, keeping: Keeping) {
    this.#key = `twin.tour.${account}`;
    this.#keeping = keeping;
    this.isSeen = new Signal(readSeen(keeping, this.#key));
  }

  start(): void {
    this.step.set(0);
  }

  /** One step on or back; after the last one it is over. */
  go(by: 1 | -1): void {
    const at = this.step.get();
    if (at === null) return;
    if (at + by >= TOUR_STEPS.length) this.end();
    else this.step.set(Math.max(0, at + by));
  }

  /** Over, or not wanted: nobody is invited again. */
  end(): void {
    this.step.set(null);
    this.isSeen.set(true);
    try {
      this.#keeping.setItem(this.#key, 'seen');
    } catch (cause) {
      console.info('that the tour was seen holds for this page only:', cause);
    }
  }
}

function readSeen(keeping: Keeping, key: string): boolean {
  try {
    return keeping.getItem(key) !== null;
  } catch {
    // Blocked storage: whoever cannot be remembered is not asked each time.
    return true;
  }
}
