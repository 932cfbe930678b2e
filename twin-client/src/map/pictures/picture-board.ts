import type { GeoBounds } from 'twin-core';
import { type TileAddress, zoomsOf } from '../../state/imagery/tile-grid.ts';
import { TilePictures } from '../../state/imagery/tile-pictures.ts';
import type { LayerBoard, ShownLayer } from '../../state/layers/layer-board.ts';
import type { MapFrame } from '../map-frame.ts';
import type { Bounds } from '../plane.ts';
import { tileBounds, tileCover } from './tile-cover.ts';

/** A tile that has come, and where it lies. */
export interface DrawnTile {
  readonly key: string;
  readonly bounds: Bounds;
  readonly canvas: HTMLCanvasElement;
}

/** Tiles of one layer: those that came, those on their way (null), those that do not exist (absent). */
interface Sheet {
  readonly source: string;
  readonly pictures: TilePictures;
  readonly tiles: Map<string, { readonly address: TileAddress; readonly drawn: DrawnTile | null }>;
}

/** Tiles kept a layer. */
const KEPT = 160;

/** The layers of pictures as the desk shows them: which tiles a view needs, and those that have come. */
export class PictureBoard {
  readonly #board: LayerBoard;
  readonly #onChange: () => void;
  readonly #sheets = new Map<string, Sheet>();

  constructor(board: LayerBoard, onChange: () => void) {
    this.#board = board;
    this.#onChange = onChange;
  }

  /** Asks for what a view needs and is not there yet. */
  ask(frame: MapFrame): void {
    for (const { record, visible } of this.#board.layers.get()) {
      const { code, kind, imagery, bounds } = record;
      if (kind !== 'imagery' || !imagery || !visible) continue;
      const sheet = this.#sheetOf(code, imagery);
      const cover = tileCover(frame, imagery.tilePx, zoomsOf(imagery), boxOf(bounds));
      for (const address of cover.slice(0, KEPT)) this.#load(sheet, address);
    }
  }

  /** The tiles of a layer that have come, the coarser below. */
  tiles({ record: { code } }: ShownLayer): DrawnTile[] {
    return [...(this.#sheets.get(code)?.tiles.values() ?? [])]
      .filter(({ drawn }) => drawn !== null)
      .sort((a, b) => a.address.z - b.address.z)
      .map(({ drawn }) => drawn!);
  }

  #sheetOf(code: string, imagery: NonNullable<ShownLayer['record']['imagery']>): Sheet {
    const source = JSON.stringify(imagery);
    let sheet = this.#sheets.get(code);
    if (sheet?.source !== source) {
      const pictures = new TilePictures(imagery, (fault) => this.#board.noteFault(code, fault));
      sheet = { source, pictures, tiles: new Map() };
      this.#sheets.set(code, sheet);
    }
    return sheet;
  }

  #load({ pictures, tiles }: Sheet, address: TileAddress): void {
    const key = `${address.z}/${address.x}/${address.y}`;
    const known = tiles.get(key);
    if (known) {
      // What is looked at is dropped last.
      tiles.delete(key);
      tiles.set(key, known);
      return;
    }
    tiles.set(key, { address, drawn: null });
    for (const old of tiles.keys()) {
      if (tiles.size <= KEPT) break;
      tiles.delete(old);
    }
    pictures.tile(address).then(
      (canvas) => {
        if (!canvas || !tiles.has(key)) return;
        tiles.set(key, { address, drawn: { key, bounds: tileBounds(address), canvas } });
        this.#onChange();
      },
      // The reason is told beside the layer; the tile is asked for again when the view comes back to it.
      () => tiles.delete(key),
    );
  }
}

function boxOf(bounds: GeoBounds | null): Bounds | null {
  if (!bounds) return null;
  const [west, south, east, north] = bounds;
  return [
    [west, south],
    [east, north],
  ];
}
