import type { PropertySets } from 'twin-core';
import { foldText, gramsOfText, storableText } from '../engines/text-grams.ts';
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
import { PostingWriter } from './posting-list.ts';
import type { Product } from './product.ts';

/** Numbers one after another, without an object for each list of them. */
class NumberLists {
  #numbers = new Int32Array(1024);
  #length = 0;
  readonly #ends: number[] = [];

  /** Adds a list and returns its index. */
  add(list: Iterable<number>): number {
    for (const number of list) {
      if (this.#length === this.#numbers.length) {
        const larger = new Int32Array(this.#length * 2);
        larger.set(this.#numbers);
        this.#numbers = larger;
      }
      this.#numbers[this.#length++] = number;
    }
    return this.#ends.push(this.#length) - 1;
  }

  get(index: number): Int32Array {
    return this.#numbers.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }
}

/**
 * Gathers what each product is found by and makes the lists of all tokens. A text is cut into grams once, however many
 * products have it: in a model most texts are repeated thousands of times.
 */
export class PostingBuilder {
  readonly #tokenIds = new Map<string, number>();
  /** Folded text → index of its grams' ids in #grams. */
  readonly #texts = new Map<string, number>();
  readonly #grams = new NumberLists();
  readonly #identities = new NumberLists();
  readonly #filters = new NumberLists();
  readonly #properties = new NumberLists();
  readonly #propertiesOf: Int32Array;

  /** `products` in their order: a product's index is its ordinal. */
  constructor(products: readonly Product[]) {
    this.#propertiesOf = new Int32Array(products.length).fill(-1);
    for (const product of products) {
      const texts = [product.ifcClass, product.name, product.longName, product.tag, product.type];
      this.#identities.add(texts.filter((text) => text !== null).map((text) => this.#textId(text)));
      this.#filters.add(filtersOf(product).map((token) => this.#tokenId(token)));
    }
  }

  /** What the products are found by besides their identity. Ordinals of products that share a GlobalId share the sets too. */
  addProperties(ordinals: readonly number[], sets: PropertySets): void {
    const texts: number[] = [];
    const tokens: number[] = [];
    for (const [set, values] of Object.entries(sets)) {
      texts.push(this.#textId(set));
      for (const [name, value] of Object.entries(values)) {
        const property = `${set}.${name}`;
        texts.push(this.#textId(name));
        tokens.push(this.#tokenId(propertyToken(property)));
        if (value === null) continue;
        texts.push(this.#textId(String(value)));
        tokens.push(this.#tokenId(valueToken(property, String(value))));
      }
    }
    // Two lists one behind the other: the tokens of the sets, then their texts.
    const index = this.#properties.add(tokens);
    this.#properties.add(texts);
    for (const ordinal of ordinals) this.#propertiesOf[ordinal] = index;
  }

  /** Every token's list. Call it once, at the end. */
  *lists(): Iterable<{ token: string; list: PostingWriter }> {
    const tokens = [...this.#tokenIds.keys()];
    const exact = new Map<number, PostingWriter>();
    const identity: PostingWriter[] = [];
    const any: PostingWriter[] = [];
    const put = (lists: PostingWriter[] | Map<number, PostingWriter>, token: number, ordinal: number) => {
      let list = lists instanceof Map ? lists.get(token) : lists[token];
      if (!list) {
        list = new PostingWriter();
        if (lists instanceof Map) lists.set(token, list);
        else lists[token] = list;
      }
      list.add(ordinal);
    };
    for (let ordinal = 0; ordinal < this.#propertiesOf.length; ordinal++) {
      for (const token of this.#filters.get(ordinal)) put(exact, token, ordinal);
      for (const text of this.#identities.get(ordinal)) {
        for (const gram of this.#grams.get(text)) {
          put(identity, gram, ordinal);
          put(any, gram, ordinal);
        }
      }
      const properties = this.#propertiesOf[ordinal]!;
      if (properties < 0) continue;
      for (const token of this.#properties.get(properties)) put(exact, token, ordinal);
      for (const text of this.#properties.get(properties + 1)) {
        for (const gram of this.#grams.get(text)) put(any, gram, ordinal);
      }
    }
    for (const [token, list] of exact) yield { token: tokens[token]!, list };
    // The lists have holes where a token is no gram, or no identity has it.
    for (const [prefix, lists] of [[IDENTITY, identity] as const, [ANY, any] as const]) {
      for (const [token, list] of lists.entries()) if (list) yield { token: prefix + tokens[token], list };
    }
  }

  #tokenId(given: string): number {
    const token = storableText(given);
    let id = this.#tokenIds.get(token);
    if (id === undefined) {
      id = this.#tokenIds.size;
      this.#tokenIds.set(token, id);
    }
    return id;
  }

  #textId(text: string): number {
    const folded = foldText(text);
    let id = this.#texts.get(folded);
    if (id === undefined) {
      id = this.#grams.add(Array.from(gramsOfText(folded), (gram) => this.#tokenId(gram)));
      this.#texts.set(folded, id);
    }
    return id;
  }
}

function filtersOf({ kind, ifcClass, storey, storeyId, spaceId, systems }: Product): string[] {
  return [
    kindToken(kind),
    classToken(ifcClass),
    ...(storeyId === null ? [] : [storeyToken(storeyId)]),
    ...(storey === null || storey === storeyId ? [] : [storeyToken(storey)]),
    ...(spaceId === null ? [] : [spaceToken(spaceId)]),
    ...systems.map(({ globalId }) => systemToken(globalId)),
  ];
}
