import { Box3, Plane, Vector3 } from 'three';
import type { BuildingOutline, SpaceModel, StoreyModel } from 'twin-core';
import type { DeviceCondition, DeviceMarker, RoomPick, ScreenPlace } from '../state/marker.ts';
import { symbolRank } from '../state/paint-symbol.ts';
import { conditionColor, type Palette } from '../state/palette.ts';
import type { BuildingView } from '../state/site-view.ts';
import { CALLOUT_FONT_PX, Callouts } from './callouts.ts';
import { DeviceSymbols, type DrawnSymbol, isShown, symbolAt } from './device-symbols.ts';
import { insideRing } from './footprint.ts';
import { toPlan, toThreeBox } from './frame.ts';
import { type LabelBox, placeBeside } from './label-layout.ts';
import { Overlay } from './overlay.ts';
import { followPointer } from './pointer.ts';
import { SpaceLabels } from './space-labels.ts';
import { SpaceLayer } from './space-layer.ts';
import { Stage } from './stage.ts';
import { cutHeight, drawnStoreys, orderStoreys, storeyBeside } from './storey-order.ts';
import { StoreyStack } from './storey-stack.ts';

/** How far the first view looks down, radians: into the rooms of a storey, at the front of a whole building. */
const STOREY_PITCH = (54 * Math.PI) / 180;
const WHOLE_PITCH = (26 * Math.PI) / 180;

/** What a building from the inside needs to be drawn, and whom it tells. */
export interface InteriorOptions {
  readonly building: BuildingView;
  /** building.json; the contents it names are downloaded from the folder of `building.model`. */
  readonly model: BuildingOutline;
  readonly palette: Palette;
  /** The storey first shown, by name; null or absent for the whole building. */
  readonly storey?: string | null;
  readonly devices?: readonly DeviceMarker[];
  /** A device, or a room (its GlobalId, storey and long name), or a storey of the whole building was clicked. */
  readonly onPick: (pick: RoomPick) => void;
  /** Another storey is shown; null for the whole building. */
  readonly onStorey?: (storey: string | null) => void;
}

/** One building from the inside, drawn only where something changed. */
export interface Interior {
  /** Carries data-ready="true" while all that is to be seen is drawn. */
  readonly element: HTMLElement;
  /** Names from the lowest up. */
  readonly storeys: readonly string[];
  /** Name of the storey cut open; null for the whole building. */
  readonly storey: string | null;
  /** Cuts a storey open; null shows the whole building. A name the building does not know changes nothing. */
  showStorey(name: string | null): void;
  /** One storey up or down. */
  step(by: 1 | -1): void;
  setDevices(markers: readonly DeviceMarker[]): void;
  updateDevice(code: string, condition: DeviceCondition): void;
  /** Rings a device, and shows its storey where it is on another. */
  select(code: string | null): void;
  /** Where a device's symbol is on the page; null for a device that is not in the building. */
  locate(code: string): ScreenPlace | null;
  /** The first view of what is shown. */
  home(): void;
  destroy(): void;
}

/** Opens a building from the inside in a container element. Throws where the browser gives no WebGL 2 context. */
export function createInterior(container: HTMLElement, options: InteriorOptions): Interior {
  return new ThreeInterior(container, options);
}

class ThreeInterior implements Interior {
  readonly element = document.createElement('div');
  readonly storeys: readonly string[];
  readonly #options: InteriorOptions;
  readonly #order: readonly StoreyModel[];
  readonly #stage: Stage;
  readonly #stack: StoreyStack;
  readonly #spaces: SpaceLayer;
  readonly #symbols: DeviceSymbols;
  readonly #overlay: Overlay;
  readonly #callouts: Callouts;
  readonly #labels = new SpaceLabels();
  readonly #unfollow: () => void;
  #shown: StoreyModel | null = null;
  #selected: string | null = null;
  #drawn: readonly DrawnSymbol[] = [];

  constructor(container: HTMLElement, options: InteriorOptions) {
    this.#options = options;
    const { building, model, palette } = options;
    this.#order = orderStoreys(model);
    this.storeys = this.#order.map(({ name }) => name);
    Object.assign(this.element.style, { position: 'relative', width: '100%', height: '100%', overflow: 'hidden' });
    this.element.tabIndex = 0;
    this.element.dataset.ready = 'false';
    container.append(this.element);
    try {
      this.#stage = new Stage(this.element, palette.background, () => this.#drawOver());
    } catch (cause) {
      this.element.remove();
      throw cause;
    }
    const base = new URL(building.model ?? '', document.baseURI);
    this.#stack = new StoreyStack(this.#order, base, palette, () => this.#stage.request());
    this.#spaces = new SpaceLayer(model.spaces, palette);
    this.#symbols = new DeviceSymbols(building.placement);
    this.#overlay = new Overlay(this.element, palette);
    this.#callouts = new Callouts(this.element, palette);
    this.#stage.add(this.#stack.group, this.#spaces.group);
    this.#unfollow = followPointer(this.element, this.#stage.canvas, {
      move: (x, y) => this.#point(x, y),
      leave: () => this.#hover(null),
      click: (x, y) => this.#pick(x, y),
      step: (by) => this.step(by),
      home: () => this.home(),
    });
    this.#symbols.setDevices(options.devices ?? []);
    this.#shown = this.#named(options.storey ?? null);
    this.#show();
    this.home();
  }

  get storey(): string | null {
    return this.#shown?.name ?? null;
  }

  showStorey(name: string | null): void {
    const storey = this.#named(name);
    if (storey === this.#shown || (name !== null && !storey)) return;
    const was = this.#shown;
    this.#shown = storey;
    this.#show();
    if (was && storey) this.#stage.shift(this.#box(), STOREY_PITCH);
    else this.home();
  }

  step(by: 1 | -1): void {
    this.#change(storeyBeside(this.#order, this.#shown, by));
  }

  setDevices(markers: readonly DeviceMarker[]): void {
    this.#symbols.setDevices(markers);
    this.#showConditions();
  }

  updateDevice(code: string, condition: DeviceCondition): void {
    if (this.#symbols.update(code, condition)) this.#showConditions();
  }

  select(code: string | null): void {
    if (code === this.#selected) return;
    this.#selected = code;
    const storey = code === null ? null : this.#named(this.#symbols.get(code)?.marker.storey ?? null);
    if (storey) this.#change(storey);
    this.#stage.request();
  }

  locate(code: string): ScreenPlace | null {
    const device = this.#symbols.get(code);
    if (!device) return null;
    const { x, y, depth } = this.#stage.project(this.#symbols.placeOf(device, this.#shown));
    const bounds = this.element.getBoundingClientRect();
    const within = x >= 0 && y >= 0 && x <= bounds.width && y <= bounds.height && depth <= 1;
    const shown = isShown(device.marker, this.#shown, this.#selected);
    return { x: bounds.left + x, y: bounds.top + y, visible: within && shown };
  }

  home(): void {
    this.#stage.fit(this.#box(), this.#shown ? STOREY_PITCH : WHOLE_PITCH);
  }

  destroy(): void {
    this.#unfollow();
    this.#callouts.dispose();
    this.#overlay.dispose();
    this.#spaces.dispose();
    this.#stack.dispose();
    this.#stage.dispose();
    this.element.remove();
  }

  #named(name: string | null): StoreyModel | null {
    return this.#order.find((storey) => storey.name === name) ?? null;
  }

  #change(storey: StoreyModel | null): void {
    if (storey === this.#shown) return;
    this.showStorey(storey?.name ?? null);
    this.#options.onStorey?.(this.storey);
  }

  #show(): void {
    this.element.dataset.ready = 'false';
    this.element.dataset.storey = this.#shown?.name ?? '';
    this.#stack.show(drawnStoreys(this.#order, this.#shown));
    this.#spaces.show(this.#shown);
    this.#showConditions();
  }

  /** Paints storeys and rooms as the devices in them are. */
  #showConditions(): void {
    const { palette } = this.#options;
    const worst = (devices: readonly { readonly marker: DeviceMarker }[]) => {
      const alarmed = devices.map(({ marker }) => marker).filter(({ state }) => state === 'alarm');
      const marker = alarmed.sort((a, b) => symbolRank(b.state, b.priority) - symbolRank(a.state, a.priority))[0];
      return marker ? conditionColor(palette, marker.state, marker.priority) : null;
    };
    for (const storey of this.#order) {
      const whole = this.#shown === null;
      this.#stack.setLook(storey, {
        cutM: storey === this.#shown ? cutHeight(storey, this.#spaces.of(storey).length > 0) : null,
        floorM: storey.elevation,
        fadeFromM: this.#shown && storey !== this.#shown ? this.#shown.elevation - 0.25 : null,
        alarm: whole ? worst(this.#symbols.of(storey.name)) : null,
      });
    }
    const devices = this.#shown ? this.#symbols.of(this.#shown.name) : [];
    const alarms = new Map<SpaceModel, string>();
    for (const space of this.#spaces.spaces) {
      const color = worst(devices.filter(({ plan }) => insideRing(plan, space.footprint)));
      if (color !== null) alarms.set(space, color);
    }
    this.#spaces.setAlarms(alarms);
    this.#stage.request();
  }

  /** The box looked at, in three's axes. */
  #box(): Box3 {
    const { model } = this.#options;
    const box = this.#shown?.box ?? model.box;
    if (!box) return new Box3(new Vector3(-10, 0, -10), new Vector3(10, 3, 10));
    const cut = this.#shown && cutHeight(this.#shown, this.#spaces.spaces.length > 0);
    return toThreeBox(box, cut ?? undefined);
  }

  #drawOver(): void {
    const { width, height } = this.#stage;
    this.#drawn = this.#symbols.draw(this.#stage, this.#shown, this.#selected);
    const obstacles: LabelBox[] = this.#drawn.map(({ x, y, sizePx }) => ({ x, y, width: sizePx, height: sizePx }));
    this.#drawCallouts(obstacles);
    const labels = this.#labels.place(this.#stage, this.#spaces.spaces, this.#shown, this.#overlay, obstacles);
    this.#overlay.draw(width, height, labels, this.#drawn);
    this.element.dataset.ready = String(this.#stack.complete);
  }

  /** Rings alarmed and selected symbols; the texts placed are added to what is taken. */
  #drawCallouts(taken: LabelBox[]): void {
    const { palette } = this.#options;
    const callouts = this.#drawn
      .filter(({ marker }) => marker.state === 'alarm' || marker.code === this.#selected)
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
          color: code === this.#selected ? palette.selection : conditionColor(palette, state, priority),
          label: label && { text: place, x: label.x, y: label.y },
          flashing: alarm && !acknowledged,
        };
      });
    this.#callouts.draw(callouts);
  }

  #point(x: number, y: number): void {
    const symbol = symbolAt(this.#drawn, x, y);
    const space = symbol ? null : this.#spaceAt(x, y);
    this.#stage.canvas.style.cursor = symbol || space ? 'pointer' : '';
    this.#hover(space);
  }

  #hover(space: SpaceModel | null): void {
    if (this.#spaces.hover(space)) this.#stage.request();
  }

  #pick(x: number, y: number): void {
    const { building, onPick } = this.#options;
    const { code } = building;
    const symbol = symbolAt(this.#drawn, x, y);
    const space = this.#spaceAt(x, y);
    const storey = this.#shown ?? this.#storeyAt(x, y);
    if (symbol) onPick({ kind: 'device', code: symbol.marker.code });
    else if (space) {
      const name = space.longName ?? space.name;
      onPick({ kind: 'building', code, globalId: space.globalId, ifcClass: 'IfcSpace', storey: this.storey, name });
    } else if (storey && !this.#shown) {
      const { globalId, name } = storey;
      onPick({ kind: 'building', code, globalId, ifcClass: 'IfcBuildingStorey', storey: name, name });
    } else onPick({ kind: 'ground' });
  }

  /** The room whose floor is met. */
  #spaceAt(x: number, y: number): SpaceModel | null {
    if (!this.#shown) return null;
    const floor = new Plane(new Vector3(0, 1, 0), -this.#shown.elevation);
    const met = this.#stage.rayAt(x, y).intersectPlane(floor, new Vector3());
    return met && this.#spaces.at(toPlan(met));
  }

  /** The storey of the whole building whose box is met first. */
  #storeyAt(x: number, y: number): StoreyModel | null {
    const ray = this.#stage.rayAt(x, y);
    let best: StoreyModel | null = null;
    let nearest = Infinity;
    for (const storey of this.#order) {
      if (!storey.box) continue;
      const box = toThreeBox(storey.box);
      const distance = ray.intersectBox(box, new Vector3())?.distanceTo(ray.origin);
      if (distance === undefined || distance >= nearest) continue;
      nearest = distance;
      best = storey;
    }
    return best;
  }
}
