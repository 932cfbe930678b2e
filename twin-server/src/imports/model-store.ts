import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BuildingRecord } from 'twin-core';
import { codeOf } from '../problem.ts';
import type { ImportPorts } from './import-ports.ts';
import { type VersionRow, VersionTable } from './version-table.ts';

/** What the registry's `source` says of a building whose record an import wrote. */
const IMPORT_SOURCE = 'import';

/** SHA-256 of a file, lower-case hexadecimal, read piece by piece. */
async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * The models that buildings have and had: their files under `models/<code>/`, their tiles under `tilesets/<code>/`, their
 * versions in the database.
 */
export class ModelStore {
  readonly versions: VersionTable;
  readonly #ports: ImportPorts;

  constructor(ports: ImportPorts) {
    this.#ports = ports;
    this.versions = new VersionTable(ports.pool, ports.site);
  }

  /** Where a building's tiles of imports stand. */
  tilesOf(building: string): string {
    return join(this.#ports.dataDir, 'tilesets', building);
  }

  /**
   * Puts a new model in the place of the present one: tiles, record and version, and what was before is kept as the version
   * before. When the database cannot take it, the tiles are as before.
   */
  async replace(
    tiles: string,
    source: { readonly path: string; readonly fileName: string; readonly by: string },
    record: BuildingRecord,
    present: BuildingRecord | null,
  ): Promise<number> {
    const { code } = record;
    const earlier = present ? await this.#keepEarlier(present) : 0;
    const version = earlier + 1;
    const sourcePath = join('models', code, `${version}${extname(source.fileName)}`);
    const { size } = await stat(source.path);
    const sha256 = await sha256OfFile(source.path);
    const target = this.tilesOf(code);
    const aside = asideOf(tiles);
    await mkdir(dirname(target), { recursive: true });
    const had = await moveIfThere(target, aside);
    try {
      await rename(tiles, target);
      const row: VersionRow = {
        version,
        fileName: source.fileName,
        bytes: size,
        sha256,
        sourcePath,
        record,
        source: IMPORT_SOURCE,
        storedBy: source.by,
        storedAt: Date.now(),
      };
      await this.versions.insert(code, row);
      await this.#ports.putBuilding(record, IMPORT_SOURCE, 'model');
    } catch (cause) {
      await rm(target, { recursive: true, force: true });
      if (had) await rename(aside, target);
      await this.versions.remove(code, version).catch(() => undefined);
      throw cause;
    }
    await rm(aside, { recursive: true, force: true });
    await this.#moveSource(source.path, sourcePath);
    await this.#prune(code);
    return version;
  }

  /** Puts back the tiles of a building whose replacing was interrupted; `tiles` is where the new ones were made. */
  async recover(building: string, tiles: string): Promise<void> {
    const target = this.tilesOf(building);
    const standing = await stat(target).catch(() => null);
    if (!standing) await moveIfThere(asideOf(tiles), target);
  }

  /** Copies a version's file to be imported again. */
  async copySource(version: VersionRow, to: string): Promise<void> {
    await mkdir(dirname(to), { recursive: true });
    await copyFile(this.sourceOf(version), to);
  }

  /** Where a version's file lies. */
  sourceOf({ sourcePath }: VersionRow): string {
    return resolve(this.#ports.dataDir, sourcePath);
  }

  /** Versions of a building, newest first; of one that was never imported the model that it came with, where its file is here. */
  async versionsOf(building: string): Promise<VersionRow[]> {
    const imported = await this.versions.list(building);
    const present = this.#ports.building(building);
    if (imported.length > 0 || !present) return imported;
    const first = await this.#firstVersion(present);
    return first ? [first] : [];
  }

  /** Keeps the present record with the present version and returns its number; a building's first model becomes version 1. */
  async #keepEarlier(present: BuildingRecord): Promise<number> {
    const { code } = present;
    const [latest] = await this.versions.list(code);
    if (latest) {
      await this.versions.keepRecord(code, latest.version, present);
      return latest.version;
    }
    const first = await this.#firstVersion(present);
    if (!first) return 0;
    const sourcePath = join('models', code, `${first.version}${extname(first.fileName)}`);
    await this.copySource(first, join(this.#ports.dataDir, sourcePath));
    await this.versions.insert(code, { ...first, sourcePath });
    return first.version;
  }

  /** The model that a building came with, before anything is kept of it; null where its file is not here. */
  async #firstVersion(present: BuildingRecord): Promise<VersionRow | null> {
    const path = this.#ports.firstSource(present);
    const found = path === null ? null : await stat(path).catch(() => null);
    if (path === null || !found) return null;
    const provenance = await this.versions.provenance(present.code);
    return {
      version: 1,
      fileName: basename(path),
      bytes: found.size,
      sha256: await sha256OfFile(path),
      sourcePath: resolve(path),
      record: present,
      source: provenance?.source ?? 'site.json',
      storedBy: null,
      storedAt: provenance?.storedAt ?? found.mtimeMs,
    };
  }

  async #moveSource(from: string, sourcePath: string): Promise<void> {
    const to = join(this.#ports.dataDir, sourcePath);
    await mkdir(dirname(to), { recursive: true });
    await rename(from, to);
  }

  async #prune(building: string): Promise<void> {
    for (const path of await this.versions.prune(building)) await rm(join(this.#ports.dataDir, path), { force: true });
  }
}

/** Where the tiles that are being replaced wait until it is done. */
const asideOf = (tiles: string) => `${tiles}-before`;

/** Moves a folder; false where there is none. */
async function moveIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return false;
    throw cause;
  }
}
