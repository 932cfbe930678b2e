import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Alarm, AlarmAction, BuildingOutline, Device } from 'twin-core';
import { type BuildingLook, PLAIN_LOOK } from '../../state/building-look.ts';
import type { Center } from '../../state/center.ts';
import type { RoomHover, RoomPick } from '../../state/marker.ts';
import { Signal } from '../../state/signal.ts';
import type { BuildingView } from '../../state/site-view.ts';
import { HiddenKinds } from './layers/hidden-kinds.ts';
import type { Room } from './rooms/room.ts';
import type { DeskAddress, Selection, View } from './selection.ts';
import { Tour } from './tour/tour.ts';

/** Which alarms the queue shows. */
export interface QueueFilter {
  readonly show: 'all' | 'waiting' | 'hidden';
  /** A facility's id; null is every one. */
  readonly facility: string | null;
}

/** Tools that work on the picture. */
export type PictureTool = 'layers' | 'area' | 'measure' | 'places' | 'coverage' | 'director';

/** What a click on a building met. */
export type PickedElement = Extract<RoomPick, { kind: 'building' }>;

/** What a click under the ground met. */
export type PickedPipe = Extract<RoomPick, { kind: 'pipe' }>;

/** The state of one desk: what is selected, which room is shown, and where the camera was last asked to go. */
export class Desk {
  readonly center: Center;
  readonly scale: number;
  readonly address: Signal<DeskAddress>;
  /** The last wish to fly; another object for every wish. */
  readonly flight = new Signal<{ readonly to: Selection | 'home' } | null>(null);
  /** The room in the middle; null while there is none. */
  readonly room = new Signal<Room | null>(null);
  /** Codes of devices that stand too near to each other to be told apart: listed for choosing; null when nothing is. */
  readonly listed = new Signal<readonly string[] | null>(null);
  /** How the selected building is opened up in the scene. */
  readonly look = new Signal<BuildingLook>(PLAIN_LOOK);
  /** The element last clicked, as the scene knows it at once. */
  readonly picked = new Signal<PickedElement | null>(null);
  /** The pipe or cable last clicked; null for none. */
  readonly pipe = new Signal<PickedPipe | null>(null);
  /** The device or cluster under the pointer. */
  readonly hover = new Signal<RoomHover | null>(null);
  /** The tool of the picture that is open: one at a time. */
  readonly tool = new Signal<PictureTool | null>(null);
  /** What an operator is about to do with an alarm, in the dialog that is open; null while none is. */
  readonly asking = new Signal<{ readonly alarm: Alarm; readonly action: AlarmAction } | null>(null);
  /** Code of the building that is being placed by hand; null while none is. */
  readonly placing = new Signal<string | null>(null);
  readonly hiddenKinds: HiddenKinds;
  readonly tour: Tour;
  readonly filter = new Signal<QueueFilter>({ show: 'all', facility: null });
  readonly #devicesOfAlarms = new Map<string, string>();
  /** By the address of the bake's outline. */
  readonly #models = new Map<string, Promise<BuildingOutline>>();

  /** Where this desk is: path, with a query of its own where it has one. */
  readonly page: string;

  /** scale: pixels of the scene for one of the screen, each way. */
  constructor(center: Center, address: DeskAddress, scale: number, page = '/desk') {
    this.center = center;
    this.page = page;
    this.scale = scale;
    this.address = new Signal(address);
    this.hiddenKinds = new HiddenKinds(center.session.account, localStorage);
    this.tour = new Tour(center.session.account, localStorage);
  }

  /** Selects and flies there. */
  open(selection: Selection): void {
    this.select(selection);
    this.flight.set({ to: selection });
  }

  /** Selects without moving the camera: what was just clicked is in view already. */
  select(selection: Selection | null): void {
    const { view } = this.address.get();
    const inside = view === 'interior' && selection !== null && this.buildingOf(selection) === null;
    this.address.set({ selection, view: inside ? 'scene' : view });
  }

  show(view: View): void {
    this.address.set({ ...this.address.get(), view });
  }

  /** Ends the selection and shows the whole site. */
  home(): void {
    this.address.set({ selection: null, view: this.address.get().view === 'map' ? 'map' : 'scene' });
    this.flight.set({ to: 'home' });
  }

  /** Tells the rooms which feature of a layer is looked at. */
  showFeature(): void {
    const { selection } = this.address.get();
    const { selected } = this.center.layers;
    const before = selected.get();
    if (selection?.kind !== 'feature') selected.set(null);
    else if (before?.layer !== selection.layer || before.id !== selection.id)
      selected.set({ layer: selection.layer, id: selection.id });
  }

  /** The device a selection is about, or null. */
  deviceOf(selection: Selection | null): Device | null {
    const { store } = this.center;
    if (selection?.kind === 'device') return store.device(selection.code) ?? null;
    if (selection?.kind !== 'alarm') return null;
    const alarm = store.state.alarms.get(selection.id);
    // A closed alarm leaves the state; whoever looks at it keeps its device.
    if (alarm) this.#devicesOfAlarms.set(alarm.id, alarm.device);
    return store.device(this.#devicesOfAlarms.get(selection.id) ?? '') ?? null;
  }

  /** The building and storey a selection stands in, or null. */
  buildingOf(selection: Selection | null): { building: BuildingView; storey: string | null } | null {
    const place =
      selection?.kind === 'building'
        ? { building: selection.code, storey: selection.storey }
        : this.deviceOf(selection);
    const building = this.center.site.buildings.find(({ code }) => code === place?.building);
    return building && place ? { building, storey: place.storey } : null;
  }

  /** What is known of the inside of a building; asked for once a bake. Rejects where there is no model. */
  model(building: BuildingView): Promise<BuildingOutline> {
    const { model: address } = building;
    if (address === null) return Promise.reject(new Error(`${building.code} has no model`));
    let model = this.#models.get(address);
    if (!model) {
      model = this.center.api.buildingOutline(address);
      this.#models.set(address, model);
      // A failure is not kept: the next one who asks may have more luck.
      model.catch(() => this.#models.delete(address));
    }
    return model;
  }
}

/** The desk of the page. */
export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('this component stands outside a DeskContext');
  return desk;
}

/** The room in the middle, for tools that work in it; renders again when it changes. */
export function useRoom(): Room | null {
  const { room } = useDesk();
  return useSyncExternalStore(room.subscribe, room.get);
}

/** What the desk looks at; renders again when it changes. */
export function useAddress(): DeskAddress {
  const { address } = useDesk();
  return useSyncExternalStore(address.subscribe, address.get);
}
