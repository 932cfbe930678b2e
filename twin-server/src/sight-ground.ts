import { geoToLocal, localToGeo } from 'twin-core';
import type { GroundGrid } from 'twin-core/geometry';
import type { SiteRecord } from './base/site-base.ts';
import type { TerrainSource } from './terrain/terrain-source.ts';

const STEP_M = 5;
/** Around the boundary, metres. */
const AROUND_M = 60;
/** A site larger than this has coarser cells. */
const MOST_CELLS = 40_000;

/** Heights of a site's ground on a grid of its own frame, read once from its elevation models. */
export class SiteGroundGrid {
  readonly #site: SiteRecord;
  readonly #terrain: TerrainSource;
  #read: { readonly version: string; readonly grid: Promise<GroundGrid | null> } | null = null;

  constructor(site: SiteRecord, terrain: TerrainSource) {
    this.#site = site;
    this.#terrain = terrain;
  }

  get version(): string {
    return this.#terrain.version;
  }

  /** Null where no model has any of it. */
  heights(): Promise<GroundGrid | null> {
    if (this.#read?.version !== this.version) this.#read = { version: this.version, grid: this.#readGrid() };
    return this.#read.grid;
  }

  async #readGrid(): Promise<GroundGrid | null> {
    const { frame, boundary } = this.#site;
    const corners = boundary.map(([longitude, latitude]) =>
      geoToLocal(frame, { longitude, latitude, height: frame.height }),
    );
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    const [x, y] = [Math.min(...xs) - AROUND_M, Math.min(...ys) - AROUND_M];
    const [width, depth] = [Math.max(...xs) + AROUND_M - x, Math.max(...ys) + AROUND_M - y];
    const stepM = Math.max(STEP_M, Math.sqrt((width * depth) / MOST_CELLS));
    const [columns, rows] = [Math.ceil(width / stepM) + 1, Math.ceil(depth / stepM) + 1];
    const places = Array.from({ length: rows * columns }, (_, i) => {
      const at = [x + (i % columns) * stepM, y + Math.floor(i / columns) * stepM, 0] as const;
      const { longitude, latitude } = localToGeo(frame, at);
      return [longitude, latitude] as const;
    });
    const heights = Float32Array.from(await this.#terrain.heightsAt(places), ({ longitude, latitude, height }) =>
      height === null ? 0 : geoToLocal(frame, { longitude, latitude, height })[2],
    );
    return heights.some((height) => height !== 0) ? { x, y, stepM, columns, heights } : null;
  }
}
