import { toGeographic } from 'twin-core/crs';

/** A rectangle in WGS 84 degrees. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Where the posts of a grid stand: post (column, row) at origin + column × stepX, origin + row × stepY, units of the CRS. */
export interface PostGrid {
  /** `EPSG:n`; coordinates easting first. */
  readonly crs: string;
  readonly originX: number;
  readonly originY: number;
  readonly stepX: number;
  /** Negative where rows run from north to south. */
  readonly stepY: number;
  readonly columns: number;
  readonly rows: number;
}

/** A rectangle of posts. */
export interface PostWindow {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** A digital elevation model as its file has it: heights of posts in metres of the file's own vertical datum. */
export interface Dem {
  /** Path as given, for people. */
  readonly file: string;
  readonly grid: PostGrid;
  /** Posts that are read at once, so that no part of the file is decoded twice. */
  readonly block: { readonly columns: number; readonly rows: number };
  /** EPSG number of the vertical datum that the file names; null where it names none. */
  readonly verticalEpsg: number | null;
  /** Heights of a window within the grid, row by row, NaN where the file has none. Throws InputError for a damaged file. */
  readPosts(window: PostWindow): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Metres of a degree of latitude, on the sphere that terrain tiles reckon with. */
export const METERS_PER_DEGREE = 111_320;

/** Extent of the outermost posts; the edges of a projected grid are followed, since they are curved. */
export function extentOf(grid: PostGrid): Extent {
  const { crs, originX, originY, stepX, stepY, columns, rows } = grid;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const steps = 16;
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps; j++) {
      if (i % steps !== 0 && j % steps !== 0) continue;
      const x = originX + (stepX * (columns - 1) * i) / steps;
      const y = originY + (stepY * (rows - 1) * j) / steps;
      const { longitude, latitude } = toGeographic(crs, x, y);
      west = Math.min(west, longitude);
      east = Math.max(east, longitude);
      south = Math.min(south, latitude);
      north = Math.max(north, latitude);
    }
  }
  return { west, south, east, north };
}

/** Distance between neighboring posts along a meridian, metres. */
export function spacingOf(grid: PostGrid): number {
  const { south, north } = extentOf(grid);
  return ((north - south) / Math.max(1, grid.rows - 1)) * METERS_PER_DEGREE;
}
