import {
  type Cartesian2,
  Cartesian3,
  type CesiumWidget,
  DirectionalLight,
  type Scene,
  SceneTransforms,
  ScreenSpaceEventType,
} from '@cesium/engine';
import type { GroundPlan } from '../state/ground-plan.ts';
import type { DeviceCondition, DeviceMarker, RoomPick, ScreenPlace, ZoneCondition } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { SiteView } from '../state/site-view.ts';
import { AdaptiveResolution } from './adaptive-resolution.ts';
import { AlarmedStoreys } from './alarmed-storeys.ts';
import { AlertOverlay } from './alert-overlay.ts';
import { BuildingLayer } from './building-layer.ts';
import { createBuildingShader, type Lighting } from './building-shader.ts';
import { calloutsOf, linesOf } from './callouts.ts';
import { DeviceLayer, reachPx } from './device-layer.ts';
import type { DeviceScope } from './device-level.ts';
import { flatTerrain } from './flat-terrain.ts';
import { createGlobeWidget } from './globe-widget.ts';
import { probeGraphics } from './graphics.ts';
import { squareAround } from './ground-frame.ts';
import { GroundImagery } from './ground-imagery.ts';
import { prepareGround } from './ground-painting.ts';
import { GroundPit } from './ground-pit.ts';
import { type Candidate, nearestDevice } from './nearest-device.ts';
import { pacedRequest } from './paced-request.ts';
import { SiteCamera, toCartesian } from './site-camera.ts';
import { SiteSights } from './site-sights.ts';
import { addSurroundings } from './surroundings.ts';
import { addTrees } from './trees.ts';
import { ZoneLayer } from './zone-layer.ts';

/** What the scene needs to be drawn, and whom it tells. */
export interface SceneOptions {
  readonly site: SiteView;
  readonly ground: GroundPlan;
  readonly palette: Palette;
  /** Share of the device's resolution to draw at, 0.25 to 1. */
  readonly resolutionScale?: number;
  readonly onPick: (pick: RoomPick) => void;
  /** The graphics context is gone: destroy this scene and create another. */
  readonly onContextLost?: () => void;
}

/** Something the camera can fly to. */
export type FlightTarget =
  | { readonly device: string }
  | { readonly building: string; readonly storey?: string | null }
  | { readonly zone: string };

/** The site in 3D. Every method draws at most one frame and only where something changed. */
export interface SiteScene {
  /** Carries data-ready="true" while all of the current view is drawn. */
  readonly element: HTMLElement;
  setDevices(markers: readonly DeviceMarker[]): void;
  updateDevice(code: string, condition: DeviceCondition): void;
  setZone(code: string, condition: ZoneCondition): void;
  /** Puts a ring around a device. */
  select(code: string | null): void;
  /** Shows a building up to one of its storeys; null ends it. */
  isolate(building: string | null, storey?: string | null): void;
  /** Indoors the storey of the device is isolated. An unknown target changes nothing. */
  flyTo(target: FlightTarget): void;
  /** Back to the site's first view, nothing isolated. */
  home(): void;
  /** Where a device's symbol is on the page; null for an unknown device. */
  locate(code: string): ScreenPlace | null;
  /** Stops drawing while another room is shown. */
  suspend(): void;
  resume(): void;
  destroy(): void;
}

/** Ground around the estate that the plan is painted on, metres. */
const SURROUNDINGS_M = 900;

/** A view is complete when nothing more was asked for over this many frames: tiles loaded may ask for finer ones. */
const SETTLED_FRAMES = 3;
/** Least time between frames for changed symbols on a slow machine, milliseconds. */
const SLOW_PACE_MS = 300;
/** A camera that moved less than this between two frames stands still, metres. */
const STILL_M = 0.005;

/** Light from the viewer's left in the first view, so that roofs, left and right facades differ. */
function lightingOf(site: SiteView): Lighting {
  const [fx, fy] = site.view.from;
  const [tx, ty] = site.view.to;
  const bearing = Math.atan2(fx - tx, fy - ty) + 0.9;
  const origin = toCartesian(site.frame, [0, 0, 0]);
  const unit = (x: number, y: number, z: number) =>
    Cartesian3.normalize(
      Cartesian3.subtract(toCartesian(site.frame, [x, y, z]), origin, new Cartesian3()),
      new Cartesian3(),
    );
  return { up: unit(0, 0, 100), toLight: unit(Math.sin(bearing) * 80, Math.cos(bearing) * 80, 60) };
}

/** Builds the 3D site in a container element. Throws WebglUnavailable. */
export function createSiteScene(container: HTMLElement, options: SceneOptions): SiteScene {
  const { software } = probeGraphics();
  return new CesiumSiteScene(container, options, software);
}

class CesiumSiteScene implements SiteScene {
  readonly element = document.createElement('div');
  readonly #options: SceneOptions;
  readonly #widget: CesiumWidget;
  readonly #scene: Scene;
  readonly #camera: SiteCamera;
  readonly #sights: SiteSights;
  readonly #buildings: BuildingLayer;
  readonly #zones: ZoneLayer;
  readonly #devices: DeviceLayer;
  readonly #overlay: AlertOverlay;
  readonly #pit: GroundPit;
  readonly #alarmed = new AlarmedStoreys();
  #selected: string | null = null;
  #scope: DeviceScope | null = null;
  #settledFrames = 0;
  readonly #resolution: AdaptiveResolution;
  readonly #fullScale: number;
  /** Changed symbols ask for a frame through this: a slow machine is spared a frame for each. */
  readonly #request = pacedRequest(
    () => this.#scene.requestRender(),
    () => (this.#resolution.slow ? SLOW_PACE_MS : 0),
  );
  readonly #cameraWas = new Cartesian3();

  constructor(container: HTMLElement, options: SceneOptions, software: boolean) {
    this.#options = options;
    this.#resolution = new AdaptiveResolution(software);
    const { site, palette } = options;
    Object.assign(this.element.style, { position: 'relative', width: '100%', height: '100%', overflow: 'hidden' });
    this.element.tabIndex = 0;
    this.element.dataset.ready = 'false';
    container.append(this.element);
    const square = squareAround(site.frame, site.boundary, SURROUNDINGS_M);
    const painting = prepareGround(options.ground, site.boundary, site.frame, square);
    this.#widget = createGlobeWidget(this.element, {
      terrain: flatTerrain(site.frame),
      imagery: new GroundImagery(site, painting, palette),
      palette,
      resolutionScale: options.resolutionScale ?? 1,
      software,
    });
    this.#scene = this.#widget.scene;
    this.#fullScale = this.#widget.resolutionScale;
    const lighting = lightingOf(site);
    this.#scene.light = new DirectionalLight({ direction: Cartesian3.negate(lighting.toLight, new Cartesian3()) });
    this.#camera = new SiteCamera(this.#scene, site.frame, this.element);
    this.#sights = new SiteSights(site);
    this.#buildings = new BuildingLayer(this.#scene, site, palette, createBuildingShader(palette, lighting));
    this.#pit = new GroundPit(this.#scene, addTrees(this.#scene, options.ground, site.frame, palette));
    addSurroundings(this.#scene, options.ground, site.frame.height, palette);
    this.#zones = new ZoneLayer(this.#scene, site, palette);
    this.#devices = new DeviceLayer(this.#scene, palette, this.#request);
    this.#overlay = new AlertOverlay(this.element, palette);
    this.#camera.show(this.#sights.home(), false);
    this.#listen();
  }

  #listen(): void {
    this.#scene.preRender.addEventListener(() => {
      this.#camera.keepNear();
      this.#devices.follow();
    });
    this.#scene.postRender.addEventListener(() => this.#afterFrame());
    this.#widget.screenSpaceEventHandler.setInputAction(
      ({ position }: { position: Cartesian2 }) => this.#options.onPick(this.#pick(position)),
      ScreenSpaceEventType.LEFT_CLICK,
    );
    this.#widget.canvas.addEventListener('webglcontextlost', this.#onLost);
    this.#scene.renderError.addEventListener((_scene: Scene, error: unknown) => {
      console.error('the scene stopped drawing:', error);
      this.#onLost();
    });
  }

  readonly #onLost = (): void => {
    this.#widget.useDefaultRenderLoop = false;
    this.element.dataset.ready = 'false';
    this.#options.onContextLost?.();
  };

  #afterFrame(): void {
    const place = (position: Cartesian3) => this.#windowPlace(position);
    const callouts = calloutsOf(this.#devices.entries(), this.#selected, this.#options.palette, place);
    this.#overlay.draw(callouts, linesOf(this.#zones.alerted(), place), this.element.clientWidth);
    const settled = this.#devices.settled && this.#scene.globe.tilesLoaded && this.#buildings.settled;
    const { positionWC } = this.#scene.camera;
    const still = Cartesian3.equalsEpsilon(positionWC, this.#cameraWas, 0, STILL_M);
    Cartesian3.clone(positionWC, this.#cameraWas);
    this.#settledFrames = settled && still ? this.#settledFrames + 1 : 0;
    const complete = this.#settledFrames >= SETTLED_FRAMES;
    const pixelRatio = this.#fullScale * window.devicePixelRatio;
    const [width, height] = [this.element.clientWidth * pixelRatio, this.element.clientHeight * pixelRatio];
    const scale = this.#fullScale * this.#resolution.next(!complete, width, height, performance.now());
    const sharp = this.#widget.resolutionScale === scale;
    this.#widget.resolutionScale = scale;
    // Pictures arrive, and finer tiles are asked for, between frames without anybody asking for one.
    if (!sharp || (!complete && (settled || !this.#devices.settled))) this.#scene.requestRender();
    this.element.dataset.ready = String(complete && sharp);
  }

  /** CSS pixels of the scene element; undefined behind the camera. */
  #windowPlace(position: Cartesian3): Cartesian2 | undefined {
    return SceneTransforms.worldToWindowCoordinates(this.#scene, position);
  }

  *#candidates(): Generator<Candidate> {
    const eye = this.#scene.camera.positionWC;
    for (const device of this.#devices.entries()) {
      if (device.level === 'hidden') continue;
      const place = this.#windowPlace(device.position);
      if (!place) continue;
      const depthM = Cartesian3.distance(eye, device.position);
      yield { code: device.marker.code, x: place.x, y: place.y, depthM, onTop: device.onTop, reachPx: reachPx(device) };
    }
  }

  #pick(at: Cartesian2): RoomPick {
    const candidates = [...this.#candidates()].filter(
      ({ x, y, reachPx: reach }) => Math.hypot(x - at.x, y - at.y) <= reach,
    );
    let surfaceM: number | null = null;
    if (candidates.some(({ onTop }) => !onTop) && this.#scene.pickPositionSupported) {
      const surface = this.#scene.pickPosition(at);
      if (surface) surfaceM = Cartesian3.distance(this.#scene.camera.positionWC, surface);
    }
    const device = nearestDevice(candidates, at.x, at.y, surfaceM);
    if (device) return { kind: 'device', code: device.code };
    for (const picked of this.#scene.drillPick(at, 3)) {
      const zone = this.#zones.describe(picked);
      if (zone !== null) return { kind: 'zone', code: zone };
      const building = this.#buildings.describe(picked);
      if (building) return { kind: 'building', ...building };
    }
    return { kind: 'ground' };
  }

  setDevices(markers: readonly DeviceMarker[]): void {
    this.#devices.setDevices(markers);
    this.#alarmed.clear();
    for (const marker of markers) this.#alarmed.note(marker);
    this.#showAlarmedStoreys();
  }

  updateDevice(code: string, condition: DeviceCondition): void {
    this.#devices.update(code, condition);
    const marker = this.#devices.entry(code)?.marker;
    if (marker && this.#alarmed.note(marker)) this.#showAlarmedStoreys();
  }

  #showAlarmedStoreys(): void {
    const { priority } = this.#options.palette;
    const colors = [...this.#alarmed.worst()].map(
      ([building, storeys]) =>
        [building, new Map([...storeys].map(([storey, worst]) => [storey, priority[worst]]))] as const,
    );
    this.#buildings.setAlarms(new Map(colors));
    this.#scene.requestRender();
  }

  setZone(code: string, condition: ZoneCondition): void {
    this.#zones.setZone(code, condition);
  }

  select(code: string | null): void {
    this.#selected = code;
    this.#devices.select(code);
  }

  isolate(building: string | null, storey: string | null = null): void {
    if (building === (this.#scope?.building ?? null) && storey === (this.#scope?.storey ?? null)) return;
    this.#unsettle();
    this.#scope = building === null ? null : { building, storey };
    this.#buildings.isolate(this.#scope);
    this.#devices.setScope(this.#scope);
    this.#pit.open(this.#buildings.underground());
  }

  /** The view is about to change, so it is not complete. */
  #unsettle(): void {
    this.#settledFrames = 0;
    this.element.dataset.ready = 'false';
    this.#scene.requestRender();
  }

  flyTo(target: FlightTarget): void {
    this.#unsettle();
    const camera = this.#camera.place;
    if ('device' in target) {
      const marker = this.#devices.entry(target.device)?.marker;
      if (!marker) return;
      this.isolate(marker.storey === null ? null : marker.building, marker.storey);
      this.#camera.show(this.#sights.ofDevice(marker, camera), true);
    } else if ('building' in target) {
      const sight = this.#sights.ofBuilding(target.building, camera);
      if (!sight) return;
      this.isolate(target.building, target.storey ?? null);
      this.#camera.show(sight, true);
    } else {
      const sight = this.#sights.ofZone(target.zone, camera);
      if (!sight) return;
      this.isolate(null);
      this.#camera.show(sight, true);
    }
  }

  home(): void {
    this.#unsettle();
    this.isolate(null);
    this.#camera.show(this.#sights.home(), true);
  }

  locate(code: string): ScreenPlace | null {
    const device = this.#devices.entry(code);
    if (!device) return null;
    const place = this.#windowPlace(device.position);
    if (!place) return { x: 0, y: 0, visible: false };
    const { left, top, width, height } = this.#widget.canvas.getBoundingClientRect();
    const within = place.x >= 0 && place.y >= 0 && place.x < width && place.y < height;
    return { x: left + place.x, y: top + place.y, visible: within && device.level !== 'hidden' };
  }

  suspend(): void {
    this.#widget.useDefaultRenderLoop = false;
    this.element.hidden = true;
  }

  resume(): void {
    this.element.hidden = false;
    this.#widget.useDefaultRenderLoop = true;
    this.#scene.requestRender();
  }

  destroy(): void {
    this.#widget.canvas.removeEventListener('webglcontextlost', this.#onLost);
    this.#request.cancel();
    this.#overlay.destroy();
    this.#camera.destroy();
    if (!this.#widget.isDestroyed()) {
      this.#devices.destroy();
      this.#zones.destroy();
      this.#buildings.destroy();
      this.#widget.destroy();
    }
    this.element.remove();
  }
}
