import { Box3, Vector3 } from 'three';
import type { SpaceModel, StoreyModel } from 'twin-core';
import type { DeviceCondition, DeviceMarker, ScreenPlace } from '../state/marker.ts';
import { symbolRank } from '../state/paint-symbol.ts';
import { conditionColor } from '../state/palette.ts';
import type { RoutePicture } from '../state/route-picture.ts';
import { Signal } from '../state/signal.ts';
import { DeviceSymbols, isShown, symbolAt } from './device-symbols.ts';
import { ElementPaint, type Fades } from './element-paint.ts';
import { insideRing } from './footprint.ts';
import { toThreeBox } from './frame.ts';
import { InteriorDress } from './interior-dress.ts';
import { meet, pickOf } from './interior-pick.ts';
import type { Interior, InteriorFocus, InteriorOptions, SpaceColors, WalkPlace } from './interior-room.ts';
import { InteriorViews } from './interior-views.ts';
import { MeasureTool } from './measure/measure-tool.ts';
import { findSnap } from './measure/snap-finder.ts';
import { isCutAway } from './paint/clip-set.ts';
import { DoorMarks } from './plan/door-marks.ts';
import { followPointer } from './pointer.ts';
import { SectionTool } from './section/section-tool.ts';
import type { Point3 } from './solid/triangle-bvh.ts';
import { SpaceLayer } from './space-layer.ts';
import { Stage } from './stage/stage.ts';
import { cutHeight, drawnStoreys, orderStoreys, storeyBeside, storeyUnderfoot, type ViewKind } from './storey-order.ts';
import { StoreyStack } from './storey-stack.ts';
import type { WalkCommand } from './walk/walk-keys.ts';

export type { Interior } from './interior-room.ts';

/** Below this elevation a storey is not the one entered by, metres. */
const GROUND_M = -0.5;

/** Opens a building from the inside in a container element. Throws where the browser gives no WebGL 2 context. */
export function createInterior(container: HTMLElement, options: InteriorOptions): Interior {
  return new ThreeInterior(container, options);
}

class ThreeInterior implements Interior {
  readonly element = document.createElement('div');
  readonly storeys: readonly string[];
  readonly view: Signal<ViewKind>;
  readonly walker = new Signal<WalkPlace | null>(null);
  readonly materials = new Signal(false);
  readonly section: SectionTool;
  readonly measure: MeasureTool;
  readonly #options: InteriorOptions;
  readonly #order: readonly StoreyModel[];
  readonly #stage: Stage;
  readonly #views: InteriorViews;
  readonly #stack: StoreyStack;
  readonly #paint = new ElementPaint();
  readonly #spaces: SpaceLayer;
  readonly #doors: DoorMarks;
  readonly #symbols: DeviceSymbols;
  readonly #dress: InteriorDress;
  readonly #unfollow: () => void;
  #shown: StoreyModel | null = null;
  #selected: string | null = null;
  #focus: InteriorFocus | null = null;
  #lookDue = false;
  #routes: RoutePicture | null = null;

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
    const request = () => this.#stage.request();
    const base = new URL(building.model ?? '', document.baseURI);
    this.section = new SectionTool(model.box, () => {
      this.#stack.sectionChanged();
      request();
    });
    this.measure = new MeasureTool(request);
    this.#stack = new StoreyStack(this.#order, base, palette, this.section.planes, (tiles) => {
      this.#paint.apply(tiles);
      if (this.#lookDue) this.lookAtFocus();
      this.#views.walk.settle();
      request();
    });
    // A room is walked on even where its file has no slab.
    const known = (x: number, z: number) => (this.#spaces.at([x, -z]) ? (this.#shown?.elevation ?? null) : null);
    const events = { onMove: request, onWalk: (feet: Point3) => this.#walked(feet) };
    this.#views = new InteriorViews(this.#stage, this.#stack, known, events);
    this.view = this.#views.kind;
    this.#spaces = new SpaceLayer(model.spaces, palette, this.section.planes);
    this.#doors = new DoorMarks(model.doors, palette, this.section.planes);
    this.#symbols = new DeviceSymbols(building.placement);
    this.#dress = new InteriorDress(this.element, this.#stage, palette, building.placement.headingDeg);
    this.#stage.add(this.#stack.group, this.#spaces.group, this.#doors.group);
    this.#unfollow = followPointer(this.element, this.#stage.surface, {
      move: (x, y) => this.#point(x, y),
      leave: () => this.#leave(),
      click: (x, y) => this.#click(x, y),
      doubleClick: () => this.measure.finish(),
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

  look(view: ViewKind): void {
    if (view === this.view.get()) return;
    if (view !== 'solid' && !this.#shown) {
      this.#shown = this.#order.find(({ elevation }) => elevation >= GROUND_M) ?? this.#order[0] ?? null;
      this.#options.onStorey?.(this.storey);
    }
    if (view !== 'solid' && !this.#shown) return;
    if (view === 'walk') {
      this.measure.start(null);
      this.section.clear();
    } else this.walker.set(null);
    this.#views.use(view);
    this.#show();
    if (view === 'walk' && this.#shown) this.#enter(this.#shown);
    this.home();
  }

  paintMaterials(on: boolean): void {
    this.materials.set(on);
    this.#showConditions();
  }

  fade(fades: Fades): void {
    this.#paint.fade(fades, this.#stack.tiles);
    this.#stage.request();
  }

  focus(focus: InteriorFocus | null): void {
    this.#focus = focus;
    this.#lookDue = false;
    this.#paint.highlight(focus?.element ?? null, this.#stack.tiles);
    this.#spaces.choose(this.#chosenSpace());
    this.#stage.request();
  }

  lookAtFocus(): void {
    const space = this.#chosenSpace();
    const box = this.#focus?.element
      ? this.#boxOf(this.#focus.element)
      : (space?.box ?? null) && toThreeBox(space!.box!);
    this.#lookDue = box === null && this.#focus?.element !== undefined && !this.#stack.complete;
    if (this.view.get() === 'walk' && space && this.#shown && !this.#focus?.element) this.#enter(this.#shown);
    else if (box) this.#views.flyTo(box);
  }

  colorSpaces(colors: SpaceColors | null): void {
    this.#spaces.setValues(colors);
    this.#stage.request();
  }

  showRoutes(picture: RoutePicture | null): void {
    this.#routes = picture;
    this.#stage.request();
  }

  spaceOf(code: string): string | null {
    const device = this.#symbols.get(code);
    const storey = this.#named(device?.marker.storey ?? null);
    if (!device || !storey) return null;
    const room = this.#spaces.of(storey).find(({ footprint }) => insideRing(device.plan, footprint));
    return room?.globalId ?? null;
  }

  leaveFree(panelPx: number): void {
    this.#views.leaveFree(panelPx);
  }

  press(command: WalkCommand, down: boolean): void {
    this.#views.walk.keys.press(command, down);
  }

  showStorey(name: string | null): void {
    const storey = this.#named(name);
    if (storey === this.#shown || (name !== null && !storey)) return;
    const was = this.#shown;
    this.#shown = storey;
    if (!storey && this.view.get() !== 'solid') {
      this.walker.set(null);
      this.#views.use('solid');
    }
    this.#show();
    if (storey && this.view.get() === 'walk') this.#enter(storey);
    else if (was && storey) this.#views.shift(this.#box());
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
    const { x, y, depth } = this.#stage.project(this.#symbols.placeOf(device, this.#shown, this.view.get()));
    const bounds = this.element.getBoundingClientRect();
    const within = x >= 0 && y >= 0 && x <= bounds.width && y <= bounds.height && depth <= 1;
    const shown = isShown(device.marker, this.#shown, this.#selected);
    return { x: bounds.left + x, y: bounds.top + y, visible: within && shown };
  }

  home(): void {
    this.#views.fit(this.#box(), this.#shown === null);
    this.#stage.request();
  }

  destroy(): void {
    this.#unfollow();
    this.#views.dispose();
    this.#dress.dispose();
    this.#doors.dispose();
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

  #chosenSpace(): SpaceModel | null {
    const { space } = this.#focus ?? {};
    return space ? (this.#options.model.spaces.find(({ globalId }) => globalId === space) ?? null) : null;
  }

  /** The box of a loaded element in three's axes. */
  #boxOf(globalId: string): Box3 | null {
    for (const { tile } of this.#stack.shown) {
      const row = tile.rowOf(globalId);
      if (row < 0) continue;
      const { positions, indices, rows } = tile.solid;
      const box = new Box3();
      rows.forEach((of, triangle) => {
        if (of !== row) return;
        for (let corner = triangle * 3; corner < triangle * 3 + 3; corner++) {
          box.expandByPoint(new Vector3().fromArray(positions, indices[corner]! * 3));
        }
      });
      return box.isEmpty() ? null : box;
    }
    return null;
  }

  #show(): void {
    const view = this.view.get();
    this.element.dataset.ready = 'false';
    this.element.dataset.storey = this.#shown?.name ?? '';
    this.element.dataset.view = view;
    this.#stack.show(drawnStoreys(this.#order, this.#shown, view), this.#shown !== null);
    this.#spaces.show(this.#shown, view === 'walk');
    this.#spaces.choose(this.#chosenSpace());
    this.#doors.show(view === 'plan' ? this.#shown : null);
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
    const view = this.view.get();
    for (const storey of this.#order) {
      const whole = this.#shown === null;
      const below = this.#shown && view === 'solid' && storey !== this.#shown;
      this.#stack.setLook(storey, {
        cutM: storey === this.#shown ? cutHeight(storey, this.#spaces.of(storey).length > 0, view) : null,
        floorM: storey.elevation,
        fadeFromM: below ? this.#shown!.elevation - 0.25 : null,
        alarm: whole ? worst(this.#symbols.of(storey.name)) : null,
        materials: this.materials.get(),
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
    const cut = this.#shown && cutHeight(this.#shown, this.#spaces.spaces.length > 0, this.view.get());
    return toThreeBox(box, cut ?? undefined);
  }

  #drawOver(): void {
    this.#dress.draw({
      storey: this.#shown,
      view: this.view.get(),
      selected: this.#selected,
      symbols: this.#symbols,
      spaces: this.#spaces,
      planScale: this.#views.planScale,
      measure: this.measure.state.get(),
      routes: this.#routes,
      sees: (point) => this.#views.sees(point),
      isCut: ({ x, y, z }) => isCutAway(this.section.planes, [x, y, z]),
    });
    this.element.dataset.ready = String(this.#stack.complete && !this.#views.flying);
  }

  #enter(storey: StoreyModel): void {
    const spaces = this.#spaces.of(storey);
    const chosen = this.#chosenSpace();
    this.#views.enter(storey, spaces, chosen && spaces.includes(chosen) ? chosen : null);
  }

  #walked([x, y, z]: Point3): void {
    const storey = storeyUnderfoot(this.#order, this.#shown, y);
    if (storey && storey !== this.#shown) {
      this.#shown = storey;
      this.#show();
      this.#options.onStorey?.(storey.name);
    }
    const space = this.#spaces.at([x, -z])?.globalId ?? null;
    this.element.dataset.feet = [x, -z, y].map((part) => part.toFixed(2)).join(' ');
    this.walker.set({ at: [x, -z, y], yaw: this.#views.walk.yaw, storey: this.storey, space });
    this.#stage.request();
  }

  #meet(x: number, y: number) {
    return meet(this.#stack.shown, this.#stage.rayAt(x, y), this.#shown, this.#spaces, this.#chosenSpace());
  }

  #point(x: number, y: number): void {
    const { surface } = this.#stage;
    if (this.measure.active) {
      surface.style.cursor = 'crosshair';
      this.measure.point(findSnap(this.#stage, this.#stack.shown, x, y));
      return;
    }
    const symbol = symbolAt(this.#dress.drawn, x, y);
    const { space, solid } = symbol ? { space: null, solid: null } : this.#meet(x, y);
    surface.style.cursor = symbol || space || solid ? 'pointer' : '';
    this.#hover(space);
  }

  #leave(): void {
    this.#hover(null);
    if (this.measure.active) this.measure.point(null);
  }

  #hover(space: SpaceModel | null): void {
    if (this.#spaces.hover(space)) this.#stage.request();
  }

  #click(x: number, y: number): void {
    const { building, onPick } = this.#options;
    if (this.measure.active) {
      const snapped = findSnap(this.#stage, this.#stack.shown, x, y);
      if (snapped) this.measure.put(snapped);
      return;
    }
    const symbol = symbolAt(this.#dress.drawn, x, y);
    if (symbol) onPick({ kind: 'device', code: symbol.marker.code });
    else onPick(pickOf(building.code, this.#meet(x, y), this.#shown));
  }
}
