import type { BaseKind, Referred } from './base-kind.ts';
import { quote } from './headings.ts';
import type { BaseImportReport, RowFault } from './report.ts';
import { type Existing, RowReader } from './row-reader.ts';
import { BATCH, type TableRow } from './table-row.ts';

/** A record with the row that says it. */
export interface NumberedRecord {
  readonly row: number;
  readonly record: Record<string, unknown>;
}

/** Where records go: what is there already, and how more is stored. */
export interface ImportTarget {
  readonly existing: Existing;
  /** Whether a record that another refers to is there. */
  readonly has: (list: Referred, code: string) => boolean;
  /** The record above one in the tree of a kind; null at the top. */
  readonly above: (code: string) => string | null;
  /** What is wrong with records that only the whole twin knows; those without a fault are stored. */
  readonly check?: (records: readonly NumberedRecord[]) => readonly RowFault[];
  readonly store: (records: readonly NumberedRecord[]) => Promise<void>;
}

export interface ImportOptions {
  readonly dryRun: boolean;
  readonly timeZone: string;
}

/** Faults listed in a report; the others are counted. */
const MAX_FAULTS = 10_000;

/**
 * Takes the rows of a file one by one: those that are right are stored batch by batch, those that are not are refused with
 * row, field and reason. A row may refer to one that comes later in the file. Rejects where a batch could not be stored.
 */
export async function importTable(
  batches: AsyncIterable<readonly TableRow[]>,
  kind: BaseKind,
  target: ImportTarget,
  { dryRun, timeZone }: ImportOptions,
): Promise<BaseImportReport> {
  const reader = new RowReader(kind, timeZone, target.existing);
  const references = new References(kind, target);
  const faults: RowFault[] = [];
  let [accepted, rejected, leftOut] = [0, 0, 0];
  const tell = (fault: RowFault) => {
    if (faults.length < MAX_FAULTS) faults.push(fault);
    else leftOut++;
  };
  const refuse = (found: readonly RowFault[]) => {
    rejected += new Set(found.map(({ row }) => row)).size;
    for (const fault of found) tell(fault);
  };
  const take = async (records: readonly NumberedRecord[]) => {
    const wrong = target.check?.(records) ?? [];
    refuse(wrong);
    const rows = new Set(wrong.map(({ row }) => row));
    const right = rows.size === 0 ? records : records.filter(({ row }) => !rows.has(row));
    if (!dryRun && right.length > 0) await target.store(right);
    accepted += right.length;
  };
  for await (const rows of batches) {
    const ready: NumberedRecord[] = [];
    for (const row of rows) {
      const read = reader.read(row);
      if ('faults' in read) {
        refuse(read.faults);
        continue;
      }
      const met = references.meet(read);
      if (met === 'ready') ready.push(read);
      else if (met !== 'later') refuse([met]);
    }
    await take(ready);
  }
  const { right, wrong } = references.settle();
  refuse(wrong);
  for (let at = 0; at < right.length; at += BATCH.rows) await take(right.slice(at, at + BATCH.rows));
  for (const [heading, row] of reader.unknown)
    tell({ row, field: heading, reason: `there is no such field of ${kind.label.en.toLowerCase()}; it was left out` });
  faults.sort((a, b) => a.row - b.row);
  return { kind: kind.name, accepted, rejected, dryRun, errors: faults, errorsLeftOut: leftOut };
}

/** What records say of each other: whom they refer to, which are given twice, and that a tree has no circle. */
class References {
  readonly #kind: BaseKind;
  readonly #target: ImportTarget;
  /** Rows by key, to find what is given twice. */
  readonly #rows = new Map<string, number>();
  /** Codes of records that are right, with what stands above them in the tree. */
  readonly #taken = new Map<string, string | null>();
  /** Records that refer to what was not there yet. */
  readonly #pending = new Map<string, NumberedRecord>();

  constructor(kind: BaseKind, target: ImportTarget) {
    this.#kind = kind;
    this.#target = target;
  }

  meet(read: NumberedRecord): 'ready' | 'later' | RowFault {
    const { key } = this.#kind;
    if (key.length === 0) return 'ready';
    const code = key.map((field) => read.record[field]).join('\n');
    const before = this.#rows.get(code);
    if (before !== undefined)
      return {
        row: read.row,
        field: this.#nameOf(key[0]!),
        reason: `${quote(code)} is given in row ${before} already`,
      };
    this.#rows.set(code, read.row);
    const missing = this.#missing(read, (list, named) => this.#target.has(list, named) || this.#isTaken(list, named));
    if (missing?.own) {
      this.#pending.set(code, read);
      return 'later';
    }
    if (missing) return missing.fault;
    const circle = this.#circleOf(read);
    if (circle) return circle;
    this.#take(code, read);
    return 'ready';
  }

  /** At the end of the file: of those that wait, the ones that refer to nothing but what is there and each other. */
  settle(): { right: NumberedRecord[]; wrong: RowFault[] } {
    const wrong: RowFault[] = [];
    const known = (list: Referred, named: string) =>
      this.#target.has(list, named) ||
      this.#isTaken(list, named) ||
      (list === this.#kind.name && this.#pending.has(named));
    for (let changed = true; changed; ) {
      changed = false;
      for (const [code, read] of this.#pending) {
        const fault = this.#missing(read, known)?.fault ?? this.#circleOf(read);
        if (!fault) continue;
        this.#pending.delete(code);
        wrong.push(fault);
        changed = true;
      }
    }
    const right = [...this.#pending.values()];
    this.#pending.clear();
    return { right, wrong };
  }

  #isTaken(list: Referred, code: string): boolean {
    return list === this.#kind.name && this.#taken.has(code);
  }

  #take(code: string, { record }: NumberedRecord): void {
    const above = this.#kind.tree === undefined ? null : record[this.#kind.tree];
    this.#taken.set(code, typeof above === 'string' ? above : null);
  }

  /** The first reference that leads nowhere, and whether a later row may still bring what it names. */
  #missing(
    { row, record }: NumberedRecord,
    has: (list: Referred, code: string) => boolean,
  ): { readonly own: boolean; readonly fault: RowFault } | undefined {
    let first: { own: boolean; fault: RowFault } | undefined;
    for (const [field, list] of Object.entries(this.#kind.references ?? {})) {
      for (const code of [record[field]].flat()) {
        if (typeof code !== 'string' || has(list, code)) continue;
        const fault = { row, field: this.#nameOf(field), reason: `there is no ${list} ${quote(code)}` };
        // What no later row can bring is told first.
        if (list !== this.#kind.name) return { own: false, fault };
        first ??= { own: true, fault };
      }
    }
    return first;
  }

  /** A record that stands above itself, however many are between. */
  #circleOf({ row, record }: NumberedRecord): RowFault | undefined {
    const { tree, key } = this.#kind;
    if (tree === undefined) return undefined;
    const code = String(record[key[0]!]);
    const seen = new Set<string>([code]);
    for (let above = record[tree]; typeof above === 'string'; above = this.#above(above)) {
      if (above === code || seen.has(above))
        return { row, field: this.#nameOf(tree), reason: `${quote(code)} would stand above itself` };
      seen.add(above);
    }
    return undefined;
  }

  #above(code: string): unknown {
    const pending = this.#pending.get(code);
    if (pending) return pending.record[this.#kind.tree!];
    return this.#taken.has(code) ? this.#taken.get(code) : this.#target.above(code);
  }

  #nameOf(path: string): string {
    return this.#kind.fields.find((field) => field.path === path)?.name ?? path;
  }
}
