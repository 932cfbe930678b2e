import type { NetworkEdge, NetworkFile, NetworkNode } from 'twin-core';
import type { OutputFiles } from '../../output-files.ts';
import { type Bounds, emptyBounds, joinBounds } from '../../tiles/bounds.ts';
import { encodeTile } from '../../tiles/tile.ts';
import { boxOf, diagonalM, placementMatrix, type Tile, tilesetJson } from '../../tiles/tileset.ts';
import type { Colored } from '../../tiles/triangle-mesh.ts';
import { edgeShape, type Look, nodeShape, type PipesAtNode, type ShapePart } from './element-shape.ts';
import { EnuFrame } from './enu-frame.ts';

/** An element with what it looks like near and far. */
interface Shaped {
  readonly element: NetworkEdge | NetworkNode;
  readonly near: readonly ShapePart[];
  readonly far: readonly ShapePart[];
  readonly bounds: Bounds;
  readonly triangles: number;
}

/** A tile is cut in four when it has more triangles than these. */
const MOST_TRIANGLES = 40_000;
/** EXT_mesh_features numbers rows in 16 bits. */
const MOST_ELEMENTS = 8000;
const MOST_LEVELS = 8;
/** Error of pipes drawn thick, metres: pipes are drawn as they are from about 120 m on a screen of 1080 lines. */
const FAR_ERROR_M = 2;

/** What the tiles of a network came to. */
export interface NetworkTiles {
  readonly tiles: number;
  readonly triangles: number;
}

/** Writes tileset.json and its contents: quarters of the network, each thick for far and true for near. `extras` go into asset.extras. */
export function networkTiles(
  network: NetworkFile,
  files: OutputFiles,
  extras: Readonly<Record<string, unknown>>,
): NetworkTiles {
  const frame = middleOf(network);
  const shaped = shapesOf(network, frame);
  const bounds = boundsOf(shaped);
  const tally = { tiles: 0, triangles: shaped.reduce((sum, { triangles }) => sum + triangles, 0) };
  const children = quarters(shaped, boundsOf(shaped), 0).map((members, index): Tile => {
    const box = { boundingVolume: { box: boxOf(boundsOf(members)) } };
    const write = (look: Look) => {
      const uri = `pipes/${index + 1}${look === 'far' ? '-far' : ''}.glb`;
      files.add(uri, contentOf(members, look));
      tally.tiles += 1;
      return { uri };
    };
    return {
      ...box,
      geometricError: FAR_ERROR_M,
      refine: 'REPLACE',
      content: write('far'),
      children: [{ ...box, geometricError: 0, content: write('true') }],
    };
  });
  const { longitude, latitude, height } = frame;
  const root: Tile = {
    transform: placementMatrix({ longitude, latitude, height, headingDeg: 0 }),
    boundingVolume: { box: boxOf(bounds) },
    geometricError: Math.max(diagonalM(bounds), 10),
    refine: 'ADD',
    children,
  };
  files.add('tileset.json', Buffer.from(tilesetJson(root, Math.max(diagonalM(bounds) * 4, 40), extras)));
  return tally;
}

function middleOf({ nodes, edges }: NetworkFile): EnuFrame {
  let [west, south, low, east, north, high] = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];
  for (const [x, y, z] of [...nodes.map(({ at }) => at), ...edges.flatMap(({ line }) => line)]) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
    low = Math.min(low, z);
    high = Math.max(high, z);
  }
  return new EnuFrame((west + east) / 2, (south + north) / 2, (low + high) / 2);
}

function shapesOf({ nodes, edges }: NetworkFile, frame: EnuFrame): Shaped[] {
  const pipes = new Map<string, PipesAtNode>();
  for (const { from, to, line, diameterMm } of edges) {
    const widestM = (diameterMm ?? 100) / 1000;
    for (const [id, place] of [
      [from, line[0]!],
      [to, line.at(-1)!],
    ] as const) {
      const lowest = place[2] - widestM / 2;
      const known = pipes.get(id);
      pipes.set(id, {
        lowest: Math.min(lowest, known?.lowest ?? Infinity),
        widestM: Math.max(widestM, known?.widestM ?? 0),
      });
    }
  }
  const shape = (element: NetworkEdge | NetworkNode, of: (look: Look) => readonly ShapePart[]): Shaped[] => {
    const [near, far] = [of('true'), of('far')];
    const bounds = emptyBounds();
    for (const { facets } of [...near, ...far]) joinBounds(bounds, facets.bounds);
    const triangles = near.reduce((sum, { facets }) => sum + facets.indices.length / 3, 0);
    return near.length === 0 || far.length === 0 ? [] : [{ element, near, far, bounds, triangles }];
  };
  return [
    ...edges.flatMap((edge) => shape(edge, (look) => edgeShape(edge, frame, look))),
    ...nodes.flatMap((node) => shape(node, (look) => nodeShape(node, frame, look, pipes.get(node.id) ?? null))),
  ];
}

function boundsOf(members: readonly Shaped[]): Bounds {
  const bounds = emptyBounds();
  for (const member of members) joinBounds(bounds, member.bounds);
  return bounds;
}

/** Cuts what is too much for one tile in four by the middles of its elements; an element is in one tile only. */
function quarters(members: readonly Shaped[], bounds: Readonly<Bounds>, level: number): (readonly Shaped[])[] {
  const triangles = members.reduce((sum, member) => sum + member.triangles, 0);
  if (members.length === 0) return [];
  if (level >= MOST_LEVELS || (triangles <= MOST_TRIANGLES && members.length <= MOST_ELEMENTS)) return [members];
  const [x, y] = [(bounds[0] + bounds[3]) / 2, (bounds[1] + bounds[4]) / 2];
  const parts: Shaped[][] = [[], [], [], []];
  for (const member of members) {
    const east = member.bounds[0] + member.bounds[3] > 2 * x ? 1 : 0;
    const north = member.bounds[1] + member.bounds[4] > 2 * y ? 2 : 0;
    parts[east + north]!.push(member);
  }
  const box = (quarter: number): Bounds => [
    quarter & 1 ? x : bounds[0],
    quarter & 2 ? y : bounds[1],
    bounds[2],
    quarter & 1 ? bounds[3] : x,
    quarter & 2 ? bounds[4] : y,
    bounds[5],
  ];
  return parts.flatMap((part, quarter) => quarters(part, box(quarter), level + 1));
}

function contentOf(members: readonly Shaped[], look: Look): Uint8Array {
  const facets = members.flatMap(({ near, far }, feature): Colored[] =>
    (look === 'far' ? far : near).map((part) => ({ ...part, feature })),
  );
  const column = (of: (element: NetworkEdge | NetworkNode) => string) => members.map(({ element }) => of(element));
  return encodeTile({
    facets,
    instanced: [],
    features: members.map((_, feature) => feature),
    columns: {
      element: column(({ id }) => id),
      kind: column(({ kind }) => kind),
      medium: column(({ medium }) => medium),
      name: column(({ name }) => name ?? ''),
    },
  });
}
