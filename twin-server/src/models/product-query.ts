import type { PropertySets } from 'twin-core';
import { foldText, gramsOfWord, holdsWord } from '../engines/text-grams.ts';
import {
  ANY,
  classToken,
  IDENTITY,
  kindToken,
  propertyToken,
  spaceToken,
  storeyToken,
  systemToken,
  valueToken,
} from './index-tokens.ts';
import type { ProductKind } from './product.ts';
import type { IndexedProduct } from './product-row.ts';

/** What to look for among the products of models. Every word of q must be found; every filter given must fit. */
export interface ProductQuery {
  readonly kind: ProductKind;
  readonly building?: string | undefined;
  /** Words, divided by space: each in GlobalId (its beginning, in its case), class, name, tag, type, a property's set, name or value. */
  readonly q?: string | undefined;
  /** IFC class: IfcDoor or door. */
  readonly class?: string | undefined;
  /** GlobalId or name. */
  readonly storey?: string | undefined;
  /** GlobalIds. */
  readonly space?: string | undefined;
  readonly system?: string | undefined;
  /** Set.Name; without a value any product that has it. */
  readonly property?: string | undefined;
  readonly value?: string | undefined;
}

/** A word of a query: as typed, and as texts are compared with it. */
interface Word {
  readonly typed: string;
  readonly folded: string;
  /** The word may be the beginning of a GlobalId. */
  readonly maybeId: boolean;
  readonly grams: readonly string[];
}

/** A GlobalId is a number of 128 bits to the base 64, so its first digit is 0 to 3; four digits are no word by chance. */
const ID_BEGINNING = /^[0-3][0-9A-Za-z_$]{3,21}$/;

/** A query taken apart: which lists to read, and how to tell whether a product of all of them is meant. */
export class ProductMatcher {
  /** Tokens of the filters: a product must be in every list. */
  readonly filters: readonly string[];
  readonly words: readonly Word[];
  readonly #property: { readonly name: string; readonly value: string } | null;

  constructor(query: ProductQuery) {
    const { kind, storey, space, system, property, value } = query;
    this.#property =
      property !== undefined && value !== undefined ? { name: foldText(property), value: foldText(value) } : null;
    this.filters = [
      kindToken(kind),
      ...(query.class === undefined ? [] : [classToken(query.class)]),
      ...(storey === undefined ? [] : [storeyToken(storey)]),
      ...(space === undefined ? [] : [spaceToken(space)]),
      ...(system === undefined ? [] : [systemToken(system)]),
      ...(property === undefined ? [] : [propertyToken(property)]),
      ...(property === undefined || value === undefined ? [] : [valueToken(property, value)]),
    ];
    this.words = (query.q ?? '')
      .normalize('NFKC')
      .split(/\s+/)
      .filter(Boolean)
      .map((typed) => {
        const folded = foldText(typed);
        return { typed, folded, maybeId: ID_BEGINNING.test(typed), grams: [...gramsOfWord(folded)] };
      });
  }

  /** Every token whose list may be needed. */
  tokens(): string[] {
    const grams = this.words.flatMap((word) => word.grams);
    return [...new Set([...this.filters, ...[IDENTITY, ANY].flatMap((list) => grams.map((gram) => list + gram))])];
  }

  /** Whether products have to be read with their properties to be sure. */
  get needsText(): boolean {
    return this.words.length > 0 || this.#property !== null;
  }

  /** Whether a product that is in the lists is one that was asked for. */
  matches(product: IndexedProduct, properties: PropertySets): boolean {
    if (this.#property && !holdsValue(properties, this.#property)) return false;
    if (this.words.length === 0) return true;
    const texts = textsOf(product, properties);
    return this.words.every(
      ({ typed, folded, maybeId }) =>
        (maybeId && product.globalId.startsWith(typed)) || texts.some((text) => holdsWord(text, folded)),
    );
  }
}

function holdsValue(properties: PropertySets, wanted: { readonly name: string; readonly value: string }): boolean {
  for (const [set, values] of Object.entries(properties)) {
    for (const [name, value] of Object.entries(values)) {
      if (value === null || foldText(String(value)) !== wanted.value) continue;
      if (foldText(`${set}.${name}`) === wanted.name) return true;
    }
  }
  return false;
}

/** The folded texts a product is found by, as posting-builder.ts lists them. */
function textsOf({ ifcClass, name, longName, tag, type }: IndexedProduct, properties: PropertySets): string[] {
  const texts = [ifcClass, name, longName, tag, type].filter((text) => text !== null);
  for (const [set, values] of Object.entries(properties)) {
    texts.push(set);
    for (const [property, value] of Object.entries(values)) {
      texts.push(property);
      if (value !== null) texts.push(String(value));
    }
  }
  return texts.map(foldText);
}
