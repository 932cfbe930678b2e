import { ImageryLayer, type Scene } from '@cesium/engine';
import type { GeoPoint, LayerFeature } from 'twin-core';
import type { FeatureRef, LayerBoard, ShownLayer } from '../../state/layers/layer-board.ts';
import { lookOf } from '../../state/layers/layer-look.ts';
import type { Palette } from '../../state/palette.ts';
import type { GroundScope } from '../ground-painting.ts';
import { FeatureImagery } from './feature-imagery.ts';
import { FeaturePlan } from './feature-plan.ts';
import { ImageryStack } from './imagery-stack.ts';
import { PictureImagery } from './picture-imagery.ts';

/** Pictures that could not be had are asked for again after this. */
const AGAIN_MS = 60_000;
/** The selected feature is drawn at least this wide, metres. */
const SELECTED_WIDTH_M = 1.6;
const SELECTED_FILL = 0.22;

/** What the layers on the ground are drawn with. */
export interface GroundLayerParts {
  readonly scene: Scene;
  readonly board: LayerBoard;
  readonly palette: Palette;
  /** CSS font family of names. */
  readonly font: string;
  /** Makes the layer of the site's own ground plan. */
  readonly ground: (scope: GroundScope) => ImageryLayer;
  /** The first one, already in the scene. */
  readonly base: ImageryLayer;
  /** Drawn without a graphics card. */
  readonly software: boolean;
}

interface Drawn {
  /** What it was made from: made anew where that changes. */
  readonly key: string;
  readonly layer: ImageryLayer | null;
  readonly plan: FeaturePlan | null;
}

/** Layers of pictures and of features on the terrain, as the board shows them: what changes is changed, the rest stays drawn. */
export class GroundLayers {
  readonly #parts: GroundLayerParts;
  readonly #stack: ImageryStack;
  readonly #drawn = new Map<string, Drawn>();
  readonly #asked = new Map<string, string>();
  readonly #timers = new Map<string, number>();
  readonly #unsubscribe: readonly (() => void)[];
  #base: { readonly key: string; readonly layer: ImageryLayer; readonly plan: ImageryLayer | null };
  #selected: { readonly key: string; readonly layer: ImageryLayer } | null = null;
  #closed = false;

  constructor(parts: GroundLayerParts) {
    this.#parts = parts;
    this.#stack = new ImageryStack(parts.scene);
    this.#base = { key: baseKey([], false), layer: parts.base, plan: null };
    const { layers, selected } = parts.board;
    this.#unsubscribe = [layers.subscribe(() => this.#update()), selected.subscribe(() => void this.#select())];
    this.#update();
    void this.#select();
  }

  /** Takes away what has been replaced, once that is drawn. */
  afterFrame(): void {
    this.#stack.afterFrame();
  }

  /** The feature that a place on the ground means; null for none. `toleranceM`: how near to a line or point is on it. */
  pick({ longitude, latitude }: GeoPoint, toleranceM: number): FeatureRef | null {
    for (const { record, visible } of this.#parts.board.layers.get().toReversed()) {
      const plan = visible ? this.#drawn.get(record.code)?.plan : null;
      const feature = plan?.pick(longitude, latitude, toleranceM, lookOf(record).lineWidthM);
      if (feature) return { layer: record.code, id: feature.id };
    }
    return null;
  }

  destroy(): void {
    this.#closed = true;
    for (const end of this.#unsubscribe) end();
    for (const timer of this.#timers.values()) window.clearTimeout(timer);
  }

  #update(): void {
    const shown = this.#parts.board.layers
      .get()
      .filter(({ record: { kind } }) => kind === 'features' || kind === 'imagery');
    const codes = new Set(shown.map(({ record }) => record.code));
    for (const [code, { layer }] of this.#drawn) {
      if (codes.has(code)) continue;
      this.#drawn.delete(code);
      this.#asked.delete(code);
      if (layer) this.#stack.remove(layer);
    }
    for (const layer of shown) this.#show(layer);
    this.#showGround(shown);
    this.#arrange(shown);
  }

  #show(shown: ShownLayer): void {
    const { record, visible, opacity } = shown;
    const key = keyOf(shown);
    const drawn = this.#drawn.get(record.code);
    if (drawn?.layer) {
      drawn.layer.show = visible;
      drawn.layer.alpha = opacity;
    }
    if (!visible || drawn?.key === key || this.#asked.get(record.code) === key) return;
    this.#asked.set(record.code, key);
    if (record.kind === 'imagery') this.#put(record.code, key, this.#pictures(shown), null);
    else
      this.#parts.board.features(record.code).then(
        (features) => this.#putFeatures(record.code, key, features),
        (cause: unknown) => {
          console.warn(`layer ${record.code} is not drawn:`, cause);
          this.#asked.delete(record.code);
        },
      );
  }

  #pictures({ record }: ShownLayer): ImageryLayer | null {
    const { code, imagery, bounds } = record;
    if (!imagery) return null;
    const { board, software } = this.#parts;
    const provider = new PictureImagery(imagery, bounds, (fault) => {
      if (this.#closed) return;
      board.noteFault(code, fault);
      if (fault !== null) this.#askAgain(code);
    });
    return new ImageryLayer(provider, software ? { maximumAnisotropy: 1 } : {});
  }

  /** Makes a layer of pictures anew some time after a fault, so that what came back is seen. */
  #askAgain(code: string): void {
    if (this.#timers.has(code)) return;
    const again = () => {
      this.#timers.delete(code);
      const drawn = this.#drawn.get(code);
      if (!drawn) return;
      this.#asked.delete(code);
      this.#drawn.set(code, { ...drawn, key: '' });
      this.#update();
    };
    this.#timers.set(code, window.setTimeout(again, AGAIN_MS));
  }

  #putFeatures(code: string, key: string, features: readonly LayerFeature[]): void {
    const shown = this.#parts.board.layer(code);
    // Changed or gone while its features were on their way.
    if (this.#closed || !shown || this.#asked.get(code) !== key) return;
    const plan = new FeaturePlan(features);
    const { software, palette, font } = this.#parts;
    const { style } = shown.record;
    const layer =
      plan.bounds === null || style.plan !== undefined
        ? null
        : new ImageryLayer(
            new FeatureImagery(plan, plan.bounds, {
              look: lookOf(shown.record),
              label: style.label,
              halo: palette.background,
              font,
            }),
            software ? { maximumAnisotropy: 1 } : {},
          );
    this.#put(code, key, layer, plan);
    this.#arrange(this.#parts.board.layers.get());
  }

  #put(code: string, key: string, layer: ImageryLayer | null, plan: FeaturePlan | null): void {
    const shown = this.#parts.board.layer(code);
    if (layer && shown) {
      layer.show = shown.visible;
      layer.alpha = shown.opacity;
      this.#stack.add(layer);
    }
    const before = this.#drawn.get(code)?.layer;
    if (before) this.#stack.retire(before);
    this.#drawn.set(code, { key, layer, plan });
    this.#parts.scene.requestRender();
  }

  /** The site's own ground plan: without what is switched off, and over pictures of the ground where there are any. */
  #showGround(shown: readonly ShownLayer[]): void {
    const hidden = shown.flatMap(({ record: { style }, visible }) =>
      style.plan !== undefined && !visible ? [style.plan] : [],
    );
    const isPictured = shown.some((layer) => layer.visible && isUnderPlan(layer));
    const key = baseKey(hidden, isPictured);
    if (key === this.#base.key) return;
    const before = this.#base;
    const scope = { hidden: new Set(hidden) };
    const layer = this.#parts.ground(scope);
    const plan = isPictured ? this.#parts.ground({ ...scope, planOnly: true }) : null;
    this.#stack.add(layer);
    if (plan) this.#stack.add(plan);
    this.#stack.retire(before.layer);
    if (before.plan) this.#stack.retire(before.plan);
    this.#base = { key, layer, plan };
  }

  /** From the lowest: the ground, pictures of the base, the plan over them, all else as the board has it, and what is selected. */
  #arrange(shown: readonly ShownLayer[]): void {
    const layersOf = (of: readonly ShownLayer[]) => of.map(({ record }) => this.#drawn.get(record.code)?.layer ?? null);
    this.#stack.arrange([
      this.#base.layer,
      ...layersOf(shown.filter(isUnderPlan)),
      this.#base.plan,
      ...layersOf(shown.filter((layer) => !isUnderPlan(layer))),
      this.#selected?.layer ?? null,
    ]);
    this.#parts.scene.requestRender();
  }

  async #select(): Promise<void> {
    const { board, palette, font, software } = this.#parts;
    const selected = board.selected.get();
    const key = selected ? `${selected.layer}/${selected.id}` : '';
    if (this.#selected && this.#selected.key !== key) {
      this.#stack.remove(this.#selected.layer);
      this.#selected = null;
    }
    const shown = selected && board.layer(selected.layer);
    if (!selected || !shown || this.#selected || shown.record.kind !== 'features') return;
    const features = await board.features(selected.layer).catch(() => []);
    const feature = features.find(({ id }) => id === selected.id);
    if (!feature || this.#closed || board.selected.get() !== selected) return;
    const plan = new FeaturePlan([feature]);
    if (!plan.bounds) return;
    const look = lookOf(shown.record);
    const lineWidthM = Math.max(look.lineWidthM, SELECTED_WIDTH_M);
    const marked = {
      ...look,
      fill: palette.selection,
      line: palette.selection,
      fillOpacity: SELECTED_FILL,
      lineWidthM,
    };
    const paint = { look: { ...marked, dashM: null }, halo: palette.background, font };
    const layer = new ImageryLayer(
      new FeatureImagery(plan, plan.bounds, paint),
      software ? { maximumAnisotropy: 1 } : {},
    );
    this.#stack.add(layer);
    this.#selected = { key, layer };
    this.#arrange(board.layers.get());
  }
}

/** Pictures of the base lie under the site's own plan. */
function isUnderPlan({ record: { kind, group } }: ShownLayer): boolean {
  return kind === 'imagery' && group === 'base';
}

/** What a layer is drawn from: opacity, order and visibility are not among it. */
function keyOf({ record: { updatedAt, style, group, classCode, imagery, bounds, kind } }: ShownLayer): string {
  return JSON.stringify(kind === 'imagery' ? [imagery, bounds] : [updatedAt, style, group, classCode]);
}

function baseKey(hidden: readonly string[], isPictured: boolean): string {
  return JSON.stringify([[...hidden].sort(), isPictured]);
}
