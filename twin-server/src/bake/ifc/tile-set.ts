import type { Placement } from 'twin-core';
import { farMesh } from '../tiles/far-mesh.ts';
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

function columnsOf(rows: readonly { readonly product: Product; readonly storey: string }[]): Record<string, string[]> {
  return {
    GlobalId: rows.map(({ product }) => product.globalId),
    name: rows.map(({ product }) => product.name),
    tag: rows.map(({ product }) => product.tag ?? ''),
    class: rows.map(({ product }) => product.ifcClass),
    storey: rows.map(({ storey }) => storey),
  };
}

/** Whole-building content for far away, shown until the storeys are near enough to matter. */
export interface FarContent {
  readonly bytes: Uint8Array;
  /** What it leaves out, metres: the root's geometricError. */
  readonly geometricError: number;
}

const FAR_FILE = 'far.glb';
// Below this the storeys themselves are cheap enough to be drawn at any distance.
const FAR_MIN_TRIANGLES = 2000;

/**
 * Makes the far content of a building; null where it is not worth it. Its error is stated such that storeys replace it
 * at about one and a half times the building's own size on a screen of 1,080 lines.
 */
export function farContent(groups: readonly StoreyGroup[]): FarContent | null {
  if (groups.reduce((sum, { triangles }) => sum + triangles, 0) < FAR_MIN_TRIANGLES) return null;
  const meshes = groups.flatMap(({ opaque, transparent }) =>
    [opaque, transparent].flatMap((part) => (part.triangles > 0 ? [{ mesh: part.mesh(), bounds: part.bounds }] : [])),
  );
  const mesh = farMesh(meshes);
  if (mesh.indices.length === 0) return null;
  const drawn = new Set(mesh.features);
  const products = groups.flatMap((group) => {
    return group.products
      .filter(({ id }) => drawn.has(id))
      .map((product) => ({ product, storey: group.storey?.globalId ?? '' }));
  });
  const bounds = emptyBounds();
  for (const group of groups) if (group.triangles > 0) joinBounds(bounds, group.bounds);
  return {
    bytes: encodeTile({
      opaque: mesh,
      transparent: null,
      features: products.map(({ product }) => product.id),
      columns: columnsOf(products),
    }),
    geometricError: Math.max(diagonalM(bounds) / 40, 0.5),
  };
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
        columns: columnsOf(products.map((product) => ({ product, storey: storey?.globalId ?? '' }))),
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
  if (far) files.set(FAR_FILE, far.bytes);
  const diagonal = diagonalM(whole);
  const root: Tile = {
    transform: placementMatrix(placement),
    boundingVolume: { box: boxOf(whole) },
    geometricError: far?.geometricError ?? diagonal / 8,
    refine: far ? 'REPLACE' : 'ADD',
    ...(far ? { content: { uri: FAR_FILE } } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
  // Below this share of the screen the whole building is left out.
  files.set(tileset, new TextEncoder().encode(tilesetJson(root, Math.max(diagonal * 4, 1), extras)));
  return { files, contents };
}
