import { stat } from 'node:fs/promises';
import { fromFile, type GeoTIFF, type GeoTIFFImage } from 'geotiff';
import { isKnownCrs } from 'twin-core/crs';
import { InputError, reasonOf } from '../../problem.ts';
import type { Dem, PostGrid, PostWindow } from './dem.ts';

/** A part of the file that must be decoded at once may hold this many posts: 128 MB of 4-byte values. */
const MOST_POSTS_AT_ONCE = 1 << 25;
/** Blocks are read in groups of at least this many posts a side. */
const LEAST_BLOCK = 256;
/** GeoTIFF 1.1, 7.5: a code that says that the parameters stand in the file instead. */
const USER_DEFINED = 32_767;
/** Metres of the units that heights are counted in (EPSG 9001 metre, 9002 foot, 9003 US survey foot). */
const UNITS: Readonly<Record<number, number>> = { 9001: 1, 9002: 0.3048, 9003: 1200 / 3937 };
/** Beyond these no ground lies: marks of absence that the file does not declare, metres. */
const LOWEST_M = -12_000;
const HIGHEST_M = 9_000;

/** What the files' geographic keys say, as far as it matters here. */
interface GeoKeys {
  readonly ProjectedCSTypeGeoKey?: number;
  readonly GeographicTypeGeoKey?: number;
  readonly GTRasterTypeGeoKey?: number;
  readonly GTCitationGeoKey?: string;
  readonly PCSCitationGeoKey?: string;
  readonly VerticalCSTypeGeoKey?: number;
  readonly VerticalUnitsGeoKey?: number;
}

function crsOf(keys: GeoKeys, declared: string | undefined): string {
  if (declared !== undefined) return declared;
  const code = keys.ProjectedCSTypeGeoKey ?? keys.GeographicTypeGeoKey;
  if (code === undefined) throw new Error('it names no coordinate reference system; say it with --crs EPSG:N');
  const citation = keys.PCSCitationGeoKey ?? keys.GTCitationGeoKey;
  if (code === USER_DEFINED) {
    throw new Error(
      `its coordinate reference system is one of its own${citation ? ` ('${citation}')` : ''}; say which it is with --crs EPSG:N`,
    );
  }
  if (!isKnownCrs(`EPSG:${code}`)) throw new Error(`its coordinate reference system EPSG:${code} is not known here`);
  return `EPSG:${code}`;
}

/** Where the posts stand. GeoTIFF 1.1, 7.4: a pixel is an area with its post in the middle unless it is declared a point. */
function gridOf(image: GeoTIFFImage, keys: GeoKeys, declared: string | undefined): PostGrid {
  const directory = image.getFileDirectory();
  const transformation = directory.getValue('ModelTransformation') as readonly number[] | undefined;
  const scale = directory.getValue('ModelPixelScale') as readonly number[] | undefined;
  const tie = directory.getValue('ModelTiepoint') as readonly number[] | undefined;
  let [stepX, stepY, x, y] = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
  if (scale && tie) {
    [stepX, stepY] = [scale[0]!, -scale[1]!];
    [x, y] = [tie[3]! - tie[0]! * stepX, tie[4]! - tie[1]! * stepY];
  } else if (transformation) {
    if (transformation[1] !== 0 || transformation[4] !== 0) {
      throw new Error('its grid is turned against the axes of its coordinate reference system; resample it first');
    }
    [stepX, stepY, x, y] = [transformation[0]!, transformation[5]!, transformation[3]!, transformation[7]!];
  }
  if (![stepX, stepY, x, y].every(Number.isFinite) || stepX === 0 || stepY === 0) {
    throw new Error('it does not say where it lies (no ModelTiepoint and ModelPixelScale)');
  }
  const half = keys.GTRasterTypeGeoKey === 2 ? 0 : 0.5;
  return {
    crs: crsOf(keys, declared),
    originX: x + half * stepX,
    originY: y + half * stepY,
    stepX,
    stepY,
    columns: image.getWidth(),
    rows: image.getHeight(),
  };
}

/** Throws where the file ends before its last block does: reading on would give zeros. */
async function checkComplete(image: GeoTIFFImage, bytes: number): Promise<void> {
  const directory = image.getFileDirectory();
  const [offsetTag, countTag] = image.isTiled
    ? (['TileOffsets', 'TileByteCounts'] as const)
    : (['StripOffsets', 'StripByteCounts'] as const);
  const offsets = await directory.loadValue(offsetTag);
  const counts = await directory.loadValue(countTag);
  if (!offsets || !counts) throw new Error(`it has no ${offsetTag} or no ${countTag}`);
  for (let i = 0; i < offsets.length; i++) {
    const end = Number(offsets[i]) + Number(counts[i] ?? 0);
    if (end > bytes) throw new Error(`truncated: its part ${i + 1} ends at byte ${end}, the file at ${bytes}`);
  }
}

function blockOf(image: GeoTIFFImage): Dem['block'] {
  const [width, height] = [image.getTileWidth(), image.getTileHeight()];
  if (width * height > MOST_POSTS_AT_ONCE) {
    throw new Error(
      `its parts are of ${width} × ${height} posts and cannot be read one by one; rewrite it in tiles (gdal_translate -of COG)`,
    );
  }
  const group = (side: number) => Math.ceil(LEAST_BLOCK / side) * side;
  return { columns: group(width), rows: group(height) };
}

class GeoTiffDem implements Dem {
  readonly file: string;
  readonly grid: PostGrid;
  readonly block: Dem['block'];
  readonly verticalEpsg: number | null;
  readonly #tiff: GeoTIFF;
  readonly #image: GeoTIFFImage;
  readonly #noData: number;
  readonly #unit: number;

  constructor(file: string, tiff: GeoTIFF, image: GeoTIFFImage, crs: string | undefined) {
    const keys: GeoKeys = image.getGeoKeys() ?? {};
    this.file = file;
    this.#tiff = tiff;
    this.#image = image;
    if (image.getSamplesPerPixel() !== 1) {
      throw new Error(`it has ${image.getSamplesPerPixel()} values a post, expected one: the height`);
    }
    this.grid = gridOf(image, keys, crs);
    this.block = blockOf(image);
    this.#noData = image.getGDALNoData() ?? Number.NaN;
    this.verticalEpsg = keys.VerticalCSTypeGeoKey ?? null;
    this.#unit = UNITS[keys.VerticalUnitsGeoKey ?? 9001] ?? Number.NaN;
    if (Number.isNaN(this.#unit)) throw new Error(`its heights are in unit EPSG:${keys.VerticalUnitsGeoKey}`);
  }

  async readPosts({ column, row, columns, rows }: PostWindow): Promise<Float32Array> {
    try {
      const raster = await this.#image.readRasters({
        window: [column, row, column + columns, row + rows],
        interleave: true,
      });
      const heights = new Float32Array(columns * rows);
      for (let i = 0; i < heights.length; i++) {
        const value = raster[i]!;
        const height = value === this.#noData ? Number.NaN : value * this.#unit;
        heights[i] = height > LOWEST_M && height < HIGHEST_M ? height : Number.NaN;
      }
      return heights;
    } catch (cause) {
      throw new InputError(`damaged at column ${column}, row ${row}: ${reasonOf(cause)}`, { place: this.file, cause });
    }
  }

  async close(): Promise<void> {
    await this.#tiff.close();
  }
}

/**
 * Opens a GeoTIFF, whose posts are read from the file as they are needed. `crs` stands for the one the file names. Throws InputError
 * for a file that is damaged, truncated, of several bands, turned, or in an unknown coordinate reference system.
 */
export async function openGeoTiff(file: string, crs?: string): Promise<Dem> {
  const { size } = await stat(file);
  const tiff = await fromFile(file).catch((cause: unknown) => {
    throw new InputError(`not a TIFF that can be read: ${reasonOf(cause)}`, { place: file, cause });
  });
  try {
    const image = await tiff.getImage(0);
    await checkComplete(image, size);
    return new GeoTiffDem(file, tiff, image, crs);
  } catch (cause) {
    await tiff.close();
    throw new InputError(reasonOf(cause), { place: file, cause });
  }
}
