import type { Label } from 'twin-core';

/** What a cell of a field holds. */
export type FieldType =
  | 'text'
  | 'number'
  | 'integer'
  | 'choice'
  /** Codes of other records, divided by commas or spaces. */
  | 'codes'
  /** A local day. */
  | 'date'
  /** An instant; one without a zone is local to the site. */
  | 'time'
  /** A local time of day, HH:MM. */
  | 'timeOfDay'
  /** A line or ring of longitude and latitude pairs. */
  | 'ring'
  /** A number, a truth value or the name of a state. */
  | 'value';

/** One of the values that a field takes. */
export interface Choice {
  readonly value: string;
  readonly label: Label;
}

/** One column of a file of base data: a field of the record, as dictionary.md and the records of twin-core name it. */
export interface Field {
  /** Path in the record, with dots. */
  readonly path: string;
  /** Heading in English: the name in the data dictionary. */
  readonly name: string;
  /** Heading in Chinese. */
  readonly zh: string;
  /** Other headings it is known by. */
  readonly also?: readonly string[];
  readonly type: FieldType;
  readonly unit?: string;
  readonly choices?: readonly Choice[];
  /** A new record needs it. */
  readonly required?: boolean;
  /** What a new record has where nothing is given; null where not set. */
  readonly preset?: unknown;
  readonly example: string | number;
  readonly note?: Label;
}

/** A choice from its value and its two names. */
export const choice = (value: string, zh: string, en: string): Choice => ({ value, label: { zh, en } });

/** Headings as they are compared: without marks of what is required, spaces, letter case and full-width forms. */
function foldHeading(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*_-]/g, '');
}

/** The fields of a kind by every heading that they are known by. */
export class FieldNames {
  readonly #names = new Map<string, Field>();

  constructor(fields: readonly Field[]) {
    for (const field of fields) {
      for (const name of [field.name, field.path, field.zh, ...(field.also ?? [])]) {
        const folded = foldHeading(name);
        if (!this.#names.has(folded)) this.#names.set(folded, field);
      }
    }
  }

  /** The field that a heading speaks of: by one of its names, or by several as a template's headings are, `编号 deviceCode`. */
  find(heading: string): Field | undefined {
    const whole = this.#names.get(foldHeading(heading));
    if (whole) return whole;
    const named = new Set(
      heading
        .split(/[\s()（）/]+/)
        .flatMap((part) => (part === '*' || part === '' ? [] : [this.#names.get(foldHeading(part))])),
    );
    return named.size === 1 ? [...named][0] : undefined;
  }
}
