import { Vector3 } from 'three';
import type { StoreyModel } from 'twin-core';
import { conditionColor, type Palette } from '../state/palette.ts';
import type { RoutePicture } from '../state/route-picture.ts';
import { CALLOUT_FONT_PX, Callouts } from './callouts.ts';
import type { DeviceSymbols, DrawnSymbol } from './device-symbols.ts';
import { type LabelBox, placeBeside } from './label-layout.ts';
import { MeasureLayer } from './measure/measure-layer.ts';
import type { MeasureState } from './measure/measure-tool.ts';
import { Overlay } from './overlay.ts';
import { PlanDress } from './plan/plan-dress.ts';
import { RouteLayer } from './routes/route-layer.ts';
import { SpaceLabels } from './space-labels.ts';
import type { SpaceLayer } from './space-layer.ts';
import type { Stage } from './stage/stage.ts';
import type { ViewKind } from './storey-order.ts';

/** What is drawn over a picture. */
export interface Dress {
  readonly storey: StoreyModel | null;
  readonly view: ViewKind;
  readonly selected: string | null;
  readonly symbols: DeviceSymbols;
  readonly spaces: SpaceLayer;
  /** CSS pixels a metre takes on a plan; null in perspective. */
  readonly planScale: number | null;
  readonly measure: MeasureState;
  readonly routes: RoutePicture | null;
  /** Whether a place in three's axes is seen. */
  readonly sees: (point: Vector3) => boolean;
  /** Whether a place in three's axes is cut away by the section. */
  readonly isCut: (point: Vector3) => boolean;
}

/** A walker sees devices no further away than this, metres. */
const SEEN_M = 18;

/** Everything over the picture: symbols, names of rooms, callouts, measurements, north arrow and scale bar. */
export class InteriorDress {
  readonly #stage: Stage;
  readonly #palette: Palette;
  readonly #overlay: Overlay;
  readonly #callouts: Callouts;
  readonly #measurements: MeasureLayer;
  readonly #plan: PlanDress;
  readonly #routes: RouteLayer;
  readonly #labels = new SpaceLabels();
  #drawn: readonly DrawnSymbol[] = [];

  constructor(element: HTMLElement, stage: Stage, palette: Palette, headingDeg: number) {
    this.#stage = stage;
    this.#palette = palette;
    // Under the names and symbols.
    this.#routes = new RouteLayer(element, palette);
    this.#overlay = new Overlay(element, palette);
    this.#callouts = new Callouts(element, palette);
    this.#plan = new PlanDress(element, palette, headingDeg);
    this.#measurements = new MeasureLayer(element, palette);
  }

  /** The symbols drawn last, the most important last. */
  get drawn(): readonly DrawnSymbol[] {
    return this.#drawn;
  }

  draw(dress: Dress): void {
    const { storey, view, selected, symbols, spaces, planScale, measure } = dress;
    const stage = this.#stage;
    const all = symbols.draw(stage, storey, selected, view).filter(({ place }) => !dress.isCut(place));
    this.#drawn = view === 'walk' ? all.filter((symbol) => near(symbol) && dress.sees(symbol.place)) : all;
    const obstacles: LabelBox[] = this.#drawn.map(({ x, y, sizePx }) => ({ x, y, width: sizePx, height: sizePx }));
    this.#drawCallouts(obstacles, selected);
    const labels =
      view === 'walk'
        ? []
        : this.#labels.place(stage, spaces.spaces, storey, this.#overlay, obstacles, planScale !== null, dress.isCut);
    this.#overlay.draw(stage.width, stage.height, labels, this.#drawn);
    this.#routes.draw(dress.routes, (point) => {
      const place = stage.project(point);
      return place.depth > 1 ? null : place;
    });
    this.#plan.draw(planScale);
    this.#measurements.draw(measure, ([x, y, z]) => {
      const place = stage.project(new Vector3(x, y, z));
      return place.depth > 1 ? null : place;
    });
  }

  dispose(): void {
    this.#measurements.dispose();
    this.#plan.dispose();
    this.#callouts.dispose();
    this.#overlay.dispose();
    this.#routes.dispose();
  }

  /** Rings alarmed and selected symbols; the texts placed are added to what is taken. */
  #drawCallouts(taken: LabelBox[], selected: string | null): void {
    const palette = this.#palette;
    const callouts = this.#drawn
      .filter(({ marker }) => marker.state === 'alarm' || marker.code === selected)
      .reverse()
      .map(({ marker, x, y, sizePx }) => {
        const { code, state, priority, acknowledged, place } = marker;
        const alarm = state === 'alarm';
        const { width } = this.#overlay.measure(place, true);
        const symbol = { x, y, width: sizePx + 20, height: sizePx + 12 };
        const label = alarm ? placeBeside(symbol, width + 4, CALLOUT_FONT_PX * 1.4, taken) : null;
        if (label) taken.push(label);
        return {
          code,
          x,
          y,
          radiusPx: sizePx / 2 + 5,
          color: code === selected ? palette.selection : conditionColor(palette, state, priority),
          label: label && { text: place, x: label.x, y: label.y },
          flashing: alarm && !acknowledged,
        };
      });
    this.#callouts.draw(callouts);
  }
}

const near = ({ eyeM }: DrawnSymbol) => eyeM <= SEEN_M;
