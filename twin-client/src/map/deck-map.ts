import { Deck, MapView as DeckMapView, type Layer } from '@deck.gl/core';
import { AreaBoard } from '../state/area/area-board.ts';
import type { AreaKind } from '../state/area/area-controls.ts';
import type { RoomPick, ScreenPlace } from '../state/marker.ts';
import { buildingLayers, planLayers } from './building-layers.ts';
import { DeckCamera } from './deck-camera.ts';
import { densityLayers } from './density/density-layers.ts';
import { dotLayers, symbolLayers } from './device-layers.ts';
import { differenceGround, differenceMarks } from './differences/difference-layers.ts';
import { overLayers, selectedFeatureLayers, underLayers } from './features/feature-layers.ts';
import { Flash } from './flash.ts';
import { groundLayers, landLayers } from './ground-layers.ts';
import { alertTextLayers, nameLayers } from './label-layers.ts';
import { mapAreaPicture } from './map-area-picture.ts';
import { MapEstate } from './map-estate.ts';
import { MapFrame, type MapSize } from './map-frame.ts';
import { MapHover } from './map-hover.ts';
import { comeApart, locateOnMap, pickOnMap } from './map-picker.ts';
import { homeView, type MapTarget, viewOf } from './map-target.ts';
import { boundsOf } from './plane.ts';
import type { MapOptions, SiteMap } from './site-map.ts';
import { SymbolAtlas } from './symbol-atlas.ts';
import { tripLayers } from './trips/trip-layers.ts';
import { zoneLayers } from './zone-layers.ts';

/** How the map answers to a hand. */
const CONTROLLER = { dragRotate: false, touchRotate: false, keyboard: true, scrollZoom: { smooth: true } };

/** The map drawn by deck.gl. */
export class DeckMap implements SiteMap {
  readonly element = document.createElement('div');
  readonly area: AreaBoard;
  readonly surface: AreaBoard;
  readonly #options: MapOptions;
  readonly estate: MapEstate;
  readonly #camera: DeckCamera;
  readonly #hover: MapHover;
  readonly #flash: Flash;
  readonly #atlas: SymbolAtlas;
  #deck: Deck<DeckMapView>;
  #layers: readonly Layer[] = [];
  #frame = 0;
  /** Layers were given to this deck; and it has drawn them. */
  #sent = false;
  #drawn = false;
  #ended = false;

  constructor(container: HTMLElement, options: MapOptions) {
    this.#options = options;
    const { site, palette } = options;
    this.estate = new MapEstate(options, (anew) => {
      if (anew) this.#unsettle();
      this.#draw();
    });
    this.#atlas = new SymbolAtlas(palette);
    Object.assign(this.element.style, {
      position: 'relative',
      width: '100%',
      height: '100%',
      overflow: 'hidden',
      background: palette.ground.far,
    });
    this.element.dataset.ready = 'false';
    this.element.dataset.drawing = 'deck';
    container.append(this.element);
    this.#camera = new DeckCamera(homeView(site.boundary, this.#size()), {
      bounds: boundsOf(site.boundary),
      setView: (initialViewState) => this.#deck.setProps({ initialViewState }),
      onMoved: () => this.#onMoved(),
      onLanded: () => this.#deck.redraw('the flight has ended'),
    });
    this.#deck = this.#openDeck();
    this.area = new AreaBoard(
      mapAreaPicture({ element: this.element, frame: () => this.#viewed(), hold: (kind) => this.#hold(kind) }),
      palette,
    );
    this.surface = this.area;
    this.#hover = new MapHover(
      this.element,
      (x, y) => (this.#camera.flying ? null : this.#pick(x, y)),
      options.onHover,
    );
    this.#flash = new Flash(
      () => this.estate.flashing,
      () => this.#draw(),
    );
    // The event does not bubble: it is caught on its way down to the canvas.
    this.element.addEventListener('webglcontextlost', this.#onLost, true);
    this.#draw();
  }

  #openDeck(): Deck<DeckMapView> {
    return new Deck({
      parent: this.element as HTMLDivElement,
      views: new DeckMapView({ id: 'map', repeat: false }),
      controller: CONTROLLER,
      initialViewState: this.#camera.state,
      // Everything lies in one plane: what is drawn later lies above.
      parameters: { depthCompare: 'always', depthWriteEnabled: false },
      layers: [],
      getCursor: ({ isDragging }) =>
        this.area.busy || this.estate.onPlace
          ? 'crosshair'
          : isDragging
            ? 'grabbing'
            : this.#hover.meant
              ? 'pointer'
              : 'default',
      onClick: ({ x, y }) => this.#onClick(x, y),
      onResize: () => {
        if (this.#camera.atHome) this.#camera.jump(homeView(this.#options.site.boundary, this.#size()));
      },
      onViewStateChange: ({ viewState, interactionState }) => this.#camera.follow(viewState, interactionState),
      onAfterRender: () => this.#onDrawn(),
    });
  }

  #size(): MapSize {
    return { width: this.element.clientWidth, height: this.element.clientHeight };
  }

  #viewed(): MapFrame {
    return new MapFrame(this.#camera.view, this.#size());
  }

  #pick(x: number, y: number): RoomPick {
    return pickOnMap(this.estate, this.#viewed(), x, y);
  }

  #onClick(x: number, y: number): void {
    if (this.area.busy) return;
    if (this.estate.onPlace) {
      this.estate.onPlace(this.#viewed().unproject(x, y));
      return;
    }
    const pick = this.#pick(x, y);
    if (pick.kind === 'cluster' && comeApart(this.estate, pick.devices)) this.flyTo({ devices: pick.devices });
    else this.#options.onPick(pick);
  }

  #onMoved(): void {
    this.#hover.end();
    if (this.#camera.flying || !this.#drawn) this.#unsettle();
    this.estate.pictures.ask(this.#viewed());
    if (!this.#drawn || !this.estate.isArranged(this.#camera.view.zoom)) this.#draw();
  }

  /** A drawing needs drags, double clicks and keys for itself. */
  #hold(kind: AreaKind | null): void {
    const still = { doubleClickZoom: false, keyboard: false, dragPan: kind !== 'box' && kind !== 'circle' };
    this.#deck.setProps({ controller: kind === null ? CONTROLLER : { ...CONTROLLER, ...still } });
  }

  #onDrawn(): void {
    this.area.follow();
    this.#drawn = this.#sent;
    const ready = this.#drawn && !this.#camera.flying && this.#layers.every((layer) => layer.isLoaded);
    this.element.dataset.ready = String(ready);
  }

  /** The graphics context is gone with all that was on the card: the same view is drawn with another. */
  readonly #onLost = (): void => {
    this.#unsettle();
    this.#camera.land();
    this.#sent = false;
    this.#drawn = false;
    this.#deck.finalize();
    this.#deck = this.#openDeck();
    this.#draw();
  };

  #unsettle(): void {
    this.element.dataset.ready = 'false';
  }

  /** Draws with the next frame, however often it is asked for before. */
  #draw(): void {
    if (this.#ended) return;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.estate.pictures.ask(this.#viewed());
      this.#layers = this.#compose();
      this.#deck.setProps({ layers: [...this.#layers] });
      this.#sent = true;
    });
  }

  /** All layers from the ground up. */
  #compose(): Layer[] {
    const { ground, footprints, zones, devices, plan, features, density, trips, differences, highlight } = this.estate;
    const { detail, symbols, labels } = this.estate.arranged(this.#camera.view.zoom);
    const { palette } = this.#options;
    const { lit } = this.#flash;
    return [
      ...landLayers(ground, palette),
      ...underLayers(this.estate),
      ...groundLayers(ground, palette, detail.markings),
      ...overLayers(this.estate),
      ...buildingLayers(footprints, palette, highlight.building),
      ...planLayers(plan, palette, highlight.space),
      ...selectedFeatureLayers(features, palette),
      ...densityLayers(density.picture),
      ...differenceGround(differences, palette),
      ...zoneLayers(zones, lit),
      ...dotLayers(devices, detail),
      ...tripLayers(trips.picture, palette),
      ...nameLayers(labels, palette),
      ...symbolLayers(symbols, devices.selected, this.#atlas, palette, lit),
      ...alertTextLayers(labels, symbols, zones, palette),
      ...differenceMarks(differences, palette),
    ];
  }

  flyTo(target: MapTarget): void {
    const view = viewOf(this.estate, target, this.#size(), this.#camera.view.zoom);
    if (!view) return;
    this.#camera.atHome = false;
    this.#camera.go(view, this.#drawn);
  }

  home(): void {
    this.#camera.atHome = true;
    this.#camera.go(homeView(this.#options.site.boundary, this.#size()), this.#drawn);
  }

  locate(code: string): ScreenPlace | null {
    return locateOnMap(this.estate, this.#viewed(), this.element, code);
  }

  destroy(): void {
    this.#ended = true;
    cancelAnimationFrame(this.#frame);
    this.#flash.end();
    this.#hover.destroy();
    this.area.destroy();
    this.estate.destroy();
    this.element.removeEventListener('webglcontextlost', this.#onLost, true);
    this.#deck.finalize();
    this.element.remove();
  }
}
