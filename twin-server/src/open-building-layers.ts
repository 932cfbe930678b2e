import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type GeoBounds, type GeoPoint, geoToLocal } from 'twin-core';
import { bakeBuildings, readBuildingsNote } from './bake/buildings/index.ts';
import type { Layers } from './layers/layers.ts';
import { reasonOf } from './problem.ts';
import { servedGround } from './served-ground.ts';
import type { TerrainSource } from './terrain/terrain-source.ts';

/** Farther from the site than this is elsewhere, metres: the scene draws it in a frame of its own. */
const AROUND_M = 20_000;

/** What layers of buildings are baked from, and where to. */
export interface BuildingLayersOptions {
  readonly layers: Layers;
  readonly terrain: TerrainSource | null;
  /** Folder of the baked layers, a folder a layer. */
  readonly out: string;
  /** The site: around it, buildings stand at its height where no ground is known; elsewhere on their plans' own, or on the ellipsoid. */
  readonly site: GeoPoint;
  readonly onBaked: (layer: string, buildings: number) => void;
  readonly onFault: (layer: string, reason: string) => void;
}

/**
 * Keeps the tiles of layers of buildings as their stored footprints are: baked when a layer is new or its features are others, one layer
 * at a time. The layer then names its tileset.
 */
export class BuildingLayers {
  readonly #options: BuildingLayersOptions;
  readonly #waiting = new Set<string>();
  #working: Promise<void> | null = null;
  #closed = false;

  constructor(options: BuildingLayersOptions) {
    this.#options = options;
  }

  /** Looks after a layer (null: all of them) that is new or changed. Resolves when nothing is left to do. */
  async note(layer: string | null): Promise<void> {
    if (layer === null) await this.#sweep();
    const codes = layer === null ? (await this.#options.layers.list()).map(({ record }) => record.code) : [layer];
    for (const code of codes) this.#waiting.add(code);
    this.#working ??= this.#work();
    await this.#working;
  }

  /** Removes the tiles of layers that are no more: only when the server starts, so that nothing is taken from one that is being made. */
  async #sweep(): Promise<void> {
    const { layers, out } = this.#options;
    const present = new Set((await layers.list()).map(({ record }) => record.code));
    for (const name of await readdir(out).catch((): string[] => [])) {
      // What is hidden is a bake at work, also of another process.
      if (!present.has(name) && !name.startsWith('.')) await rm(join(out, name), { recursive: true, force: true });
    }
  }

  async #work(): Promise<void> {
    // Not before the caller has noted that this is at work.
    await null;
    // What is added meanwhile is met by the same loop.
    for (const code of this.#waiting) {
      this.#waiting.delete(code);
      if (this.#closed) break;
      try {
        await this.#keep(code);
      } catch (cause) {
        this.#options.onFault(code, reasonOf(cause));
      }
    }
    this.#working = null;
  }

  async #keep(code: string): Promise<void> {
    const { layers, terrain, out, site, onBaked } = this.#options;
    const record = await layers.get(code);
    if (record?.kind !== 'buildings' || !record.count) return;
    const hash = createHash('sha256');
    for await (const { id, name, geometry, properties } of layers.every(code)) {
      hash.update(JSON.stringify([id, name, geometry, properties]));
    }
    const digest = hash
      .update(terrain?.version ?? '')
      .digest('hex')
      .slice(0, 16);
    const folder = join(out, code);
    const tileset = `/tilesets/layers/${encodeURIComponent(code)}/tileset.json?v=${digest}`;
    if ((await readBuildingsNote(folder)) !== digest) {
      const ground = terrain ? servedGround(terrain) : undefined;
      const groundM = isAround(site, record.bounds) ? site.height : undefined;
      const { buildings } = await bakeBuildings(layers.every(code), folder, { ground, groundM, digest });
      onBaked(code, buildings);
    }
    // Told to everybody as any change of a layer: it comes back here, and finds nothing to do.
    if (record.tileset !== tileset) await layers.put({ ...record, tileset });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#working?.catch(() => undefined);
  }
}

/** Whether a layer's middle lies in the surroundings of a site; one without bounds does. */
function isAround(site: GeoPoint, bounds: GeoBounds | null): boolean {
  if (!bounds) return true;
  const [west, south, east, north] = bounds;
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2, height: site.height };
  const [x, y] = geoToLocal({ ...site, headingDeg: 0 }, middle);
  return Math.hypot(x, y) < AROUND_M;
}
