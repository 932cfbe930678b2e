import type { z } from 'zod';
import type { BaseKind } from './base-kind.ts';
import { type Field, FieldNames } from './field.ts';
import { quote } from './headings.ts';
import { CellFault, readCell } from './read-cell.ts';
import type { RowFault } from './report.ts';
import type { TableRow } from './table-row.ts';

/** A row understood: the record it says, or every fault of it. */
export type ReadRow =
  | { readonly row: number; readonly record: Record<string, unknown> }
  | { readonly faults: readonly RowFault[] };

/** The record that is changed by a row with its key; undefined where it is new. */
export type Existing = (key: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> | undefined;

/** Makes records of a kind of rows. A column that the file does not have leaves a known record's field as it is. */
export class RowReader {
  readonly #kind: BaseKind;
  readonly #timeZone: string;
  readonly #existing: Existing;
  readonly #names: FieldNames;
  readonly #fields = new Map<string, Field | null>();
  /** Headings that speak of no field, each told once with the row where it was first met. */
  readonly unknown = new Map<string, number>();

  constructor(kind: BaseKind, timeZone: string, existing: Existing) {
    this.#kind = kind;
    this.#timeZone = timeZone;
    this.#existing = existing;
    this.#names = new FieldNames(kind.fields);
  }

  read({ row, values, fault }: TableRow): ReadRow {
    if (fault !== undefined) return { faults: [{ row, field: null, reason: fault }] };
    const faults: RowFault[] = [];
    const given = new Map<Field, unknown>();
    const emptied = new Set<Field>();
    for (const [heading, cell] of Object.entries(values)) {
      const field = this.#fieldOf(heading);
      if (cell === null) {
        if (field) emptied.add(field);
        continue;
      }
      if (!field) {
        if (!this.unknown.has(heading)) this.unknown.set(heading, row);
        continue;
      }
      const refuse = (reason: string) => faults.push({ row, field: field.name, reason });
      if (given.has(field)) refuse(`is given twice, the second time under ${quote(heading)}`);
      try {
        given.set(field, readCell(field, cell, this.#timeZone));
      } catch (cause) {
        if (!(cause instanceof CellFault)) throw cause;
        refuse(cause.message);
      }
    }
    const draft = this.#draft(given, emptied);
    for (const field of this.#kind.fields) {
      if (field.required && at(draft, field.path) === undefined && !faults.some((fault) => fault.field === field.name))
        faults.push({ row, field: field.name, reason: `is missing (${field.zh})` });
    }
    if (faults.length > 0) return { faults };
    this.#kind.complete?.(draft);
    const parsed = this.#kind.schema.safeParse(draft);
    return parsed.success ? { row, record: parsed.data } : { faults: this.#faultsOf(row, parsed.error) };
  }

  #draft(given: ReadonlyMap<Field, unknown>, emptied: ReadonlySet<Field>): Record<string, unknown> {
    const keys = this.#kind.fields.filter(({ path }) => this.#kind.key.includes(path));
    const known =
      keys.length > 0 ? this.#existing(Object.fromEntries(keys.map((key) => [key.path, given.get(key)]))) : undefined;
    const draft: Record<string, unknown> = structuredClone(known ?? {});
    for (const field of this.#kind.fields) {
      if (given.has(field)) put(draft, field.path, given.get(field));
      // A column that is there and empty says that there is none; one that is not there says nothing.
      else if (!known || (emptied.has(field) && !field.required)) put(draft, field.path, field.preset ?? null);
    }
    return draft;
  }

  #fieldOf(heading: string): Field | null {
    let field = this.#fields.get(heading);
    if (field === undefined) {
      field = this.#names.find(heading) ?? null;
      this.#fields.set(heading, field);
    }
    return field;
  }

  #faultsOf(row: number, error: z.ZodError): RowFault[] {
    return error.issues.map(({ path, message }) => {
      const place = path.join('.');
      const field = this.#kind.fields.find((one) => one.path === place || place.startsWith(`${one.path}.`));
      return { row, field: field?.name ?? (place || null), reason: message };
    });
  }
}

function at(draft: Record<string, unknown>, path: string): unknown {
  let value: unknown = draft;
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return value ?? undefined;
}

/** Sets a field by its path; what is within another is made only for something to hold. */
function put(draft: Record<string, unknown>, path: string, value: unknown): void {
  const [key, ...rest] = path.split('.') as [string, ...string[]];
  if (rest.length === 0) {
    draft[key] = value;
    return;
  }
  if (value === null && (draft[key] ?? null) === null) {
    draft[key] = null;
    return;
  }
  draft[key] ??= {};
  put(draft[key] as Record<string, unknown>, rest.join('.'), value);
}
