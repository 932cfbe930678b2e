import type { Catalogue } from 'twin-core';
import { type ImportTarget, importTable } from './import-table.ts';
import { baseKinds, type KindName } from './kinds.ts';
import type { BaseImportReport } from './report.ts';
import { readTableApart } from './table-process.ts';
import { writeTemplate } from './write-template.ts';

/** A file to import: where it lies, and what its sender calls it. */
export interface BaseFile {
  readonly path: string;
  readonly name: string;
}

export interface BaseImportsOptions {
  readonly catalogue: Catalogue;
  /** Metres above the ellipsoid of the site's ground. */
  readonly siteHeight: number;
  /** The site's, as IANA names it. */
  readonly timeZone: string;
  /** Where the records of a kind go; `source` is what they say of where they came from. */
  readonly target: (kind: KindName, source: string) => ImportTarget;
}

/** Base data by file (clause 6.4.16-3): one file at a time, because two could say two things of one record. */
export class BaseImports {
  readonly #options: BaseImportsOptions;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: BaseImportsOptions) {
    this.#options = options;
  }

  /** Imports a file, after those that came before it. Throws InputError for one that cannot be read. */
  run(kind: KindName, file: BaseFile, dryRun: boolean): Promise<BaseImportReport> {
    const done = this.#last.then(() => this.#import(kind, file, dryRun));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** The Excel template of a kind. */
  template(kind: KindName): Buffer {
    return writeTemplate(this.#kind(kind));
  }

  async #import(kind: KindName, { path, name }: BaseFile, dryRun: boolean): Promise<BaseImportReport> {
    // Another source than site.json, so that the next start does not undo it.
    const target = this.#options.target(kind, `file ${name}`);
    const { timeZone } = this.#options;
    return importTable(readTableApart(path, name), this.#kind(kind), target, { dryRun, timeZone });
  }

  #kind(kind: KindName) {
    return baseKinds(this.#options.catalogue, this.#options.siteHeight)[kind];
  }
}
