import type { ImagerySource } from 'twin-core';
import { compositionOf, isPlain, type LaidTile, type TileComposition } from './tile-composition.ts';
import type { TileAddress } from './tile-grid.ts';

/** Tiles of the source kept, since each is part of several finished ones. */
const KEPT = 64;

/** Why a tile could not be had, as the server's header says it; `unreachable` where not even the server answers. */
export class TileFault extends Error {
  override readonly name = 'TileFault';
  readonly code: string;

  constructor(code: string, address: string) {
    super(`${address}: ${code}`);
    this.code = code;
  }
}

/** The tiles of one imagery layer, asked of the server, and where their datum or grid is another, set right on a canvas. */
export class TilePictures {
  readonly #source: ImagerySource;
  readonly #onFault: (code: string | null) => void;
  readonly #kept = new Map<string, Promise<ImageBitmap | null>>();

  /** `onFault` is told why tiles cannot be had, and null as soon as one can be again. */
  constructor(source: ImagerySource, onFault: (code: string | null) => void) {
    this.#source = source;
    this.#onFault = onFault;
  }

  /** A tile of Web Mercator over WGS 84; null where there is no picture. Rejects with TileFault where it cannot be had. */
  async tile(address: TileAddress): Promise<HTMLCanvasElement | null> {
    const source = this.#source;
    if (isPlain(source)) return drawn(await this.#load(address));
    return compose(compositionOf(source, address), source.tilePx, (tile) => this.#load(tile));
  }

  #load(address: TileAddress): Promise<ImageBitmap | null> {
    const url = addressOf(this.#source, address);
    const kept = this.#kept.get(url);
    if (kept) return kept;
    const loading = this.#fetch(url);
    this.#kept.set(url, loading);
    loading.catch(() => this.#kept.delete(url));
    for (const old of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(old);
    }
    return loading;
  }

  async #fetch(url: string): Promise<ImageBitmap | null> {
    try {
      const bitmap = await fetchPicture(url);
      this.#onFault(null);
      return bitmap;
    } catch (cause) {
      this.#onFault(cause instanceof TileFault ? cause.code : 'unreachable');
      throw cause;
    }
  }
}

/** Address of a tile on this server. Pictures are never asked of another: what leads elsewhere is refused. */
function addressOf({ url }: ImagerySource, { z, x, y }: TileAddress): string {
  if (!url.startsWith('/') || url.startsWith('//')) throw new TileFault('notAllowed', url);
  return url.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`);
}

async function fetchPicture(url: string): Promise<ImageBitmap | null> {
  const response = await fetch(url);
  if (response.status === 204) return null;
  if (!response.ok) throw new TileFault(response.headers.get('Imagery-Fault') ?? 'status', url);
  return createImageBitmap(await response.blob()).catch(() => {
    throw new TileFault('notImage', url);
  });
}

/** Lays the tiles of a composition out on a sheet and draws the finished tile from it; null where none of them has a picture. */
async function compose(
  composition: TileComposition,
  sidePx: number,
  load: (tile: TileAddress) => Promise<CanvasImageSource | null>,
): Promise<HTMLCanvasElement | null> {
  const pictures = await Promise.all(
    composition.tiles.map(
      async (tile): Promise<[LaidTile, CanvasImageSource | null]> => [tile, await load(tile.address)],
    ),
  );
  if (pictures.every(([, picture]) => picture === null)) return null;
  const { width, height } = composition.sheet;
  const [sheet, sheetContext] = canvasOf(width, height);
  for (const [{ left, top }, picture] of pictures)
    if (picture) sheetContext.drawImage(picture, left, top, sidePx, sidePx);
  const [finished, context] = canvasOf(sidePx, sidePx);
  // Patches end on whole pixels, so no seam shows between them.
  for (const { from, to } of composition.patches) context.drawImage(sheet, ...from, ...to);
  return finished;
}

/** A picture as it is; a canvas is what every renderer takes the right way up. */
function drawn(picture: ImageBitmap | null): HTMLCanvasElement | null {
  if (!picture) return null;
  const [canvas, context] = canvasOf(picture.width, picture.height);
  context.drawImage(picture, 0, 0);
  return canvas;
}

function canvasOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('a tile cannot be put together: the browser gives no 2D canvas');
  return [canvas, context];
}
