import { BuildingPart, type Placement, type StoreyModel } from 'twin-core';
import type { OutputFiles } from '../output-files.ts';
import { type Bounds, emptyBounds, isEmpty, joinBounds } from '../tiles/bounds.ts';
import { boxOf, diagonalM, placementMatrix, type Tile, tilesetJson } from '../tiles/tileset.ts';
import { type FarContent, farContent } from './far-content.ts';
import { type Member, type Shaped, StoreyGroup } from './storey-group.ts';
import { type TileFrame, tileContent } from './tile-content.ts';
import { splitIntoTiles } from './tile-split.ts';

/** What a tileset stands on and what its making notes. */
export interface TilesetFrame extends TileFrame {
  readonly placement: Placement;
  /** For asset.extras. */
  readonly extras: Readonly<Record<string, unknown>>;
}

const FAR_FILE = 'far.glb';

const fileName = ({ storey }: StoreyGroup, index: number) => (storey ? String(index).padStart(2, '0') : 'unassigned');

function extrasOf({ storey }: StoreyGroup, index: number) {
  return { storey: storey?.globalId ?? null, name: storey?.name ?? null, index: storey ? index : null };
}

/** Geometric error of a building's root tile, metres. */
function errorOf(bounds: Readonly<Bounds>, far: FarContent | null): number {
  return far?.geometricError ?? diagonalM(bounds) / 8;
}

function rootTile(
  placement: Placement,
  bounds: Readonly<Bounds>,
  children: readonly Tile[],
  far: FarContent | null,
): Tile {
  return {
    transform: placementMatrix(placement),
    boundingVolume: { box: boxOf(bounds) },
    geometricError: errorOf(bounds, far),
    refine: far ? 'REPLACE' : 'ADD',
    ...(far ? { content: { uri: FAR_FILE } } : {}),
    ...(children.length > 0 ? { children } : {}),
  };
}

/** Below its geometricError a whole building is left out of the picture: four of its diagonals. */
function writeTileset(bounds: Readonly<Bounds>, root: Tile, extras: TilesetFrame['extras']): Uint8Array {
  return new TextEncoder().encode(tilesetJson(root, Math.max(diagonalM(bounds) * 4, 1), extras));
}

function wholeBounds(groups: readonly StoreyGroup[]): Bounds {
  const bounds = emptyBounds();
  for (const group of groups) joinBounds(bounds, group.bounds);
  return isEmpty(bounds) ? [0, 0, 0, 0, 0, 0] : bounds;
}

/** The contents of a storey in the order of its parts, each as a tile of its own. */
function contentTiles(
  group: StoreyGroup<Member>,
  index: number,
  frame: TileFrame,
  files: OutputFiles,
  content: StoreyModel['content'],
): Tile[] {
  return BuildingPart.options.flatMap((part) => {
    const split = splitIntoTiles(group.members.filter((member) => member.part === part));
    return split.map((members, at): Tile => {
      const uri = `storeys/${fileName(group, index)}-${part}${split.length > 1 ? `-${at + 1}` : ''}.glb`;
      files.add(uri, tileContent(members, group.storey?.globalId ?? '', frame));
      content[part].push(uri);
      const { bounds } = new StoreyGroup(null, members);
      const extras = { ...extrasOf(group, index), part };
      return { boundingVolume: { box: boxOf(bounds) }, geometricError: 0, content: { uri }, extras };
    });
  });
}

/**
 * Writes tileset.json and its contents: the building (far.glb, where that is worth it) → a tile a storey → its contents, each
 * with extras {storey, name, index, part}: storeys/05-shell.glb or, where one would be too large, storeys/05-shell-1.glb and
 * so on. `storey` is a GlobalId, null for what belongs to none. The first content, the shell if there is one, is the storey
 * tile's own and the others are added to it: a viewer keeps the far mesh until the tiles below it have their content, and
 * would drop it at once for empty ones. Returns the contents of each storey.
 */
export function buildingTiles(
  groups: readonly StoreyGroup<Member>[],
  frame: TilesetFrame,
  files: OutputFiles,
): ReadonlyMap<StoreyGroup, StoreyModel['content']> {
  const contents = new Map<StoreyGroup, StoreyModel['content']>();
  const far = farContent(groups, frame.columnsOf);
  if (far) files.add(FAR_FILE, far.bytes);
  const bounds = wholeBounds(groups);
  const geometricError = errorOf(bounds, far);
  const storeys = groups.flatMap((group, index): Tile[] => {
    const content: StoreyModel['content'] = { shell: [], interior: [], mep: [] };
    contents.set(group, content);
    const [first, ...others] = contentTiles(group, index, frame, files, content);
    if (!first) return [];
    if (others.length === 0) return [first];
    const boundingVolume = { box: boxOf(group.bounds) };
    return [{ ...first, boundingVolume, geometricError, refine: 'ADD', children: others }];
  });
  files.add('tileset.json', writeTileset(bounds, rootTile(frame.placement, bounds, storeys, far), frame.extras));
  return contents;
}

/** Writes spaces.json and its contents, to be picked and not to be seen: a tile a storey with its spaces, spaces/05.glb. */
export function spaceTiles(
  groups: readonly StoreyGroup<Shaped>[],
  frame: TilesetFrame,
  files: OutputFiles,
): ReadonlyMap<StoreyGroup, string> {
  const contents = new Map<StoreyGroup, string>();
  const children = groups.flatMap((group, index): Tile[] => {
    if (group.members.length === 0) return [];
    const uri = `spaces/${fileName(group, index)}.glb`;
    files.add(uri, tileContent(group.members, group.storey?.globalId ?? '', frame));
    contents.set(group, uri);
    const boundingVolume = { box: boxOf(group.bounds) };
    return [{ boundingVolume, geometricError: 0, content: { uri }, extras: extrasOf(group, index) }];
  });
  const bounds = wholeBounds(groups);
  files.add('spaces.json', writeTileset(bounds, rootTile(frame.placement, bounds, children, null), frame.extras));
  return contents;
}
