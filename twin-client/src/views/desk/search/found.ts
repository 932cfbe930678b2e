import type { Selection } from '../selection.ts';

/** Kinds of things the search box finds, in the order they are listed. */
export const FOUND_KINDS = ['buildings', 'storeys', 'homes', 'devices', 'spaces', 'elements', 'features'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** One thing a search found. */
export interface Found {
  /** Unlike those of all other things. */
  readonly key: string;
  readonly name: string;
  /** Where it is and what it is called otherwise. */
  readonly detail: string;
  /** What tells it from others of the same name. */
  readonly note?: string;
  readonly selection: Selection;
}

/** Things of one kind that were found. */
export interface FoundGroup {
  readonly kind: FoundKind;
  readonly found: readonly Found[];
  /** How many there are besides; `some` where nobody counted them. */
  readonly more: number | 'some';
}
