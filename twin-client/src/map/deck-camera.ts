import { FlyToInterpolator, type MapViewState } from '@deck.gl/core';
import { isSameView, keptView, type MapView, ZOOM } from './map-frame.ts';
import type { Bounds } from './plane.ts';

const FLIGHT_MS = 900;

/** What deck.gl tells of a hand on the map. */
interface Interaction {
  readonly isDragging?: boolean | undefined;
  readonly isPanning?: boolean | undefined;
  readonly isZooming?: boolean | undefined;
}

/** What the camera moves. */
export interface CameraStage {
  /** Where the middle of the view may be, degrees. */
  readonly bounds: Bounds;
  /** Gives deck.gl a view to show or to fly to. */
  setView(view: MapViewState): void;
  onMoved(): void;
  onLanded(): void;
}

/** What the map looks at, and its flights. */
export class DeckCamera {
  readonly #stage: CameraStage;
  readonly #stillness = window.matchMedia('(prefers-reduced-motion: reduce)');
  #view: MapView;
  #flying = false;
  #flight = 0;
  /** The view is the whole site and follows the size of the container. */
  atHome = true;

  constructor(view: MapView, stage: CameraStage) {
    this.#view = view;
    this.#stage = stage;
  }

  get view(): MapView {
    return this.#view;
  }

  get flying(): boolean {
    return this.#flying;
  }

  /** What deck.gl begins with. */
  get state(): MapViewState {
    return { ...this.#view, minZoom: ZOOM.least, maxZoom: ZOOM.most };
  }

  /** Flies to a view; jumps where motion is unwelcome or nothing is drawn yet. */
  go(view: MapView, drawn: boolean): void {
    this.#flight += 1;
    const flight = this.#flight;
    // deck.gl tells no end of a flight that it never began: before its first frame, or to where it is.
    this.#flying = drawn && !this.#stillness.matches && !isSameView(view, this.#view);
    const ended = () => {
      if (flight !== this.#flight) return;
      this.#flying = false;
      this.#stage.onLanded();
    };
    if (!this.#flying) this.#view = view;
    this.#stage.setView({
      ...view,
      minZoom: ZOOM.least,
      maxZoom: ZOOM.most,
      transitionDuration: this.#flying ? FLIGHT_MS : 0,
      transitionInterpolator: new FlyToInterpolator(),
      // New functions each time: deck.gl passes over a view that equals the one it was last sent to.
      onTransitionEnd: ended,
      onTransitionInterrupt: ended,
    });
    this.#stage.onMoved();
  }

  /** Takes a view over at once. */
  jump(view: MapView): void {
    this.#view = view;
    this.#stage.setView(this.state);
    this.#stage.onMoved();
  }

  /** Takes over what deck.gl was moved to, and says what it is to show. */
  follow<View extends MapViewState>(view: View, { isDragging, isZooming, isPanning }: Interaction): View {
    if (isDragging || isZooming || isPanning) this.atHome = false;
    const kept = { ...view, ...keptView(view, this.#stage.bounds) };
    this.#view = { longitude: kept.longitude, latitude: kept.latitude, zoom: kept.zoom };
    this.#stage.onMoved();
    return kept;
  }

  /** Forgets a flight that nothing will end: its deck is gone. */
  land(): void {
    this.#flying = false;
  }
}
