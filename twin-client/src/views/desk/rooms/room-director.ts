import { localToGeo, type ZoneRecord } from 'twin-core';
import { boundsOfGeometry } from 'twin-core/geometry';
import type { Viewpoint } from '../../../scene/viewpoint.ts';
import { PLAIN_LOOK } from '../../../state/building-look.ts';
import type { RoomPick, ScreenPlace } from '../../../state/marker.ts';
import { Signal } from '../../../state/signal.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { WebglUnavailable } from '../../../state/webgl-unavailable.ts';
import type { Desk, PickedElement } from '../desk.ts';
import type { Selection, View } from '../selection.ts';
import { selectBuilt, selectInside } from './building-pick.ts';
import { changedBuildings } from './changed-buildings.ts';
import { MarkerFeed } from './marker-feed.ts';
import { openInterior, openMap, openScene, type RoomEvents } from './open-room.ts';
import type { FlyTarget, Room } from './room.ts';

/** After this it is tried to draw in 3D again what the browser could draw before. */
const TRY_AGAIN_MS = 5 * 60_000;

/** How the room in the middle stands. */
export type RoomStatus =
  | { readonly is: 'loading'; readonly view: View }
  /** `instead`: what is shown in the place of what this browser cannot draw without WebGL 2; null where it is what was asked for. */
  | { readonly is: 'ready'; readonly view: View; readonly instead: 'map' | 'plainMap' | null }
  | { readonly is: 'failed'; readonly view: View; readonly cause: unknown };

/** What is shown in the place of the scene or an interior; a plain map stands for the map as well. */
function insteadOf({ view, room }: OpenRoom): 'map' | 'plainMap' | null {
  if (room.plain) return 'plainMap';
  return room.map && view !== 'map' ? 'map' : null;
}

/** Whether a pick was made in a building seen from the inside, or on the plan of its storey. */
function isInside(room: Room | undefined, { ifcClass }: PickedElement): boolean {
  return room?.interior != null || (room?.map != null && ifcClass === 'IfcSpace');
}

/** A room with what belongs to it on the page. */
interface OpenRoom {
  readonly view: View;
  readonly room: Room;
  readonly container: HTMLElement;
  feed: MarkerFeed | null;
  /** The buildings as it shows them. */
  buildings: readonly BuildingView[];
  zones: readonly ZoneRecord[];
}

/**
 * Opens the room the desk asks for, one drawn at a time, and carries the desk's selection, flights and changed buildings into it. The
 * site's scene is kept while another room is shown; the map and the interior are closed when left.
 */
export class RoomDirector {
  readonly status = new Signal<RoomStatus>({ is: 'loading', view: 'scene' });
  readonly #host: HTMLElement;
  readonly #desk: Desk;
  readonly #leave: (() => void)[];
  #scene: OpenRoom | null = null;
  #shown: OpenRoom | null = null;
  /** What the room shown, or on its way, is of: view and building. */
  #key = '';
  #flight: Selection | null;
  /** Where the scene's camera stood when its graphics context was lost. */
  #stood: Viewpoint | null = null;
  /** The browser could draw the scene before: what stands in its place is not for good. */
  #wasLost = false;
  #tryingAgain: ReturnType<typeof setTimeout> | undefined;
  /** The building that the desk's look is of. */
  #lookedInto: string | undefined;

  constructor(host: HTMLElement, desk: Desk) {
    this.#host = host;
    this.#desk = desk;
    const { store, siteRevision } = desk.center;
    this.#flight = desk.address.get().selection;
    this.#leave = [
      desk.address.subscribe(() => this.#follow()),
      desk.flight.subscribe(() => this.#wish()),
      desk.look.subscribe(() => this.#showLook()),
      siteRevision.subscribe(() => this.#rebuild()),
      // A deep link may name what the first snapshot has yet to bring.
      store.registryRevision.subscribe(() => queueMicrotask(() => this.#settle())),
    ];
    this.#follow();
  }

  locate(code: string): ScreenPlace | null {
    return this.#shown?.room.locate(code) ?? null;
  }

  /** Where the middle of an element of the selected building is drawn; null where it has no mesh, or no scene is shown. */
  async element(globalId: string): Promise<ScreenPlace | null> {
    const at = this.#desk.buildingOf(this.#desk.address.get().selection);
    if (!at) return null;
    const { position, storey } = await this.#desk.center.api.models.element(at.building.code, globalId);
    const model = this.#shown?.room.site?.model;
    return (position && model?.locate(at.building.code, position, storey)) ?? null;
  }

  /** Opens the present room anew, after it failed. */
  retry(): void {
    this.#key = '';
    this.#follow();
  }

  destroy(): void {
    for (const leave of this.#leave) leave();
    clearTimeout(this.#tryingAgain);
    this.#key = 'closed';
    this.#hideShown();
    if (this.#scene) this.#close(this.#scene);
    this.#scene = null;
  }

  #follow(): void {
    const { selection, view } = this.#desk.address.get();
    const at = view === 'interior' ? this.#desk.buildingOf(selection) : null;
    const key = view === 'interior' ? `interior ${at?.building.code ?? ''}` : view;
    if (key === this.#key) this.#settle();
    else {
      this.#key = key;
      // Failures are told by the status.
      void this.#enter(key, view);
    }
  }

  async #enter(key: string, view: View): Promise<void> {
    clearTimeout(this.#tryingAgain);
    this.#hideShown();
    this.status.set({ is: 'loading', view });
    let opened: OpenRoom | null = null;
    try {
      opened = view === 'scene' && this.#scene ? this.#scene : await this.#open(view);
      if (this.#key !== key) {
        if (opened && opened !== this.#scene) this.#close(opened);
        return;
      }
      if (!opened) return;
      if (this.#bringUp(opened)) this.#show(opened);
      else {
        this.#reopen(opened);
        return;
      }
      const instead = insteadOf(opened);
      if (instead && this.#wasLost) this.#tryingAgain = setTimeout(() => this.retry(), TRY_AGAIN_MS);
      this.status.set({ is: 'ready', view, instead });
    } catch (cause) {
      if (this.#key === key) this.status.set({ is: 'failed', view, cause });
    }
  }

  #openMap(container: HTMLElement): Promise<Room> {
    // Without its model a building is shown as it is from outside.
    const outlineOf = (building: BuildingView) => this.#desk.model(building).catch(() => null);
    return openMap(container, this.#desk.center, outlineOf, this.#events());
  }

  async #open(view: View): Promise<OpenRoom | null> {
    const container = document.createElement('div');
    container.className = 'room';
    this.#host.append(container);
    const { center } = this.#desk;
    const { buildings, zones } = center.site;
    try {
      if (view === 'scene') {
        const room = await openScene(container, center, this.#desk.scale, this.#events());
        this.#scene = { view, room, container, feed: null, buildings, zones };
        return this.#scene;
      }
      if (view === 'map')
        return { view, room: await this.#openMap(container), container, feed: null, buildings, zones };
      const at = this.#desk.buildingOf(this.#desk.address.get().selection);
      if (!at) {
        container.remove();
        return null;
      }
      const model = await this.#desk.model(at.building);
      const room = await openInterior(container, center, this.#events(), { ...at, model });
      return { view, room, container, feed: null, buildings, zones };
    } catch (cause) {
      // Whatever is drawn in three dimensions has a map that tells the same.
      if (cause instanceof WebglUnavailable && view !== 'map') {
        container.replaceChildren();
        return { view, room: await this.#openMap(container), container, feed: null, buildings, zones };
      }
      container.remove();
      throw cause;
    }
  }

  #show(opened: OpenRoom): void {
    this.#shown = opened;
    this.#desk.room.set(opened.room);
    opened.container.hidden = false;
    opened.room.resume();
    opened.feed ??= new MarkerFeed(this.#desk.center, opened.room, this.#desk.hiddenKinds);
    this.#flight ??= this.#desk.address.get().selection;
    this.#settle();
    this.#standAgain(opened.room);
  }

  /** The scene in the place of a lost one: what is selected is opened up as before, and seen from where it was seen. */
  #standAgain({ site }: Room): void {
    if (site && this.#stood) site.stand(this.#stood);
    if (site) this.#stood = null;
  }

  /** The site's buildings may be others than before. */
  #rebuild(): void {
    const shown = this.#shown;
    if (!shown) return;
    if (this.#bringUp(shown)) this.#settle();
    else this.#reopen(shown);
  }

  /** Carries into a room what changed of the buildings since it last heard; false where it cannot take that over. */
  #bringUp(opened: OpenRoom): boolean {
    const { changed, removed } = changedBuildings(opened.buildings, this.#desk.center.site.buildings);
    opened.buildings = this.#desk.center.site.buildings;
    const { zones } = this.#desk.center.site;
    if (JSON.stringify(zones) !== JSON.stringify(opened.zones)) opened.room.setZones(zones);
    opened.zones = zones;
    return !removed && (changed.length === 0 || opened.room.setBuildings(changed));
  }

  #reopen(opened: OpenRoom): void {
    if (this.#shown === opened) {
      this.#shown = null;
      this.#desk.room.set(null);
    }
    if (this.#scene === opened) this.#scene = null;
    this.#close(opened);
    this.retry();
  }

  #hideShown(): void {
    const shown = this.#shown;
    this.#shown = null;
    if (!shown) return;
    this.#desk.room.set(null);
    if (shown.room.suspend()) shown.container.hidden = true;
    else this.#close(shown);
  }

  #close(opened: OpenRoom): void {
    opened.feed?.stop();
    opened.room.close();
    opened.container.remove();
  }

  /** Carries selection, storey and a waiting flight into the room. */
  #settle(): void {
    const room = this.#shown?.room;
    if (!room) return;
    const { selection } = this.#desk.address.get();
    const attended = this.#desk.deviceOf(selection)?.code ?? null;
    this.#shown?.feed?.attend(attended);
    room.select(attended);
    this.#desk.showFeature();
    this.#showLook();
    if (selection?.kind === 'building') room.showStorey(selection.code, selection.storey);
    else if (selection === null) room.showStorey(null, null);
    this.#showOnMap(room, selection);
    const inside = room.building !== null ? this.#desk.buildingOf(selection) : null;
    if (inside) room.showStorey(inside.building.code, inside.storey);
    if (!this.#flight) return;
    if (this.#flight.kind === 'feature' || this.#flight.kind === 'layer') {
      const wish = this.#flight;
      this.#flight = null;
      void this.#flyOver(room, wish);
      return;
    }
    const target = this.#targetOf(this.#flight);
    if (!target) return;
    const wish = this.#flight;
    this.#flight = null;
    room.flyTo(target);
    if (wish.kind === 'building' && wish.element !== undefined) void this.#approach(room, wish, wish.element);
  }

  /** Edges what is selected on the map, and lays out the storey that a device stands on. */
  #showOnMap({ map, showStorey }: Room, selection: Selection | null): void {
    if (!map) return;
    const device = this.#desk.deviceOf(selection);
    if (device) showStorey(device.building, device.storey);
    const place = selection?.kind === 'building' ? selection : null;
    map.estate.setHighlight({
      building: place?.code ?? device?.building ?? null,
      space: place?.space ?? null,
      zone: selection?.kind === 'zone' ? selection.code : (device?.zone ?? null),
    });
  }

  /** Flies to a feature or a layer as soon as its bounds are known. */
  async #flyOver(room: Room, wish: Selection & { kind: 'feature' | 'layer' }): Promise<void> {
    const { layers, api } = this.#desk.center;
    const bounds =
      wish.kind === 'layer'
        ? layers.layer(wish.code)?.record.bounds
        : await api.layers
            .feature(wish.layer, wish.id)
            .then(({ geometry }) => boundsOfGeometry(geometry))
            .catch(() => null);
    // Another wish may have come meanwhile.
    if (bounds && this.#shown?.room === room && this.#desk.address.get().selection === wish) room.flyTo({ bounds });
  }

  /** Flies on to an element that was named and not clicked, as soon as its place is known. */
  async #approach(room: Room, wish: Selection & { kind: 'building' }, element: string): Promise<void> {
    const at = this.#desk.buildingOf(wish);
    if (!at || !room.site || this.#desk.picked.get()?.globalId === element) return;
    const found = await this.#desk.center.api.models.element(wish.code, element).catch(() => null);
    const { selection } = this.#desk.address.get();
    const wanted = selection?.kind === 'building' && selection.element === element;
    if (!found?.position || !wanted || this.#shown?.room !== room) return;
    const part = { at: localToGeo(at.building.placement, found.position) };
    room.flyTo({ building: wish.code, storey: wish.storey, part });
  }

  /** Opens the selected building up as the desk says, and lights up what is selected of it. A look ends with the selection. */
  #showLook(): void {
    const { selection } = this.#desk.address.get();
    const building = selection?.kind === 'building' ? selection : null;
    if (building?.code !== this.#lookedInto) {
      this.#lookedInto = building?.code;
      this.#desk.look.set(PLAIN_LOOK);
    }
    const model = this.#shown?.room.site?.model;
    if (!model) return;
    model.setLook(building?.code ?? null, this.#desk.look.get());
    const { code, element = null, space = null } = building ?? {};
    model.highlight(code !== undefined && (element ?? space) ? { building: code, element, space } : null);
  }

  #wish(): void {
    const wish = this.#desk.flight.get();
    if (!wish) return;
    this.#stood = null;
    if (wish.to === 'home') {
      this.#flight = null;
      this.#shown?.room.home();
      return;
    }
    this.#flight = wish.to;
    this.#settle();
  }

  #targetOf(selection: Selection): FlyTarget | null {
    if (selection.kind === 'building') return { building: selection.code, storey: selection.storey };
    if (selection.kind === 'zone') return { zone: selection.code };
    const device = this.#desk.deviceOf(selection);
    return device && { device: device.code };
  }

  #events(): RoomEvents {
    return {
      onPick: (pick) => this.#pick(pick),
      onHover: (hover) => this.#desk.hover.set(hover),
      onStorey: (storey) => this.#storey(storey),
      onContextLost: () => this.#replaceScene(),
    };
  }

  /** The scene's graphics context is gone: another scene takes its place, at once or when it is shown next. */
  #replaceScene(): void {
    const lost = this.#scene;
    if (!lost) return;
    this.#wasLost = true;
    this.#stood = this.#shown === lost ? (lost.room.site?.viewpoint() ?? null) : null;
    this.#close(lost);
    if (this.#shown === lost) {
      this.#shown = null;
      this.#desk.room.set(null);
    }
    this.#scene = null;
    if (this.#key === 'scene') this.retry();
  }

  #pick(pick: RoomPick): void {
    const desk = this.#desk;
    if (pick.kind === 'device') desk.open({ kind: 'device', code: pick.code });
    else if (pick.kind === 'pipe') desk.pipe.set(pick);
    else if (pick.kind === 'zone') desk.open({ kind: 'zone', code: pick.code });
    else if (pick.kind === 'feature') desk.select({ kind: 'feature', layer: pick.layer, id: pick.id });
    else if (pick.kind === 'cluster') {
      // On a map the storeys of a building lie above each other: only a list tells them apart.
      if (pick.building === null || this.#shown?.room.map) desk.listed.set(pick.devices);
      else desk.open({ kind: 'building', code: pick.building, storey: pick.storey });
    } else if (pick.kind === 'building') {
      if (isInside(this.#shown?.room, pick)) selectInside(desk, pick);
      else void selectBuilt(desk, pick);
    }
  }

  #storey(storey: string | null): void {
    const building = this.#shown?.room.building;
    const at = this.#desk.buildingOf(this.#desk.address.get().selection);
    if (building && at?.storey !== storey) this.#desk.select({ kind: 'building', code: building, storey });
  }
}
