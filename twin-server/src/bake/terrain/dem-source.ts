import { epsgOf, fromGeographic, isWithinCrs, toEllipsoid, UNLEVELLED_1985_M, type VerticalDatum } from 'twin-core/crs';
import { InputError } from '../../problem.ts';
import type { GeoidHeight } from '../geoid.ts';
import { type Dem, type Extent, extentOf, spacingOf } from './dem.ts';
import { fillVoids, REACH_POSTS } from './fill-voids.ts';
import { Recent } from './recent.ts';
import { levelOfSpacing } from './tile-grid.ts';

/** Posts kept in memory for each source: 64 MB. */
const KEPT_POSTS = 1 << 24;
/** Within this many posts of its edge a source gives way to the one below it. */
const BORDER_POSTS = 8;
/** Vertical datums by the EPSG number of their heights (5773 EGM96, 5737 Yellow Sea 1985, 4979 and 5019 ellipsoid). */
const DATUMS: Readonly<Record<number, VerticalDatum>> = {
  5773: 'egm96',
  5737: '1985',
  4979: 'ellipsoid',
  5019: 'ellipsoid',
};
/** What a file that names no vertical datum counts from: as SRTM, ALOS and Copernicus do to within a metre. */
const USUAL_DATUM: VerticalDatum = 'egm96';

/** A source as it is added to a terrain. */
export interface SourceOptions {
  /** How it is called where its heights are shown. */
  readonly name?: string;
  /** Overrides what the file says. */
  readonly datum?: VerticalDatum;
  /** How far its heights may be off, one standard deviation, metres; null where unknown. */
  readonly accuracyM?: number | null;
}

/** Block of posts ready to be sampled, one column and one row wider than a block of the file; `measured` is 0 where a void was filled. */
interface Block {
  readonly heights: Float32Array;
  readonly measured: Uint8Array | null;
}

/** What a source says of places, by their index. */
export interface SourceSamples {
  /** Metres above the ellipsoid; NaN where it says nothing. */
  readonly heights: Float64Array;
  /** 0 to 1: how much the height is to be preferred over that of a source below; 0 for a filled void. */
  readonly weights: Float32Array;
}

const smooth = (share: number) => share * share * (3 - 2 * share);

/** One elevation model, sampled between its posts, above the ellipsoid. */
export class DemSource {
  readonly name: string;
  readonly extent: Extent;
  readonly spacingM: number;
  /** Finest level of tiles that shows what this source knows. */
  readonly level: number;
  readonly datum: VerticalDatum;
  /** Its own and what its datum adds, metres; null where unknown. */
  readonly accuracyM: number | null;
  readonly dem: Dem;
  readonly #geoid: GeoidHeight;
  readonly #isGeographic: boolean;
  readonly #blocks: Recent<Block>;
  readonly #across: number;

  /** Throws InputError where the file's coordinates cannot be in the reference system it names. */
  constructor(dem: Dem, geoid: GeoidHeight, options: SourceOptions = {}) {
    const { grid, file, block, verticalEpsg } = dem;
    const { crs } = grid;
    this.dem = dem;
    this.name = options.name ?? file;
    this.extent = extentOf(grid);
    const { west, south, east, north } = this.extent;
    if (!isWithinCrs(crs, (west + east) / 2, (south + north) / 2) || !(west >= -180 && east <= 180.001)) {
      throw new InputError(
        `its coordinates do not fit its coordinate reference system ${crs}: ${grid.originX}, ${grid.originY} is not where that is used; a wrong CRS, or swapped axes`,
        { place: file },
      );
    }
    const named = verticalEpsg === null ? USUAL_DATUM : DATUMS[verticalEpsg];
    const datum = options.datum ?? named;
    if (!datum) {
      throw new InputError(`its heights are in EPSG:${verticalEpsg}, which is not known here; say --height-datum`, {
        place: file,
      });
    }
    this.datum = datum;
    const { uncertaintyM } = toEllipsoid(0, datum, this.#siteHeights(0));
    const { accuracyM = null } = options;
    this.accuracyM = accuracyM === null ? null : Math.hypot(accuracyM, uncertaintyM);
    this.spacingM = spacingOf(grid);
    this.level = levelOfSpacing(this.spacingM);
    this.#geoid = geoid;
    this.#isGeographic = [4326, 4490].includes(epsgOf(crs) ?? 0);
    this.#across = Math.ceil(grid.columns / block.columns);
    this.#blocks = new Recent(Math.max(9, Math.floor(KEPT_POSTS / (block.columns * block.rows))));
  }

  #siteHeights(geoidM: number) {
    return { geoidM, offset1985M: 0, uncertainty1985M: UNLEVELLED_1985_M };
  }

  /** Heights at places in degrees. Throws InputError for a damaged part of the file. */
  async sample(longitudes: Float64Array, latitudes: Float64Array): Promise<SourceSamples> {
    const heights = new Float64Array(longitudes.length).fill(Number.NaN);
    const weights = new Float32Array(longitudes.length);
    const { grid, block } = this.dem;
    const [lastColumn, lastRow] = [grid.columns - 1, grid.rows - 1];
    const columns = new Float64Array(longitudes.length);
    const rows = new Float64Array(longitudes.length);
    const byBlock = new Map<number, number[]>();
    for (let i = 0; i < longitudes.length; i++) {
      const [longitude, latitude] = [longitudes[i]!, latitudes[i]!];
      let [x, y] = [longitude, latitude];
      if (!this.#isGeographic) ({ easting: x, northing: y } = fromGeographic(grid.crs, longitude, latitude));
      // Places on the outermost posts must not fall out by a rounding.
      const column = snapInto((x - grid.originX) / grid.stepX, lastColumn);
      const row = snapInto((y - grid.originY) / grid.stepY, lastRow);
      if (Number.isNaN(column) || Number.isNaN(row)) continue;
      columns[i] = column;
      rows[i] = row;
      const key =
        Math.floor(Math.min(row, lastRow - 1) / block.rows) * this.#across +
        Math.floor(Math.min(column, lastColumn - 1) / block.columns);
      const group = byBlock.get(key);
      if (group) group.push(i);
      else byBlock.set(key, [i]);
    }
    for (const [key, group] of byBlock) {
      const [blockColumn, blockRow] = [
        (key % this.#across) * block.columns,
        Math.floor(key / this.#across) * block.rows,
      ];
      const { heights: posts, measured } = await this.#block(key, blockColumn, blockRow);
      const stride = block.columns + 1;
      for (const i of group) {
        const [x, y] = [columns[i]! - blockColumn, rows[i]! - blockRow];
        const [left, top] = [Math.min(Math.floor(x), block.columns - 1), Math.min(Math.floor(y), block.rows - 1)];
        const [u, v] = [x - left, y - top];
        const at = top * stride + left;
        const height = bilinear(posts, at, stride, u, v);
        if (Number.isNaN(height)) continue;
        const known = measured ? bilinear(measured, at, stride, u, v) : 1;
        const toEdge = Math.min(columns[i]!, rows[i]!, lastColumn - columns[i]!, lastRow - rows[i]!);
        heights[i] = height + this.#toEllipsoid(longitudes[i]!, latitudes[i]!);
        weights[i] = known * (toEdge >= BORDER_POSTS ? 1 : smooth(toEdge / BORDER_POSTS));
      }
    }
    return { heights, weights };
  }

  /** What is added to a height of the file's datum there. */
  #toEllipsoid(longitude: number, latitude: number): number {
    return this.datum === 'ellipsoid'
      ? 0
      : toEllipsoid(0, this.datum, this.#siteHeights(this.#geoid(longitude, latitude))).heightM;
  }

  #block(key: number, column: number, row: number): Promise<Block> {
    return this.#blocks.get(key, async () => {
      const { columns, rows } = this.dem.block;
      const plain = await this.#read(column, row, columns + 1, rows + 1);
      if (!plain.hasVoids) return { heights: plain.posts, measured: null };
      const reach = REACH_POSTS;
      const [wide, high] = [columns + 1 + 2 * reach, rows + 1 + 2 * reach];
      const { posts } = await this.#read(column - reach, row - reach, wide, high);
      return {
        heights: fillVoids(posts, wide, high, { column: reach, row: reach, columns: columns + 1, rows: rows + 1 }),
        measured: Uint8Array.from(plain.posts, (height) => (Number.isNaN(height) ? 0 : 1)),
      };
    });
  }

  /** A window that may lie partly outside the grid, where it is NaN; `hasVoids`: there are some inside. */
  async #read(column: number, row: number, columns: number, rows: number) {
    const { grid } = this.dem;
    const [left, top] = [Math.max(0, column), Math.max(0, row)];
    const wide = Math.min(grid.columns, column + columns) - left;
    const high = Math.min(grid.rows, row + rows) - top;
    const inside = await this.dem.readPosts({ column: left, row: top, columns: wide, rows: high });
    const hasVoids = inside.some(Number.isNaN);
    if (wide === columns && high === rows) return { posts: inside, hasVoids };
    const posts = new Float32Array(columns * rows).fill(Number.NaN);
    for (let j = 0; j < high; j++) {
      posts.set(inside.subarray(j * wide, (j + 1) * wide), (top - row + j) * columns + (left - column));
    }
    return { posts, hasVoids };
  }
}

/** A position on 0 … last, where it is there but for a rounding; NaN elsewhere. */
function snapInto(position: number, last: number): number {
  const slack = 1e-6;
  if (position < -slack || position > last + slack) return Number.NaN;
  return Math.min(last, Math.max(0, position));
}

/** Between four values; one that does not count (u or v is 0) may be NaN. */
function bilinear(values: Float32Array | Uint8Array, at: number, stride: number, u: number, v: number): number {
  const top = mix(values[at]!, values[at + 1]!, u);
  return v === 0 ? top : mix(top, mix(values[at + stride]!, values[at + stride + 1]!, u), v);
}

const mix = (a: number, b: number, share: number) => (share === 0 ? a : share === 1 ? b : a + (b - a) * share);
