import { CesiumSiteScene } from './cesium-site-scene.ts';
import { probeGraphics } from './graphics.ts';
/** Builds the 3D site in a container element. Throws WebglUnavailable. */
export function createSiteScene(container, options) {
  const { software } = probeGraphics();
  return new CesiumSiteScene(container, options, software);
}
