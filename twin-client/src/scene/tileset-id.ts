import { Cesium3DTileset } from '@cesium/engine';

let made = 0;
const ids = new WeakMap<Cesium3DTileset, number>();

/**
 * The engine keeps what is to be forgotten of each tileset, when it looks anew for the height below the camera, by `tileset.id`, which it never sets
 * (Scene.updateHeight of @cesium/engine 26.3): of nineteen buildings the last one's was forgotten, and the others' stayed for each camera that ever was,
 * 5 MB an hour on the wall, all asked again for each tile that came.
 */
Object.defineProperty(Cesium3DTileset.prototype, 'id', {
  get(this: Cesium3DTileset): number {
    const id = ids.get(this) ?? ++made;
    ids.set(this, id);
    return id;
  },
});
