import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NetworkFile } from 'twin-core';
import { codeOf, reasonOf } from '../problem.ts';
import { Network } from './network.ts';

/** A file of a network as it was when it was read. */
interface Kept {
  readonly stamp: string;
  readonly network: Network;
}

const FILE = 'network.json';

/** The networks of a site: folders of layers with a network.json, read when they are first asked for and again when they changed. */
export class Networks {
  readonly #folders: readonly string[];
  readonly #onFault: (layer: string, reason: string) => void;
  readonly #kept = new Map<string, Kept>();

  /** `folders` hold a folder a layer, the first above the others; `onFault` hears of networks that cannot be read. */
  constructor(folders: readonly string[], onFault: (layer: string, reason: string) => void) {
    this.#folders = folders;
    this.#onFault = onFault;
  }

  /** Codes of the layers that are networks, sorted. */
  async codes(): Promise<string[]> {
    const codes = new Set<string>();
    for (const folder of this.#folders) {
      for (const name of await readdir(folder).catch((): string[] => [])) {
        if (!name.startsWith('.') && (await stampOf(join(folder, name, FILE)))) codes.add(name);
      }
    }
    return [...codes].sort();
  }

  /** A network by the code of its layer; null where there is none that can be read. */
  async network(code: string): Promise<Network | null> {
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(code)) return null;
    for (const folder of this.#folders) {
      const path = join(folder, code, FILE);
      const stamp = await stampOf(path);
      if (stamp) return this.#read(code, path, stamp);
    }
    return null;
  }

  async #read(code: string, path: string, stamp: string): Promise<Network | null> {
    const kept = this.#kept.get(path);
    if (kept?.stamp === stamp) return kept.network;
    try {
      const network = new Network(NetworkFile.parse(JSON.parse(await readFile(path, 'utf8'))));
      this.#kept.set(path, { stamp, network });
      return network;
    } catch (cause) {
      this.#onFault(code, reasonOf(cause));
      return null;
    }
  }
}

/** What a file was last changed by; null where there is none. */
async function stampOf(path: string): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(path);
    return `${size}/${mtimeMs}`;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return null;
    throw cause;
  }
}
