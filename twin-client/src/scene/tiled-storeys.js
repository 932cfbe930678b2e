const isJson = (value) => typeof value === 'object' && value !== null;
/** Reads which storeys a baked tileset holds from its parsed tileset.json. Tiles that name none are left out. */
export function tiledStoreys(tileset) {
  const root = isJson(tileset) && isJson(tileset.root) ? tileset.root : {};
  return (Array.isArray(root.children) ? root.children : []).flatMap((tile) => {
    if (!isJson(tile) || !isJson(tile.extras) || !isJson(tile.boundingVolume)) return [];
    const { storey: globalId, name, index } = tile.extras;
    const { box } = tile.boundingVolume;
    if (typeof globalId !== 'string' || typeof name !== 'string' || typeof index !== 'number') return [];
    // A box is its centre and three half axes: the third axis of a baked tile is upright.
    if (!Array.isArray(box) || typeof box[2] !== 'number' || typeof box[11] !== 'number') return [];
    return [{ globalId, name, index, bottom: box[2] - box[11], top: box[2] + box[11] }];
  });
}
/** Fetches a tileset's storeys. Rejects with an Error that names the address where it does not answer. */
export async function loadTiledStoreys(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return tiledStoreys(await response.json());
}
