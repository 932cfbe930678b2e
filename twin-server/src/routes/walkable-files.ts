import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RouteNetwork, WalkableFile } from 'twin-core/geometry';
import { reasonOf } from '../problem.ts';

const FILE = 'walkable.json';

/** A building's ways as its model was last baked. */
export interface WalkableBuilding {
  readonly network: RouteNetwork;
  /** A space by the names that devices and alarms give: of its storey and its own. */
  spaceNamed(storey: string | null, name: string | null): string | null;
}

interface Kept {
  readonly stamp: string;
  readonly building: WalkableBuilding | null;
}

/** The walkable graphs beside the buildings' tiles, read when they are first asked for and again when they changed. */
export class WalkableFiles {
  readonly #folders: readonly string[];
  readonly #onFault: (building: string, reason: string) => void;
  readonly #kept = new Map<string, Kept>();

  /** `folders` hold a folder a building, the first above the others; `onFault` hears of graphs that cannot be read. */
  constructor(folders: readonly string[], onFault: (building: string, reason: string) => void) {
    this.#folders = folders;
    this.#onFault = onFault;
  }

  /** A building's ways; null where it has no model, or one of an older bake. */
  async of(building: string): Promise<WalkableBuilding | null> {
    for (const folder of this.#folders) {
      const path = join(folder, building, FILE);
      const stamp = await stat(path).then(
        ({ size, mtimeMs }) => `${size}/${mtimeMs}`,
        () => null,
      );
      if (stamp !== null) return this.#read(building, path, stamp);
    }
    return null;
  }

  async #read(code: string, path: string, stamp: string): Promise<WalkableBuilding | null> {
    const kept = this.#kept.get(path);
    if (kept?.stamp === stamp) return kept.building;
    let building: WalkableBuilding | null = null;
    try {
      building = walkableBuilding(WalkableFile.parse(JSON.parse(await readFile(path, 'utf8'))));
    } catch (cause) {
      this.#onFault(code, reasonOf(cause));
    }
    this.#kept.set(path, { stamp, building });
    return building;
  }
}

/** Makes the ways of a building of its graph. */
function walkableBuilding(file: WalkableFile): WalkableBuilding {
  const byName = new Map(file.spaces.map(({ id, storey, name }) => [`${storey}\n${name}`, id]));
  return {
    network: new RouteNetwork(file),
    spaceNamed: (storey, name) => byName.get(`${storey}\n${name}`) ?? null,
  };
}
