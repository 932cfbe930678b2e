import { Cartographic, Cesium3DTileset, Event, Scene } from '@cesium/engine';
import { expect, test } from 'vitest';
import './tileset-id.ts';

test('the engine forgets of every tileset where the camera was before, not of the last one alone', () => {
  const tilesets = Array.from({ length: 3 }, () => new Cesium3DTileset({}));
  const primitives = {
    length: tilesets.length,
    get: (at: number) => tilesets[at],
    primitiveAdded: new Event(),
    primitiveRemoved: new Event(),
  };
  // Of a scene the engine asks for no more than this here.
  const scene = Object.assign(Object.create(Scene.prototype), { _primitives: primitives });
  Object.defineProperty(scene, 'primitives', { value: primitives });
  Object.defineProperty(scene, 'globe', { value: undefined });
  const waiting = () => tilesets.map((one) => Reflect.get(one, '_addHeightCallbacks').length);
  const forget = Reflect.get(Scene.prototype, 'updateHeight').call(scene, new Cartographic(2.1, 0.6), () => undefined);
  expect(waiting()).toEqual([1, 1, 1]);
  forget();
  expect(waiting()).toEqual([0, 0, 0]);
});
