import {
  CesiumWidget,
  Color,
  DirectionalLight,
  type ImageryLayer,
  Ion,
  ScreenSpaceEventType,
  type TerrainProvider,
} from '@cesium/engine';
import '@cesium/engine/Source/Widget/CesiumWidget.css';
import type { Palette } from '../state/palette.ts';
import { GROUND_ERROR_PX } from './ground-imagery.ts';
import './tileset-id.ts';

/** More device pixels than these a CSS pixel cost time and show nothing at a wall's viewing distance. */
const MAXIMUM_PIXEL_RATIO = 2;

/** What the globe is made of. */
export interface GlobeParts {
  readonly terrain: TerrainProvider;
  readonly baseLayer: ImageryLayer;
  readonly palette: Palette;
  /** Share of the device's resolution to draw at, 0.25 to 1. */
  readonly resolutionScale: number;
  /** Drawn without a graphics card: edges are smoothed by a filter. */
  readonly software: boolean;
}

/** A Cesium widget without sky, sun, stars, ion or network: dark ground that draws only when asked. */
export function createGlobeWidget(container: HTMLElement, parts: GlobeParts): CesiumWidget {
  Ion.defaultAccessToken = '';
  const { palette } = parts;
  const widget = new CesiumWidget(container, {
    baseLayer: parts.baseLayer,
    terrainProvider: parts.terrain,
    skyBox: false,
    skyAtmosphere: false,
    scene3DOnly: true,
    // Only fences and symbols are translucent: ordering them by pixel would double the cost of a frame.
    orderIndependentTranslucency: false,
    requestRenderMode: true,
    maximumRenderTimeChange: Number.POSITIVE_INFINITY,
    showRenderLoopErrors: false,
    useBrowserRecommendedResolution: false,
    msaaSamples: parts.software ? 1 : 4,
    // Nothing of ion or of its partners is used, so there is no credit to show.
    creditContainer: document.createElement('div'),
    contextOptions: { webgl: { alpha: false, powerPreference: 'high-performance' } },
  });
  widget.resolutionScale =
    (Math.min(window.devicePixelRatio, MAXIMUM_PIXEL_RATIO) / window.devicePixelRatio) * parts.resolutionScale;
  // A drawing at less than the screen's resolution is enlarged smoothly.
  widget.canvas.style.imageRendering = 'auto';
  const { scene } = widget;
  scene.backgroundColor = Color.fromCssColorString(palette.ground.far);
  scene.fog.enabled = false;
  scene.highDynamicRange = false;
  scene.postProcessStages.fxaa.enabled = parts.software;
  const { globe } = scene;
  globe.baseColor = Color.fromCssColorString(palette.ground.far);
  globe.showGroundAtmosphere = false;
  globe.enableLighting = false;
  globe.depthTestAgainstTerrain = true;
  globe.preloadAncestors = false;
  globe.maximumScreenSpaceError = GROUND_ERROR_PX;
  // The estate shines by its own shader; the light only serves the plain blocks.
  scene.light = new DirectionalLight({ direction: scene.camera.directionWC.clone() });
  widget.screenSpaceEventHandler.removeInputAction(ScreenSpaceEventType.LEFT_CLICK);
  widget.screenSpaceEventHandler.removeInputAction(ScreenSpaceEventType.LEFT_DOUBLE_CLICK);
  return widget;
}
