import {
  type Cartesian2,
  Cartesian3,
  Cartographic,
  type CesiumWidget,
  DirectionalLight,
  ImageryLayer,
  type Scene,
  ScreenSpaceEventType,
} from '@cesium/engine';
import type { ZoneRecord } from 'twin-core';
import { type GeoPoint, geoToLocal } from 'twin-core';
import { AreaBoard } from '../state/area/area-board.ts';
import type { DeviceCondition, DeviceMarker, ScreenPlace, ZoneCondition } from '../state/marker.ts';
import { AlarmedStoreys } from './alarmed-storeys.ts';
import { AlertOverlay } from './alert-overlay.ts';
import { SceneAreaPicture } from './area/area-picture.ts';
import { BuildingLayer } from './building-layer.ts';
import { CornerPicker } from './calibration/corner-picker.ts';
import { calloutsOf, linesOf } from './callouts.ts';
import { captureScene } from './capture-scene.ts';
import { CityLayers } from './city/city-layers.ts';
import { CoverageLayer } from './coverage/coverage-layer.ts';
import { DeviceHover } from './devices/device-hover.ts';
import { DeviceLayer } from './devices/device-layer.ts';
import type { DeviceScope } from './devices/device-scope.ts';
import { FallLayer } from './fall/fall-layer.ts';
import { FrameKeeper } from './frame-keeper.ts';
import { createGlobeWidget } from './globe-widget.ts';
import { GroundAbroad } from './ground-abroad.ts';
import { squareAround } from './ground-frame.ts';
import { GroundImagery } from './ground-imagery.ts';
import { type GroundScope, prepareGround } from './ground-painting.ts';
import { GroundPit } from './ground-pit.ts';
import { GroundLayers } from './imagery/ground-layers.ts';
import { lightingOf } from './lighting.ts';
import { createModelControls } from './model/create-model-controls.ts';
import type { ModelControls } from './model/model-controls.ts';
import { pacedRequest } from './paced-request.ts';
import { CesiumPlacing } from './placing/cesium-placing.ts';
import { type DevicePick, ScenePicker } from './scene-picker.ts';
import type { Sight } from './sight.ts';
import { SiteCamera, toLocal } from './site-camera.ts';
import type { FlightTarget, SceneOptions, SiteScene } from './site-room.ts';
import { isAbroad, SiteSights } from './site-sights.ts';
import { addSurroundings } from './surroundings.ts';
import { shadeHills } from './terrain/hill-shade.ts';
import { SiteTerrain } from './terrain/site-terrain.ts';
import { addTrees } from './trees.ts';
import { UndergroundLayer } from './underground/underground-layer.ts';
import type { Viewpoint } from './viewpoint.ts';
import { GroundWayLayer } from './ways/ground-way-layer.ts';
import { ZoneLayer } from './zone-layer.ts';

/** Ground around the estate that the plan is painted on, metres. */
const SURROUNDINGS_M = 900;
/** Font of names on the ground, as the kit loads it. */
const NAME_FONT = '"Noto Sans SC", sans-serif';
/** Least time between frames for changed symbols on a slow machine, milliseconds. */
const SLOW_PACE_MS = 300;

/** Nearer than this a cluster is listed instead, metres. */
const NEAREST_APPROACH_M = 9;
/** From so far a pipe or valve under the ground is looked at, metres. */
const PIPE_M = 38;

/** The site scene on Cesium: composes the layers and hands on what is asked of the room. */
export class CesiumSiteScene implements SiteScene {
  readonly element = document.createElement('div');
  readonly area: AreaBoard;
  readonly surface: AreaBoard;
  readonly #options: SceneOptions;
  readonly #widget: CesiumWidget;
  readonly #scene: Scene;
  readonly #keeper: FrameKeeper;
  readonly #camera: SiteCamera;
  readonly #sights: SiteSights;
  readonly #buildings: BuildingLayer;
  readonly #zones: ZoneLayer;
  readonly #devices: DeviceLayer;
  readonly #picker: ScenePicker;
  readonly #overlay: AlertOverlay;
  readonly #hover: DeviceHover;
  readonly #pit: GroundPit;
  readonly #ground: GroundLayers;
  readonly #terrain: SiteTerrain;
  readonly #abroad: GroundAbroad;
  readonly #city: CityLayers;
  readonly model: ModelControls;
  readonly placing: CesiumPlacing;
  readonly underground: UndergroundLayer;
  readonly fall: FallLayer;
  readonly calibration: CornerPicker;
  readonly coverage: CoverageLayer;
  readonly ways: GroundWayLayer;
  readonly #alarmed = new AlarmedStoreys();
  /** Changed symbols ask for a frame through this: a slow machine is spared a frame for each. */
  readonly #request = pacedRequest(
    () => this.#scene.requestRender(),
    () => (this.#keeper.slow ? SLOW_PACE_MS : 0),
  );
  #selected: string | null = null;
  #scope: DeviceScope | null = null;

  /** `software`: the browser draws without a graphics card. */
  constructor(container: HTMLElement, options: SceneOptions, software: boolean) {
    this.#options = options;
    const { site, palette, ground } = options;
    Object.assign(this.element.style, { position: 'relative', width: '100%', height: '100%', overflow: 'hidden' });
    this.element.tabIndex = 0;
    container.append(this.element);
    const square = squareAround(site.frame, site.boundary, SURROUNDINGS_M);
    const painting = prepareGround(ground, site.boundary, site.frame, square);
    const groundLayer = (scope: GroundScope) =>
      new ImageryLayer(new GroundImagery(site, painting, palette, scope), software ? { maximumAnisotropy: 1 } : {});
    const baseLayer = groundLayer({ hidden: new Set() });
    const terrain = new SiteTerrain(site.frame);
    this.#terrain = terrain;
    this.#widget = createGlobeWidget(this.element, {
      terrain,
      baseLayer,
      palette,
      resolutionScale: options.resolutionScale ?? 1,
      software,
    });
    this.#scene = this.#widget.scene;
    this.#keeper = new FrameKeeper(this.#widget, this.element, software);
    const lighting = lightingOf(site);
    this.#scene.light = new DirectionalLight({ direction: Cartesian3.negate(lighting.toLight, new Cartesian3()) });
    void shadeHills(this.#scene, terrain, site.frame.height, palette);
    this.#ground = new GroundLayers({
      scene: this.#scene,
      board: options.layers,
      palette,
      font: NAME_FONT,
      ground: groundLayer,
      base: baseLayer,
      software,
    });
    this.#camera = new SiteCamera(this.#scene, site.frame, this.element);
    this.#sights = new SiteSights(site);
    this.#buildings = new BuildingLayer(this.#scene, site, palette, () => this.#openPit());
    this.#abroad = new GroundAbroad(this.#scene, palette);
    this.#pit = new GroundPit(this.#scene, addTrees(this.#scene, ground, site.frame, palette));
    addSurroundings(this.#scene, ground, site.frame.height, palette);
    this.#city = new CityLayers({ scene: this.#scene, palette, lighting }, options.layers, () => {
      this.#keeper.unsettle();
      this.#request();
    });
    this.#zones = new ZoneLayer(this.#scene, site, palette);
    this.#devices = new DeviceLayer(this.#scene, palette, this.#request, software);
    const layers = { devices: this.#devices, zones: this.#zones, buildings: this.#buildings, city: this.#city };
    this.#picker = new ScenePicker(this.#scene, layers);
    this.#overlay = new AlertOverlay(this.element, palette);
    const picture = new SceneAreaPicture(this.#scene, this.element, site.frame.height);
    this.area = new AreaBoard(picture, palette);
    this.surface = this.area;
    this.#hover = new DeviceHover(
      this.#widget.canvas,
      (at) => this.#lookAt(at),
      (hover) => this.#options.onHover?.(hover),
    );
    this.model = createModelControls(this.#buildings, {
      onChange: () => this.#keeper.unsettle(),
      onBuildings: () => this.#noteBuildings(),
      placeOnPage: (position) => this.#picker.onPage(position),
    });
    this.placing = new CesiumPlacing(this.#scene, this.element, palette, {
      stand: (code, placement) => this.#buildings.stand(code, placement),
      isOf: (picked, code) => this.#buildings.describe(picked)?.code === code,
      onChange: () => this.#keeper.unsettle(),
    });
    this.underground = new UndergroundLayer(this.#scene, {
      pit: this.#pit,
      picture,
      groundM: site.frame.height,
      palette,
      onChange: () => this.#keeper.unsettle(),
      locationAt: (at) => this.#picker.locationAt(at),
      flyTo: (at) => this.#fly(this.#sights.ofPlace(geoToLocal(site.frame, at), PIPE_M, this.#camera.place)),
    });
    this.fall = new FallLayer(this.#scene, palette, (shown) => {
      this.element.dataset.fall = String(shown);
      this.#keeper.unsettle();
    });
    this.calibration = new CornerPicker(this.#scene, this.element, palette);
    this.coverage = new CoverageLayer(this.#scene, palette);
    this.ways = new GroundWayLayer(this.#scene, palette, site.frame.height);
    this.model.onLift(() => this.#devices.lift((building, storey) => this.#buildings.liftOf(building, storey)));
    this.#noteBuildings();
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
      ({ position }: { position: Cartesian2 }) => this.#click(position),
      ScreenSpaceEventType.LEFT_CLICK,
    );
    this.#widget.canvas.addEventListener('webglcontextlost', this.#onLost);
    this.#scene.renderError.addEventListener((_scene: Scene, error: unknown) => {
      console.error('the scene stopped drawing:', error);
      this.#onLost();
    });
  }

  /** What the pointer is over, without asking the renderer: a frame read back for each movement would be too slow. */
  #lookAt(at: Cartesian2): DevicePick | null {
    return this.area.busy ? null : this.#picker.pickDevice(at, false);
  }

  #click(at: Cartesian2): void {
    if (this.area.busy || this.underground.busy) return;
    if (this.placing.click(at) || this.calibration.click(at)) return;
    const pipe = this.underground.pick(at);
    if (pipe) {
      this.#options.onPick(pipe);
      return;
    }
    const met = this.#picker.pickDevice(at);
    if (met && this.#approach(met)) return;
    this.#options.onPick(met?.pick ?? this.#picker.pick(at, this.#ground));
  }

  /** Flies near enough to a cluster for it to open; false where that is not what a click means, or does not open it. */
  #approach({ pick, drawn }: DevicePick): boolean {
    if (pick.kind !== 'cluster' || !drawn) return false;
    const { building, storey } = pick;
    const entered = this.#scope?.building === building && this.#scope?.storey === storey;
    if (building !== null && (storey !== null || this.#scope === null) && !entered) return false;
    const distanceM = this.#devices.openingDistance(drawn);
    if (distanceM === null || distanceM < NEAREST_APPROACH_M) return false;
    this.#fly(
      this.#sights.ofPlace(toLocal(this.#options.site.frame, drawn.place), distanceM * 0.8, this.#camera.place),
    );
    return true;
  }

  readonly #onLost = (): void => {
    this.#widget.useDefaultRenderLoop = false;
    this.element.dataset.ready = 'false';
    this.#options.onContextLost?.();
  };

  #afterFrame(): void {
    const { placeOf } = this.#picker;
    const callouts = calloutsOf(this.#devices.attended(), this.#selected, this.#options.palette, placeOf);
    this.#overlay.draw(callouts, linesOf(this.#zones.alerted(), placeOf), this.#keeper.width);
    this.area.follow();
    this.underground.follow();
    this.calibration.follow();
    this.#ground.afterFrame();
    const pictures = this.#devices.settled;
    const models = this.#buildings.settled && this.#city.settled && this.underground.settled;
    const tiles = this.#scene.globe.tilesLoaded && models;
    if (tiles && this.element.dataset.groundM === undefined) this.#noteGround();
    // Pictures reach the graphics card between frames without anybody asking for the next.
    this.#keeper.next({ layers: pictures && tiles, waiting: !pictures });
  }

  /** Says on the page how high the drawn ground lies under the site's middle, metres over the ellipsoid, and what it is made of. */
  #noteGround(): void {
    const { longitude, latitude } = this.#options.site.frame;
    const heightM = this.#scene.globe.getHeight(Cartographic.fromDegrees(longitude, latitude));
    if (heightM === undefined) return;
    this.element.dataset.ground = this.#terrain.hasVertexNormals ? 'terrain' : 'level';
    this.element.dataset.groundM = heightM.toFixed(3);
  }

  setDevices(markers: readonly DeviceMarker[]): void {
    this.#devices.setDevices(markers);
    this.#alarmed.clear();
    for (const marker of markers) this.#alarmed.note(marker);
    this.#showAlarmedStoreys();
  }

  updateDevice(code: string, condition: DeviceCondition): void {
    const before = this.#devices.entry(code)?.marker;
    if (!before) return;
    this.#devices.update(code, condition);
    if (this.#alarmed.note({ ...before, ...condition })) this.#showAlarmedStoreys();
    // An alarm that comes or goes is seen at once, even where that frame is first drawn coarsely.
    if ((before.state === 'alarm') !== (condition.state === 'alarm')) this.#keeper.unsettle();
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

  setZones(zones: readonly ZoneRecord[]): void {
    this.#zones.setZones(zones);
    this.#sights.setZones(zones);
    this.#keeper.unsettle();
  }

  select(code: string | null): void {
    this.#selected = code;
    this.#devices.select(code);
  }

  isolate(building: string | null, storey: string | null = null): void {
    if (building === (this.#scope?.building ?? null) && storey === (this.#scope?.storey ?? null)) return;
    this.#keeper.unsettle();
    this.#scope = building === null ? null : { building, storey };
    this.#buildings.isolate(this.#scope);
    this.#devices.setScope(this.#scope);
    this.#openPit();
  }

  /** What follows from where buildings stand: what blocks a sight, where the camera may go, where there is ground. */
  #noteBuildings(): void {
    const { frame } = this.#options.site;
    const { records } = this.#buildings;
    const abroad = records.map(({ placement }) => placement).filter((placement) => isAbroad(frame, placement));
    this.#sights.setBuildings(records);
    this.#camera.setAbroad(abroad);
    this.#abroad.set(abroad);
  }

  #openPit(): void {
    this.#pit.open(this.#buildings.underground());
  }

  flyTo(target: FlightTarget): void {
    const camera = this.#camera.place;
    if ('device' in target) {
      const marker = this.#devices.entry(target.device)?.marker;
      if (!marker) return;
      this.isolate(marker.storey === null ? null : marker.building, marker.storey);
      this.#fly(this.#sights.ofDevice(marker, camera));
    } else if ('building' in target) {
      const { building, storey = null, part } = target;
      const band = storey === null ? null : this.#buildings.bandOf(building, storey);
      const sight = part ? this.#sights.ofPart(building, part.at) : this.#sights.ofBuilding(building, camera, band);
      if (!sight) return;
      this.isolate(building, storey);
      this.#fly(sight);
    } else if ('through' in target) {
      this.isolate(null);
      this.#fly(this.#sights.through(target.through));
    } else {
      const sight =
        'bounds' in target ? this.#sights.ofBounds(target.bounds, camera) : this.#sights.ofZone(target.zone, camera);
      if (!sight) return;
      this.isolate(null);
      this.#fly(sight);
    }
  }

  home(): void {
    this.isolate(null);
    this.#fly(this.#sights.home());
  }

  viewpoint(): Viewpoint {
    return this.#camera.viewpoint;
  }

  stand(viewpoint: Viewpoint): void {
    this.#keeper.unsettle();
    this.#camera.stand(viewpoint);
  }

  #fly(sight: Sight): void {
    this.#keeper.unsettle();
    this.#camera.show(sight, true);
  }

  locate(code: string): ScreenPlace | null {
    return this.#picker.locate(code);
  }

  placeOnPage({ longitude, latitude, height }: GeoPoint): ScreenPlace {
    return this.#picker.onPage(Cartesian3.fromDegrees(longitude, latitude, height));
  }

  suspend(): void {
    this.#widget.useDefaultRenderLoop = false;
    this.element.hidden = true;
  }

  capture(longestPx: number, mark: string): Promise<Blob | null> {
    return captureScene(this.#scene, longestPx, mark);
  }

  resume(): void {
    this.element.hidden = false;
    this.#widget.useDefaultRenderLoop = true;
    this.#scene.requestRender();
  }

  destroy(): void {
    this.#widget.canvas.removeEventListener('webglcontextlost', this.#onLost);
    this.#request.cancel();
    this.#keeper.destroy();
    this.calibration.end();
    this.placing.destroy();
    this.#overlay.destroy();
    this.#hover.destroy();
    this.area.destroy();
    this.underground.destroy();
    this.#camera.destroy();
    this.#city.destroy();
    this.#ground.destroy();
    this.#devices.destroy();
    this.#zones.destroy();
    this.#buildings.destroy();
    this.#widget.destroy();
    this.element.remove();
  }
}
