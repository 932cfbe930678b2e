import { CesiumSiteScene } from './cesium-site-scene.ts';
import { probeGraphics } from './graphics.ts';
import type { SceneOptions, SiteScene } from './site-room.ts';

export type { SceneOptions, SiteScene } from './site-room.ts';

/** Builds the 3D site in a container element. Throws WebglUnavailable. */
export function createSiteScene(container: HTMLElement, options: SceneOptions): SiteScene {
  const { software } = probeGraphics();
  return new CesiumSiteScene(container, options, software);
}
