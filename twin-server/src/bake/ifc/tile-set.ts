import type { Placement } from 'twin-core';
import { encodeTile } from '../tiles/tile.ts';
import { boxOf, diagonalM, placementMatrix, type Tile, tilesetJson } from '../tiles/tileset.ts';
import { type Bounds, emptyBounds, isEmpty, joinBounds } from '../tiles/triangle-mesh.ts';
import type { Product } from './products.ts';
import type { StoreyGroup } from './storey-group.ts';

/** Files of a bake by their path in the output folder. */
export type OutputFiles = Map<string, Uint8Array>;

/** A tileset of storeys in the making: its files and the contents of each storey. */
export interface StoreyTiles {
  readonly files: OutputFiles;
  readonly contents: ReadonlyMap<StoreyGroup, readonly string[]>;
}

function columnsOf(products: readonly Product[], storey: string): Record<string, string[]> {
  return {
    GlobalId: products.map(({ globalId }) => globalId),
    name: products.map(({ name }) => name),
    tag: products.map(({ tag }) => tag ?? ''),
    class: products.map(({ ifcClass }) => ifcClass),
    storey: products.map(() => storey),
  };
}

/** Whole-building content for far away, shown until the storeys are near enough to matter. */
export interface FarContent {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** What it leaves out, metres: the root's geometricError. */
  readonly geometricError: number;
}

const number = (index: number) => String(index).padStart(2, '0');

/**
 * Writes one GLB a storey into `folder` and a tileset over them. Each tile's extras name its storey: {storey, name, index},
 * storey being a GlobalId or null for what belongs to none.
 */
export function storeyTiles(
  groups: readonly StoreyGroup[],
  folder: string,
  tileset: string,
  placement: Placement,
  extras: Readonly<Record<string, unknown>>,
  far: FarContent | null,
): StoreyTiles {
  const files: OutputFiles = new Map();
  const contents = new Map<StoreyGroup, readonly string[]>();
  const whole: Bounds = emptyBounds();
  const children = groups.flatMap((group, index): Tile[] => {
    if (group.triangles === 0) return [];
    const uri = `${folder}/${group.storey ? number(index) : 'unassigned'}.glb`;
    const { bounds, storey, products } = group;
    files.set(
      uri,
      encodeTile({
        opaque: group.opaque.mesh(),
        transparent: group.transparent.mesh(),
        features: products.map(({ id }) => id),
        columns: columnsOf(products, storey?.globalId ?? ''),
      }),
    );
    contents.set(group, [uri]);
    joinBounds(whole, bounds);
    return [
      {
        boundingVolume: { box: boxOf(bounds) },
        geometricError: 0,
        content: { uri },
        extras: { storey: storey?.globalId ?? null, name: storey?.name ?? null, index: storey ? index : null },
      },
    ];
  });
  if (isEmpty(whole)) whole.fill(0);
  if (far) files.set(far.file, far.bytes);
  const diagonal = diagonalM(whole);
  const root: Tile = {
    transform: placementMatrix(placement),
    boundingVolume: { box: boxOf(whole) },
    geometricError: far?.geometricError ?? diagonal / 8,
    refine: far ? 'REPLACE' : 'ADD',
    ...(far ? { content: { uri: far.file } } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
  // Below this share of the screen the whole building is left out.
  files.set(tileset, new TextEncoder().encode(tilesetJson(root, Math.max(diagonal * 4, 1), extras)));
  return { files, contents };
}
