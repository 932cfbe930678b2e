import type { Extent } from './dem.ts';
import type { DemSource } from './dem-source.ts';

/** Around every source the ground falls to the ellipsoid over this much, degrees, so that it does not end in a wall. */
const RIM_DEG = 0.05;

/** Heights of places, by their index. */
export interface Heights {
  /** Metres above the ellipsoid; NaN where no source has any. */
  readonly heights: Float64Array;
  /** Number of the source that says most of it; −1 where none does. */
  readonly sources: Int16Array;
}

const touches = (a: Extent, b: Extent) =>
  a.west <= b.east && a.east >= b.west && a.south <= b.north && a.north >= b.south;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

function boundsOf(longitudes: Float64Array, latitudes: Float64Array): Extent {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (let i = 0; i < longitudes.length; i++) {
    bounds.west = Math.min(bounds.west, longitudes[i]!);
    bounds.east = Math.max(bounds.east, longitudes[i]!);
    bounds.south = Math.min(bounds.south, latitudes[i]!);
    bounds.north = Math.max(bounds.north, latitudes[i]!);
  }
  return bounds;
}

/** The ground by several elevation models: where they overlap the first named counts, and gives way to the next towards its border. */
export class Terrain {
  /** By priority, the first wins. */
  readonly sources: readonly DemSource[];

  constructor(sources: readonly DemSource[]) {
    this.sources = sources;
  }

  /** Around all sources. */
  get extent(): Extent {
    const extents = this.sources.map(({ extent }) => extent);
    return {
      west: Math.min(...extents.map(({ west }) => west)),
      south: Math.min(...extents.map(({ south }) => south)),
      east: Math.max(...extents.map(({ east }) => east)),
      north: Math.max(...extents.map(({ north }) => north)),
    };
  }

  /** Finest level of tiles that says more than the one before it. */
  get level(): number {
    return Math.max(0, ...this.sources.map(({ level }) => level));
  }

  /** The finest source that touches an extent; null where none does. */
  finestIn(extent: Extent): DemSource | null {
    return this.sources.reduce<DemSource | null>(
      (finest, source) =>
        touches(source.extent, extent) && source.spacingM < (finest?.spacingM ?? Infinity) ? source : finest,
      null,
    );
  }

  /**
   * Heights at places in degrees. A void of a source is filled by the sources below it, where they know better, else from its
   * neighbors. Throws InputError where a file turns out to be damaged.
   */
  async sample(longitudes: Float64Array, latitudes: Float64Array): Promise<Heights> {
    const count = longitudes.length;
    const heights = new Float64Array(count).fill(Number.NaN);
    const sources = new Int16Array(count).fill(-1);
    const sums = new Float64Array(count);
    const weights = new Float64Array(count);
    const greatest = new Float32Array(count);
    const bounds = boundsOf(longitudes, latitudes);
    let open = count;
    for (const [number, source] of this.sources.entries()) {
      if (open === 0) break;
      if (!touches(source.extent, bounds)) continue;
      const samples = await source.sample(longitudes, latitudes);
      for (let i = 0; i < count; i++) {
        const height = samples.heights[i]!;
        const left = 1 - weights[i]!;
        if (Number.isNaN(height) || left <= 0) continue;
        const share = left * samples.weights[i]!;
        // Of the first source that says anything, though only by its neighbors or at its very edge, where no other knows better.
        if (Number.isNaN(heights[i]!)) {
          heights[i] = height;
          sources[i] = number;
        }
        if (share === 0) continue;
        sums[i]! += share * height;
        weights[i]! += share;
        if (share > greatest[i]!) {
          greatest[i] = share;
          sources[i] = number;
        }
        if (weights[i]! >= 1) open--;
      }
    }
    for (let i = 0; i < count; i++) if (weights[i]! > 0) heights[i] = sums[i]! / weights[i]!;
    return { heights, sources };
  }

  /** As sample, but there is ground everywhere: around the sources it falls to the ellipsoid. */
  async ground(longitudes: Float64Array, latitudes: Float64Array): Promise<Float64Array> {
    const { heights } = await this.sample(longitudes, latitudes);
    const outside: number[] = [];
    for (let i = 0; i < heights.length; i++) if (Number.isNaN(heights[i]!)) outside.push(i);
    if (outside.length === 0) return heights;
    const [nearX, nearY] = [longitudes.slice(0, outside.length), latitudes.slice(0, outside.length)];
    const shares = new Float64Array(outside.length);
    for (const [n, i] of outside.entries()) {
      let least = RIM_DEG;
      [nearX[n], nearY[n]] = [longitudes[i]!, latitudes[i]!];
      for (const { extent } of this.sources) {
        const x = clamp(longitudes[i]!, extent.west, extent.east);
        const y = clamp(latitudes[i]!, extent.south, extent.north);
        const distance = Math.hypot(x - longitudes[i]!, y - latitudes[i]!);
        if (distance >= least) continue;
        least = distance;
        [nearX[n], nearY[n]] = [x, y];
      }
      const share = 1 - least / RIM_DEG;
      shares[n] = share * share * (3 - 2 * share);
    }
    const { heights: near } = await this.sample(nearX, nearY);
    for (const [n, i] of outside.entries()) heights[i] = Number.isNaN(near[n]!) ? 0 : near[n]! * shares[n]!;
    return heights;
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.map(({ dem }) => dem.close()));
  }
}
