import type { ContentOf, DossierEvent, DossierKind, DossierRecord } from 'twin-core/dossier';

type Kept<Kind extends DossierKind> = ContentOf<Kind> & { readonly n: number };

/** The records of a dossier by kind, and what is looked up in them. */
export class DossierBook {
  readonly #byKind = new Map<DossierKind, DossierRecord[]>();
  readonly #names = new Map<string, string>();

  constructor(records: readonly DossierRecord[]) {
    for (const record of records) {
      const of = this.#byKind.get(record.kind);
      if (of) of.push(record);
      else this.#byKind.set(record.kind, [record]);
    }
    for (const { id, name } of this.all('person')) this.#names.set(id, name);
    for (const { code, name } of this.all('device')) this.#names.set(code, name);
  }

  all<Kind extends DossierKind>(kind: Kind): readonly Kept<Kind>[] {
    return (this.#byKind.get(kind) ?? []) as unknown as readonly Kept<Kind>[];
  }

  first<Kind extends DossierKind>(kind: Kind): Kept<Kind> | undefined {
    return this.all(kind)[0];
  }

  /** The name of a person or a device; the code itself where there is none. */
  nameOf(code: string): string {
    return this.#names.get(code) ?? code;
  }

  /** Who did what an event tells: a name, or an account that is none of a person; null where nobody did. */
  actorOf({ event }: DossierEvent): string | null {
    return typeof event.by === 'string' ? event.by : null;
  }
}

/** Whether people or rules did something. */
export const isAction = ({ event }: DossierEvent) =>
  event.kind === 'alarm.handled' || event.kind === 'action.asked' || event.kind === 'action.ended';
