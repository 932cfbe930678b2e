type Json = Readonly<Record<string, unknown>>;
type Box = readonly number[];
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A storey as its tiles name it; index counts from the lowest at 0. Heights in metres of the building frame. */
export interface TiledStorey {
  readonly globalId: string;
  readonly name: string;
  readonly index: number;
  readonly bottom: number;
  readonly top: number;
}

/** What a content tile's extras say of it after the arrangement. */
export interface TileExtras {
  /** GlobalId of its storey; null for what belongs to none. */
  readonly storey: string | null;
  readonly part: 'shell' | 'inside';
}

/** A tileset.json as it is drawn, and the storeys it holds, lowest first. */
export interface TileArrangement {
  readonly tileset: Json;
  readonly storeys: readonly TiledStorey[];
  /** The building's box: centre and half axes, metres of its frame; null where there is none. */
  readonly box: readonly number[] | null;
}

/** What is lost while the inside of a storey is not drawn, metres: it appears at about 50 m on a screen of 1,080 lines. */
const INSIDE_ERROR_M = 0.5;
/** The root is never what is drawn itself, so it is refined wherever it is in view. */
const ROOT_ERROR_M = 1e6;
/** Room over and under a building for its storeys pulled apart, in its heights. */
const HEADROOM = 2;

const isBox = (value: unknown): value is Box =>
  Array.isArray(value) && value.length === 12 && value.every((number) => typeof number === 'number');

function boxOf(tile: Json): Box | null {
  const volume = isJson(tile.boundingVolume) ? tile.boundingVolume.box : null;
  return isBox(volume) ? volume : null;
}

const childrenOf = (tile: Json): Json[] => (Array.isArray(tile.children) ? tile.children.filter(isJson) : []);
const extrasOf = (tile: Json): Json => (isJson(tile.extras) ? tile.extras : {});

/** Tiles with content below a tile, each with the extras of the storey above it where it has none itself. */
function contents(tile: Json, inherited: Json): { tile: Json; extras: Json }[] {
  const extras = { ...inherited, ...extrasOf(tile) };
  const own = isJson(tile.content) ? [{ tile, extras }] : [];
  return [...own, ...childrenOf(tile).flatMap((child) => contents(child, extras))];
}

/** The box [centre, half axes] of upright boxes together. */
function joinBoxes(boxes: readonly Box[]): Box {
  const low = [0, 1, 2].map((axis) => Math.min(...boxes.map((box) => box[axis]! - box[3 + axis * 4]!)));
  const high = [0, 1, 2].map((axis) => Math.max(...boxes.map((box) => box[axis]! + box[3 + axis * 4]!)));
  const half = [0, 1, 2].map((axis) => (high[axis]! - low[axis]!) / 2);
  const centre = [0, 1, 2].map((axis) => (high[axis]! + low[axis]!) / 2);
  return [...centre, half[0]!, 0, 0, 0, half[1]!, 0, 0, 0, half[2]!];
}

function storeyOf(extras: Json, box: Box): TiledStorey | null {
  const { storey: globalId, name, index } = extras;
  if (typeof globalId !== 'string' || typeof name !== 'string' || typeof index !== 'number') return null;
  // A baked tile's third half axis is upright.
  return { globalId, name, index, bottom: box[2]! - box[11]!, top: box[2]! + box[11]! };
}

/** Contents of one storey as tiles: its shells, and below the first of them what is inside, for when one is near. */
function storeyTiles(storey: string | null, found: readonly { tile: Json; extras: Json }[]): Json[] {
  const leaf = ({ tile }: { tile: Json }, part: TileExtras['part']): Json => ({
    boundingVolume: tile.boundingVolume,
    geometricError: 0,
    content: tile.content,
    extras: { storey, part } satisfies TileExtras,
  });
  const isInside = ({ extras }: { extras: Json }) => extras.part === 'interior' || extras.part === 'mep';
  const insides = found.filter(isInside).map((one) => leaf(one, 'inside'));
  const [first, ...shells] = found.filter((one) => !isInside(one)).map((one) => leaf(one, 'shell'));
  if (!first) return insides;
  if (insides.length === 0) return [first, ...shells];
  const boxes = [first, ...insides].map(boxOf).filter((box) => box !== null);
  const whole = { boundingVolume: { box: joinBoxes(boxes) }, geometricError: INSIDE_ERROR_M, refine: 'ADD' };
  return [{ ...first, ...whole, children: insides }, ...shells];
}

/**
 * Arranges a baked tileset for this scene. Baked: building (far content) → storey (no content) → contents by part. Drawn: a
 * root with room for storeys pulled apart → building (far content) → the storeys' shells → what is inside them. So the far
 * content stays until every shell is there: a renderer does not wait for tiles without content, and would show holes. Storeys
 * are told by extras, whatever the depth; a tile that is not understood is left out.
 */
export function arrangeTiles(tileset: unknown): TileArrangement {
  const json = isJson(tileset) ? tileset : {};
  const root = isJson(json.root) ? json.root : {};
  const box = boxOf(root);
  if (!box) return { tileset: json, storeys: [], box };
  const found = childrenOf(root)
    .flatMap((tile) => contents(tile, {}))
    .filter(({ tile }) => boxOf(tile) !== null);
  const byStorey = new Map<string | null, typeof found>();
  for (const one of found) {
    const storey = typeof one.extras.storey === 'string' ? one.extras.storey : null;
    byStorey.set(storey, [...(byStorey.get(storey) ?? []), one]);
  }
  const storeys = [...byStorey.values()].flatMap((tiles) => {
    const boxes = tiles.map(({ tile }) => boxOf(tile)).filter((one) => one !== null);
    return storeyOf(tiles[0]!.extras, joinBoxes(boxes)) ?? [];
  });
  const children = [...byStorey].flatMap(([storey, tiles]) => storeyTiles(storey, tiles));
  const { transform, ...rest } = root;
  const building: Json = {
    ...rest,
    // Without a content for afar the shells are it: they must not wait until one is near.
    ...(isJson(root.content) ? {} : { geometricError: ROOT_ERROR_M }),
    ...(children.length > 0 ? { children } : {}),
  };
  const high = [...box];
  high[11] = box[11]! * (1 + HEADROOM);
  return {
    tileset: {
      ...json,
      root: {
        transform,
        boundingVolume: { box: high },
        geometricError: ROOT_ERROR_M,
        refine: 'ADD',
        children: [building],
      },
    },
    storeys: storeys.sort((a, b) => a.index - b.index),
    box,
  };
}
