import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { codeOf } from '../problem.ts';

/**
 * What of a data folder is no data: the embedded database's own files, which are saved as tables; what a running server writes about
 * itself; what can be made anew; what is on its way in; and which node this is, so that two never take themselves for one.
 */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'run.json',
  'node-id',
  'uploads',
  'base-imports',
  'imagery-cache',
  'terrain-cache',
  'video',
]);
const RESTORING = '.restoring';

function isData(name: string): boolean {
  return !LEFT_OUT.has(name) && !/^(postgres|lock)(\.|$)/.test(name) && name !== RESTORING;
}

export interface DataFile {
  /** Path in the data folder, with `/`. */
  readonly name: string;
  readonly mode: number;
  readonly content: AsyncIterable<Buffer>;
}

/** Files of a data folder that belong to its data, each opened when it is asked for; what is gone by then is left out. */
export async function* readDataFiles(dataDir: string): AsyncGenerator<DataFile> {
  for (const name of await list(dataDir, '')) {
    const path = join(dataDir, name);
    const found = await stat(path).catch(unlessGone);
    if (!found) continue;
    const stream = createReadStream(path);
    const opened = await new Promise<boolean>((resolve, reject) => {
      stream.once('open', () => resolve(true));
      stream.once('error', (cause) => (codeOf(cause) === 'ENOENT' ? resolve(false) : reject(cause)));
    });
    if (opened) yield { name, mode: found.mode & 0o777, content: stream };
  }
}

async function list(dataDir: string, folder: string): Promise<string[]> {
  const entries = (await readdir(join(dataDir, folder), { withFileTypes: true }).catch(unlessGone)) ?? [];
  const names: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (folder === '' && !isData(entry.name)) continue;
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) names.push(...(await list(dataDir, name)));
    else if (entry.isFile()) names.push(name);
  }
  return names;
}

function unlessGone(cause: unknown): undefined {
  if (codeOf(cause) !== 'ENOENT') throw cause;
}

/** Files of a backup on their way into a data folder: beside the others until all are there, then in their place. */
export class RestoredFiles {
  readonly #dataDir: string;
  readonly #staged: string;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#staged = join(dataDir, RESTORING);
  }

  async open(): Promise<void> {
    await rm(this.#staged, { recursive: true, force: true });
    await mkdir(this.#staged, { recursive: true, mode: 0o700 });
  }

  async put(name: string, mode: number, content: AsyncIterable<Buffer>): Promise<void> {
    const path = join(this.#staged, placeOf(name));
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'wx', mode);
    await pipeline(content, file.createWriteStream());
  }

  /** Puts the files in the place of what the folder holds; what is no data stays. */
  async place(): Promise<void> {
    for (const name of await readdir(this.#dataDir))
      if (isData(name)) await rm(join(this.#dataDir, name), { recursive: true });
    for (const name of await readdir(this.#staged)) await rename(join(this.#staged, name), join(this.#dataDir, name));
    await this.discard();
  }

  async discard(): Promise<void> {
    await rm(this.#staged, { recursive: true, force: true });
  }
}

/** Whether a path of a backup stays within the data folder and is of its data. */
export function isDataPath(name: string): boolean {
  const path = normalize(name);
  return (
    !/^([/\\]|[A-Za-z]:)/.test(path) &&
    path.split(sep)[0] !== '..' &&
    !name.includes('\0') &&
    isData(path.split(sep)[0]!)
  );
}

function placeOf(name: string): string {
  if (!isDataPath(name)) throw new Error(`${name}: leads out of the data folder`);
  return normalize(name);
}

/** Whether a folder holds data. */
export async function holdsData(dataDir: string): Promise<boolean> {
  const names = (await readdir(dataDir).catch(unlessGone)) ?? [];
  return names.some(isData);
}
