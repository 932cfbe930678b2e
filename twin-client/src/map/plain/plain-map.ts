import { AreaBoard } from '../../state/area/area-board.ts';
import type { AreaKind } from '../../state/area/area-controls.ts';
import type { RoomPick, ScreenPlace } from '../../state/marker.ts';
import { Flash } from '../flash.ts';
import { mapAreaPicture } from '../map-area-picture.ts';
import { MapEstate } from '../map-estate.ts';
import { MapHover } from '../map-hover.ts';
import { comeApart, locateOnMap, pickOnMap } from '../map-picker.ts';
import { homeView, type MapTarget, viewOf } from '../map-target.ts';
import { boundsOf } from '../plane.ts';
import type { MapOptions, SiteMap } from '../site-map.ts';
import { SymbolAtlas } from '../symbol-atlas.ts';
import { paintDifferences } from './paint-differences.ts';
import { paintOver, paintUnder } from './paint-features.ts';
import { paintBuilt, paintDensity, paintGround, paintLand, paintZones } from './paint-ground.ts';
import { paintDots, paintNames, paintPlates, paintSymbols } from './paint-symbols.ts';
import { paintTrips } from './paint-trips.ts';
import { PlainCamera } from './plain-camera.ts';
import { PlanePaths } from './plane-paths.ts';

/** Builds the map on a 2D canvas, for browsers without WebGL 2: the same estate, symbols, texts and clicks. */
export function createPlainMap(container: HTMLElement, options: MapOptions): SiteMap {
  return new PlainMap(container, options);
}

class PlainMap implements SiteMap {
  readonly element = document.createElement('div');
  readonly area: AreaBoard;
  readonly surface: AreaBoard;
  readonly #options: MapOptions;
  readonly estate: MapEstate;
  readonly #canvas = document.createElement('canvas');
  readonly #paths: PlanePaths;
  readonly #atlas: SymbolAtlas;
  readonly #camera: PlainCamera;
  readonly #hover: MapHover;
  readonly #flash: Flash;
  readonly #resize: ResizeObserver;
  #held: AreaKind | null = null;
  #frame = 0;
  #ended = false;

  constructor(container: HTMLElement, options: MapOptions) {
    this.#options = options;
    const { site, palette } = options;
    this.estate = new MapEstate(options, () => this.#draw());
    this.#paths = new PlanePaths([site.frame.longitude, site.frame.latitude]);
    this.#atlas = new SymbolAtlas(palette);
    Object.assign(this.element.style, {
      position: 'relative',
      width: '100%',
      height: '100%',
      overflow: 'hidden',
      background: palette.ground.far,
      touchAction: 'none',
    });
    Object.assign(this.#canvas.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
    this.element.tabIndex = 0;
    this.element.dataset.ready = 'false';
    this.element.dataset.drawing = 'plain';
    this.element.append(this.#canvas);
    container.append(this.element);
    const size = { width: this.element.clientWidth, height: this.element.clientHeight };
    this.#camera = new PlainCamera(this.element, homeView(site.boundary, size), {
      bounds: boundsOf(site.boundary),
      isHeld: (by) => (by === 'drag' ? this.#held === 'box' || this.#held === 'circle' : this.#held !== null),
      onMoved: () => this.#onMoved(),
      onClick: (x, y) => this.#onClick(x, y),
    });
    this.area = new AreaBoard(
      mapAreaPicture({ element: this.element, frame: () => this.#camera.frame, hold: (kind) => this.#hold(kind) }),
      palette,
    );
    this.surface = this.area;
    this.#hover = new MapHover(this.element, (x, y) => this.#pick(x, y), options.onHover);
    this.#flash = new Flash(
      () => this.estate.flashing,
      () => this.#draw(),
    );
    this.#resize = new ResizeObserver(() => this.#onResize());
    this.#resize.observe(this.element);
    this.#draw();
  }

  /** A drawing needs drags, double clicks and keys for itself. */
  #hold(kind: AreaKind | null): void {
    this.#held = kind;
  }

  #pick(x: number, y: number): RoomPick {
    const pick = pickOnMap(this.estate, this.#camera.frame, x, y);
    this.element.style.cursor = this.area.busy ? 'crosshair' : pick.kind === 'ground' ? 'default' : 'pointer';
    return pick;
  }

  #onClick(x: number, y: number): void {
    this.element.focus();
    if (this.area.busy) return;
    if (this.estate.onPlace) {
      this.estate.onPlace(this.#camera.frame.unproject(x, y));
      return;
    }
    const pick = this.#pick(x, y);
    if (pick.kind === 'cluster' && comeApart(this.estate, pick.devices)) this.flyTo({ devices: pick.devices });
    else this.#options.onPick(pick);
  }

  #onMoved(): void {
    this.#hover.end();
    this.#draw();
  }

  #onResize(): void {
    if (this.#camera.atHome) this.#camera.go(homeView(this.#options.site.boundary, this.#camera.size));
    this.#draw();
  }

  #draw(): void {
    if (this.#ended) return;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
      this.area.follow();
      this.element.dataset.ready = 'true';
    });
  }

  #paint(): void {
    const context = this.#canvas.getContext('2d');
    if (!context) return;
    const { frame } = this.#camera;
    const { palette } = this.#options;
    const pixelRatio = window.devicePixelRatio;
    this.#canvas.width = Math.round(frame.width * pixelRatio);
    this.#canvas.height = Math.round(frame.height * pixelRatio);
    const { lit } = this.#flash;
    const { detail } = this.estate.arranged(frame.view.zoom);
    const pixel = this.#paths.lay(context, frame, pixelRatio);
    context.lineJoin = 'round';
    context.lineCap = 'round';
    const plane = { context, paths: this.#paths, pixel, palette };
    this.estate.pictures.ask(frame);
    paintLand(plane, this.estate);
    paintUnder(plane, this.estate);
    paintGround(plane, this.estate, detail.markings);
    paintOver(plane, this.estate);
    paintBuilt(plane, this.estate);
    paintDensity(plane, this.estate);
    paintZones(plane, this.estate, lit);
    context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const flat = { context, frame, palette };
    paintDots(flat, this.estate);
    paintTrips(flat, this.estate);
    paintNames(flat, this.estate);
    paintSymbols(flat, this.estate, this.#atlas, lit);
    paintPlates(flat, this.estate);
    paintDifferences(flat, this.estate);
  }

  flyTo(target: MapTarget): void {
    const view = viewOf(this.estate, target, this.#camera.size, this.#camera.view.zoom);
    if (!view) return;
    this.#camera.atHome = false;
    this.#camera.go(view);
  }

  home(): void {
    this.#camera.atHome = true;
    this.#camera.go(homeView(this.#options.site.boundary, this.#camera.size));
  }

  locate(code: string): ScreenPlace | null {
    return locateOnMap(this.estate, this.#camera.frame, this.element, code);
  }

  destroy(): void {
    this.#ended = true;
    cancelAnimationFrame(this.#frame);
    this.#flash.end();
    this.#hover.destroy();
    this.#resize.disconnect();
    this.#camera.destroy();
    this.area.destroy();
    this.estate.destroy();
    this.element.remove();
  }
}
