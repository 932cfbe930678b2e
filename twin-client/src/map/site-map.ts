import { Deck, FlyToInterpolator, type Layer, MapView, type MapViewState, WebMercatorViewport } from '@deck.gl/core';
import type { GeoBounds, ZoneRecord } from 'twin-core';
import { AreaBoard } from '../state/area/area-board.ts';
import type { AreaControls, AreaKind } from '../state/area/area-controls.ts';
import type { GroundSurface } from '../state/area/ground-surface.ts';
import type { GroundPlan, LonLat } from '../state/ground-plan.ts';
import type { LayerBoard } from '../state/layers/layer-board.ts';
import type { DeviceCondition, DeviceMarker, RoomPick, ScreenPlace, ZoneCondition } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { SiteView } from '../state/site-view.ts';
import { BuildingLayers } from './building-layers.ts';
import { type Detail, detailAt, INDOORS_FROM, SYMBOLS_FROM } from './detail.ts';
import { DeviceBook, type DrawnSymbol, SYMBOL_PX } from './device-book.ts';
import { dotLayers, placeOf, symbolLayers } from './device-layers.ts';
import { GroundLayers } from './ground-layers.ts';
import { alertTextLayers, nameLayers } from './label-layers.ts';
import { mapAreaPicture } from './map-area-picture.ts';
import { type LabelSet, labelSet } from './map-labels.ts';
import { nearestOnMap, type PickCandidate } from './map-pick.ts';
import { boundsOf } from './plane.ts';
import { SymbolAtlas } from './symbol-atlas.ts';
import { textMeasure } from './text-measure.ts';
import { ZoneLayers } from './zone-layers.ts';

/** What the map needs to be drawn, and whom it tells. */
export interface MapOptions {
  readonly site: SiteView;
  readonly ground: GroundPlan;
  /** Layers of geographic information: which are shown, and how. */
  readonly layers: LayerBoard;
  readonly palette: Palette;
  readonly onPick: (pick: RoomPick) => void;
}

/** Something the map can fly to. */
export type MapTarget =
  | { readonly device: string }
  | { readonly building: string; readonly storey?: string | null }
  | { readonly zone: string }
  | { readonly bounds: GeoBounds };

/** The site as a plan, north up. A frame is drawn only where something changed. */
export interface SiteMap {
  /** Carries data-ready="true" while all of the current view is drawn and stands still. */
  readonly element: HTMLElement;
  /** Draws and shows areas. */
  readonly area: AreaControls;
  readonly surface: GroundSurface;
  setDevices(markers: readonly DeviceMarker[]): void;
  updateDevice(code: string, condition: DeviceCondition): void;
  setZone(code: string, condition: ZoneCondition): void;
  /** Takes over zones that were drawn, changed or removed. */
  setZones(zones: readonly ZoneRecord[]): void;
  /** Puts a ring around a device. */
  select(code: string | null): void;
  /** An unknown target changes nothing. */
  flyTo(target: MapTarget): void;
  /** Back to the whole site. */
  home(): void;
  /** Where a device is on the page; null for an unknown one. Not visible while it is only a part of its building's number. */
  locate(code: string): ScreenPlace | null;
  destroy(): void;
}

const ZOOM = { least: 15.5, most: 21.5 } as const;
/** How the map answers to a hand. */
const CONTROLLER = { dragRotate: false, touchRotate: false, keyboard: true, scrollZoom: { smooth: true } };
const FLIGHT_MS = 900;
/** A flight to a device keeps the zoom up to here, so that its surroundings are seen. */
const CLOSEST_FLIGHT = 20;
const FLASH_MS = 500;
/** Air around the whole site: more above and below, where the desk's tools and its banner lie over the map. */
const HOME_PADDING_PX = { top: 56, bottom: 88, left: 40, right: 40 };
const TARGET_PADDING_PX = { top: 120, bottom: 120, left: 120, right: 120 };
const NO_PADDING_PX = { top: 0, bottom: 0, left: 0, right: 0 };
/** A room is never taken for smaller than its padding and this. */
const LEAST_PX = 64;
/** How near to a symbol, a dot outdoors and a dot indoors a pointer means it, CSS pixels. */
const REACH_PX = { symbol: 12, outdoors: 12, indoors: 6 } as const;
/** Labels are laid out anew when the zoom has changed by this much. */
const ZOOM_STEP = 0.05;

/** Builds the map in a container element. Throws where the browser has no WebGL 2. */
export function createSiteMap(container: HTMLElement, options: MapOptions): SiteMap {
  if (!document.createElement('canvas').getContext('webgl2')) throw new Error('the map needs WebGL 2');
  return new DeckSiteMap(container, options);
}

/** What is drawn besides the ground at one zoom, kept until a condition or the zoom changes. */
interface Arrangement {
  readonly zoom: number;
  readonly detail: Detail;
  readonly symbols: readonly DrawnSymbol[];
  readonly labels: LabelSet;
}

class DeckSiteMap implements SiteMap {
  readonly element = document.createElement('div');
  readonly area: AreaBoard;
  readonly surface: AreaBoard;
  readonly #options: MapOptions;
  readonly #ground: GroundLayers;
  readonly #buildings: BuildingLayers;
  readonly #zones: ZoneLayers;
  readonly #devices: DeviceBook;
  readonly #atlas: SymbolAtlas;
  readonly #measure = textMeasure();
  readonly #stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  readonly #flash: number;
  #deck: Deck<MapView>;
  #layers: readonly Layer[] = [];
  #arrangement: Arrangement | null = null;
  #view: MapViewState;
  /** The view is the whole site and follows the size of the container. */
  #atHome = true;
  #flying = false;
  #hovering = false;
  #lit = true;
  #frame = 0;
  #flight = 0;
  /** Layers were given to this deck; and it has drawn them. */
  #sent = false;
  #drawn = false;

  constructor(container: HTMLElement, options: MapOptions) {
    this.#options = options;
    const { site, ground, palette } = options;
    this.#ground = new GroundLayers(ground, site, palette);
    this.#buildings = new BuildingLayers(site, palette);
    this.#zones = new ZoneLayers(site, palette);
    this.#devices = new DeviceBook(palette);
    this.#atlas = new SymbolAtlas(palette);
    Object.assign(this.element.style, {
      position: 'relative',
      width: '100%',
      height: '100%',
      overflow: 'hidden',
      background: palette.ground.far,
    });
    this.element.dataset.ready = 'false';
    container.append(this.element);
    this.#view = this.#fit(site.boundary, HOME_PADDING_PX);
    this.#deck = this.#openDeck();
    const hold = (kind: AreaKind | null) => this.#hold(kind);
    this.area = new AreaBoard(
      mapAreaPicture({ element: this.element, viewport: () => this.#viewport(), hold }),
      palette,
    );
    this.surface = this.area;
    this.element.addEventListener('pointermove', this.#onHover);
    // The event does not bubble: it is caught on its way down to the canvas.
    this.element.addEventListener('webglcontextlost', this.#onLost, true);
    this.#flash = window.setInterval(() => this.#blink(), FLASH_MS);
    this.#draw();
  }

  #openDeck(): Deck<MapView> {
    return new Deck({
      parent: this.element as HTMLDivElement,
      views: new MapView({ id: 'map', repeat: false }),
      controller: CONTROLLER,
      initialViewState: this.#view,
      // Everything lies in one plane: what is drawn later lies above.
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
      layers: [],
      getCursor: ({ isDragging }) =>
        this.area.busy ? 'crosshair' : isDragging ? 'grabbing' : this.#hovering ? 'pointer' : 'default',
      onClick: ({ x, y }) => {
        if (!this.area.busy) this.#options.onPick(this.#pick(x, y));
      },
      onResize: () => this.#onResize(),
      onViewStateChange: ({ viewState, interactionState }) => this.#onMove(viewState, interactionState),
      onAfterRender: () => this.#onDrawn(),
    });
  }

  /** The view that shows places with a margin around them. */
  #fit(places: readonly LonLat[], padding: Padding, mostZoom: number = ZOOM.most): MapViewState {
    const width = Math.max(this.element.clientWidth, padding.left + padding.right + LEAST_PX);
    const height = Math.max(this.element.clientHeight, padding.top + padding.bottom + LEAST_PX);
    const viewport = new WebMercatorViewport({ width, height });
    const { longitude, latitude, zoom } = viewport.fitBounds(boundsOf(places), {
      padding,
      maxZoom: mostZoom,
    });
    return { longitude, latitude, zoom, minZoom: ZOOM.least, maxZoom: ZOOM.most };
  }

  #go(view: MapViewState): void {
    this.#flight += 1;
    const flight = this.#flight;
    // deck.gl tells no end of a flight that it never began: before its first frame, or to where it is.
    this.#flying = this.#drawn && !this.#stillness.matches && !isSameView(view, this.#view);
    this.#unsettle();
    const ended = () => {
      if (flight !== this.#flight) return;
      this.#flying = false;
      this.#deck.redraw('the flight has ended');
    };
    this.#deck.setProps({
      initialViewState: {
        ...view,
        transitionDuration: this.#flying ? FLIGHT_MS : 0,
        transitionInterpolator: new FlyToInterpolator(),
        // New functions each time: deck.gl passes over a view that equals the one it was last sent to.
        onTransitionEnd: ended,
        onTransitionInterrupt: ended,
      },
    });
    this.#moved(this.#flying ? this.#view : view);
    if (!this.#flying) this.#draw();
  }

  #onMove<View extends MapViewState>(view: View, { isDragging, isZooming, isPanning }: Interaction): View {
    if (isDragging || isZooming || isPanning) this.#atHome = false;
    // The estate stays in sight however far one drags.
    const [[west, south], [east, north]] = boundsOf(this.#options.site.boundary);
    const kept = {
      ...view,
      longitude: Math.max(west, Math.min(east, view.longitude)),
      latitude: Math.max(south, Math.min(north, view.latitude)),
    };
    this.#moved(kept);
    return kept;
  }

  #moved(view: MapViewState): void {
    this.#view = view;
    if (this.#arrangement && Math.abs(this.#arrangement.zoom - view.zoom) < ZOOM_STEP) return;
    this.#arrangement = null;
    this.#draw();
  }

  #onResize(): void {
    if (!this.#atHome) return;
    const view = this.#fit(this.#options.site.boundary, HOME_PADDING_PX);
    this.#deck.setProps({ initialViewState: view });
    this.#moved(view);
  }

  /** A drawing needs drags, double clicks and keys for itself. */
  #hold(kind: AreaKind | null): void {
    const still = { doubleClickZoom: false, keyboard: false, dragPan: kind !== 'box' };
    this.#deck.setProps({ controller: kind === null ? CONTROLLER : { ...CONTROLLER, ...still } });
  }

  #onDrawn(): void {
    this.area.follow();
    this.#drawn = this.#sent;
    const ready = this.#drawn && !this.#flying && this.#layers.every((layer) => layer.isLoaded);
    this.element.dataset.ready = String(ready);
  }

  /** The graphics context is gone with all that was on the card: the same view is drawn with another. */
  readonly #onLost = (): void => {
    this.#unsettle();
    this.#flying = false;
    this.#sent = false;
    this.#drawn = false;
    this.#deck.finalize();
    this.#deck = this.#openDeck();
    this.#draw();
  };

  #unsettle(): void {
    this.element.dataset.ready = 'false';
  }

  /** Has the symbols and labels arranged anew with the next frame. */
  #rearrange(): void {
    this.#arrangement = null;
    this.#draw();
  }

  /** Draws with the next frame, however often it is asked for before. */
  #draw(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#layers = this.#compose();
      this.#deck.setProps({ layers: [...this.#layers] });
      this.#sent = true;
    });
  }

  #arranged(): Arrangement {
    if (this.#arrangement) return this.#arrangement;
    const { zoom } = this.#view;
    const detail = detailAt(zoom);
    const symbols = this.#devices.symbols(zoom, detail);
    const labels = labelSet({
      zoom,
      footprints: this.#buildings.footprints,
      symbols,
      counts: detail.indoors ? new Map() : this.#devices.calmIndoors(),
      measure: this.#measure,
    });
    this.#arrangement = { zoom, detail, symbols, labels };
    return this.#arrangement;
  }

  /** All layers from the ground up. */
  #compose(): Layer[] {
    const { detail, symbols, labels } = this.#arranged();
    const { palette } = this.#options;
    return [
      ...this.#ground.layers(detail.markings),
      ...this.#buildings.layers(),
      ...this.#zones.layers(this.#lit),
      ...dotLayers(this.#devices, detail),
      ...nameLayers(labels, palette),
      ...symbolLayers(symbols, this.#devices.selected, this.#atlas, palette, this.#lit),
      ...alertTextLayers(labels, symbols, palette),
    ];
  }

  /** One on and off a second while something waits for a person; nothing is drawn while nothing does. */
  #blink(): void {
    const waiting =
      this.#zones.flashing ||
      this.#arrangement?.symbols.some(({ marker }) => marker.state === 'alarm' && !marker.acknowledged);
    const lit = this.#lit && waiting ? this.#stillness.matches : true;
    if (lit === this.#lit) return;
    this.#lit = lit;
    this.#draw();
  }

  #viewport(): WebMercatorViewport {
    const { clientWidth, clientHeight } = this.element;
    return new WebMercatorViewport({ ...this.#view, width: clientWidth, height: clientHeight });
  }

  #pick(x: number, y: number): RoomPick {
    const viewport = this.#viewport();
    const device = nearestOnMap(this.#candidates(viewport), x, y);
    if (device !== null) return { kind: 'device', code: device };
    const [longitude, latitude] = viewport.unproject([x, y]) as [number, number];
    const building = this.#buildings.at([longitude, latitude]);
    if (building) {
      return {
        kind: 'building',
        code: building.code,
        globalId: null,
        ifcClass: null,
        storey: null,
        name: building.name,
      };
    }
    const zone = this.#zones.at([longitude, latitude], this.#view.zoom);
    return zone === null ? { kind: 'ground' } : { kind: 'zone', code: zone };
  }

  *#candidates(viewport: WebMercatorViewport): Generator<PickCandidate> {
    const { symbols, detail } = this.#arranged();
    for (const { marker } of symbols) {
      const [x, y] = viewport.project(placeOf(marker)) as [number, number];
      const reachPx = Math.max(REACH_PX.symbol, SYMBOL_PX[marker.state] / 2);
      yield { code: marker.code, x, y, reachPx, symbol: true };
    }
    for (const marker of this.#devices.dots(detail)) {
      const [x, y] = viewport.project(placeOf(marker)) as [number, number];
      const reachPx = marker.building === null ? REACH_PX.outdoors : REACH_PX.indoors;
      yield { code: marker.code, x, y, reachPx, symbol: false };
    }
  }

  readonly #onHover = (event: PointerEvent): void => {
    if (event.buttons !== 0 || this.#flying) return;
    const { left, top } = this.element.getBoundingClientRect();
    this.#hovering = this.#pick(event.clientX - left, event.clientY - top).kind !== 'ground';
  };

  setDevices(markers: readonly DeviceMarker[]): void {
    this.#devices.replace(markers);
    this.#unsettle();
    this.#rearrange();
  }

  updateDevice(code: string, condition: DeviceCondition): void {
    if (this.#devices.update(code, condition)) this.#rearrange();
  }

  setZone(code: string, condition: ZoneCondition): void {
    if (this.#zones.set(code, condition)) this.#draw();
  }

  setZones(zones: readonly ZoneRecord[]): void {
    this.#zones.setZones(zones);
    this.#draw();
  }

  select(code: string | null): void {
    this.#devices.select(code);
    this.#rearrange();
  }

  flyTo(target: MapTarget): void {
    const view = this.#viewOf(target);
    if (!view) return;
    this.#atHome = false;
    this.#go(view);
  }

  #viewOf(target: MapTarget): MapViewState | null {
    if ('device' in target) {
      const marker = this.#devices.get(target.device);
      if (!marker) return null;
      const least = marker.building === null ? SYMBOLS_FROM + 0.5 : INDOORS_FROM + 0.2;
      return this.#fit([placeOf(marker)], NO_PADDING_PX, Math.max(Math.min(this.#view.zoom, CLOSEST_FLIGHT), least));
    }
    if ('building' in target) {
      const building = this.#buildings.footprints.find(({ code }) => code === target.building);
      return building ? this.#fit(building.ring, TARGET_PADDING_PX, 20) : null;
    }
    if ('bounds' in target) {
      const [west, south, east, north] = target.bounds;
      return this.#fit(
        [
          [west, south],
          [east, north],
        ],
        TARGET_PADDING_PX,
        19,
      );
    }
    const bounds = this.#zones.bounds(target.zone);
    return bounds && this.#fit(bounds, TARGET_PADDING_PX, 19);
  }

  home(): void {
    this.#atHome = true;
    this.#go(this.#fit(this.#options.site.boundary, HOME_PADDING_PX));
  }

  locate(code: string): ScreenPlace | null {
    const marker = this.#devices.get(code);
    if (!marker) return null;
    const viewport = this.#viewport();
    const [x, y] = viewport.project(placeOf(marker)) as [number, number];
    const { left, top } = this.element.getBoundingClientRect();
    const within = x >= 0 && y >= 0 && x < viewport.width && y < viewport.height;
    return { x: left + x, y: top + y, visible: within && this.#isDrawn(marker) };
  }

  #isDrawn({ code }: DeviceMarker): boolean {
    const { symbols, detail } = this.#arranged();
    return (
      symbols.some(({ marker }) => marker.code === code) ||
      this.#devices.dots(detail).some((marker) => marker.code === code)
    );
  }

  destroy(): void {
    window.clearInterval(this.#flash);
    cancelAnimationFrame(this.#frame);
    this.area.destroy();
    this.element.removeEventListener('pointermove', this.#onHover);
    this.element.removeEventListener('webglcontextlost', this.#onLost, true);
    this.#deck.finalize();
    this.element.remove();
  }
}

/** Whether two views show the same, to a tenth of a metre and a hundredth of a zoom. */
function isSameView(a: MapViewState, b: MapViewState): boolean {
  const near = (x: number, y: number, step: number) => Math.abs(x - y) < step;
  return near(a.longitude, b.longitude, 1e-6) && near(a.latitude, b.latitude, 1e-6) && near(a.zoom, b.zoom, 0.01);
}

/** Air around what a view is to show, CSS pixels. */
interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** What deck.gl tells of a hand on the map. */
interface Interaction {
  readonly isDragging?: boolean | undefined;
  readonly isPanning?: boolean | undefined;
  readonly isZooming?: boolean | undefined;
}
