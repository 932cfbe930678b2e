import type { BuildingOutline, GeoPoint, ZoneRecord } from 'twin-core';
import type { GroundPlan, LonLat } from '../state/ground-plan.ts';
import type { LayerBoard } from '../state/layers/layer-board.ts';
import type { DeviceCondition, DeviceMarker, ZoneCondition } from '../state/marker.ts';
import type { Palette } from '../state/palette.ts';
import type { BuildingView, SiteView } from '../state/site-view.ts';
import type { Density, DensityLegend } from './density/density.ts';
import { DensityBoard } from './density/density-board.ts';
import { type Detail, detailAt } from './detail.ts';
import { DeviceBook, type DrawnSymbol } from './device-book.ts';
import type { DifferencePicture } from './differences/difference-picture.ts';
import { FeatureBoard } from './features/feature-board.ts';
import { Footprints } from './footprints.ts';
import { GroundAreas } from './ground-areas.ts';
import { type LabelSet, labelSet } from './map-labels.ts';
import { PictureBoard } from './pictures/picture-board.ts';
import { type StoreyPlan, storeyPlan } from './storey-plan.ts';
import { textMeasure } from './text-measure.ts';
import type { Track } from './trips/track.ts';
import { TripBoard } from './trips/trip-board.ts';
import { isAlerted, ZoneBook } from './zone-book.ts';

/** What is selected besides a device: a building, a room of it, a zone. */
export interface MapHighlight {
  readonly building: string | null;
  /** GlobalId. */
  readonly space: string | null;
  readonly zone: string | null;
}

/** What is drawn besides the ground at one zoom, kept until a condition or the zoom changes. */
export interface Arrangement {
  readonly zoom: number;
  readonly detail: Detail;
  readonly symbols: readonly DrawnSymbol[];
  readonly labels: LabelSet;
}

/** What of a site the estate is made of. `outlineOf` tells what is inside a building; null where nothing is known. */
export interface EstateInput {
  readonly site: SiteView;
  readonly ground: GroundPlan;
  /** Layers of geographic information: which are shown, and how. */
  readonly layers: LayerBoard;
  readonly palette: Palette;
  outlineOf(building: BuildingView): Promise<BuildingOutline | null>;
}

/** Labels are laid out anew when the zoom has changed by this much. */
const ZOOM_STEP = 0.05;
const NOTHING: MapHighlight = { building: null, space: null, zone: null };

/** What a map shows, whatever it is drawn with: ground, buildings, zones, devices, one storey's plan, what is selected. */
export class MapEstate {
  readonly ground: GroundAreas;
  readonly footprints: Footprints;
  readonly zones: ZoneBook;
  readonly devices: DeviceBook;
  readonly features: FeatureBoard;
  readonly pictures: PictureBoard;
  readonly density = new DensityBoard();
  readonly trips = new TripBoard();
  readonly #input: EstateInput;
  readonly #onChange: (anew: boolean) => void;
  readonly #measure = textMeasure();
  /** Asked for a place: who is told of the next clicks in place of what they meet. */
  onPlace: ((place: LonLat) => void) | null = null;
  #differences: DifferencePicture | null = null;
  #highlight = NOTHING;
  #storey: { readonly building: string; readonly storey: string } | null = null;
  #plan: StoreyPlan | null = null;
  #arrangement: Arrangement | null = null;

  /** `onChange` is told whether what is seen is another picture, or the same one with a change in it. */
  constructor(input: EstateInput, onChange: (anew: boolean) => void) {
    const { site, ground, palette } = input;
    this.#input = input;
    this.#onChange = onChange;
    this.ground = new GroundAreas(ground, site, palette);
    this.footprints = new Footprints(site);
    this.zones = new ZoneBook(site, palette);
    this.devices = new DeviceBook(palette);
    this.pictures = new PictureBoard(input.layers, () => this.#onChange(false));
    this.features = new FeatureBoard(input.layers, () => {
      this.ground.hide(this.features.hiddenPlan);
      this.#change(true);
    });
    this.ground.hide(this.features.hiddenPlan);
  }

  get highlight(): MapHighlight {
    return this.#highlight;
  }

  get plan(): StoreyPlan | null {
    return this.#plan;
  }

  /** Whether something waits for a person and so flashes. */
  get flashing(): boolean {
    return (
      this.zones.flashing ||
      this.#arrangement?.symbols.some(({ marker }) => marker.state === 'alarm' && !marker.acknowledged) === true
    );
  }

  /** Symbols and labels of a zoom, the same until something changes. */
  arranged(zoom: number): Arrangement {
    if (this.#arrangement && this.isArranged(zoom)) return this.#arrangement;
    const detail = detailAt(zoom);
    const symbols = this.devices.symbols(zoom, detail);
    const { selected } = this.zones;
    const alerted = this.zones.fences.filter(isAlerted);
    const labels = labelSet({
      zoom,
      footprints: this.footprints.all,
      symbols,
      counts: detail.indoors ? new Map() : this.devices.calmIndoors(),
      zones: selected && !alerted.includes(selected) ? [...alerted, selected] : alerted,
      fences: detail.markings ? this.zones.fences : [],
      groundNames: this.ground.sheet.names,
      plan: this.#plan,
      hexagons: this.density.picture?.hexagons ?? [],
      measure: this.#measure,
    });
    this.#arrangement = { zoom, detail, symbols, labels };
    return this.#arrangement;
  }

  /** Whether what was arranged last is near enough to a zoom. */
  isArranged(zoom: number): boolean {
    return this.#arrangement !== null && Math.abs(this.#arrangement.zoom - zoom) < ZOOM_STEP;
  }

  #change(anew: boolean): void {
    this.#arrangement = null;
    this.#onChange(anew);
  }

  setDevices(markers: readonly DeviceMarker[]): void {
    this.devices.replace(markers);
    this.#change(true);
  }

  updateDevice(code: string, condition: DeviceCondition): void {
    if (this.devices.update(code, condition)) this.#change(false);
  }

  moveDevice(code: string, location: GeoPoint): void {
    if (this.devices.move(code, location)) this.#change(false);
  }

  setZone(code: string, condition: ZoneCondition): void {
    if (this.zones.set(code, condition)) this.#change(false);
  }

  /** Takes over zones that were drawn, changed or removed. */
  setZones(zones: readonly ZoneRecord[]): void {
    this.zones.replace(zones);
    this.#change(true);
  }

  /** Puts a ring around a device. */
  select(code: string | null): void {
    this.devices.select(code);
    this.#change(true);
  }

  /** Edges a building, a room of the plan or a zone. */
  setHighlight(highlight: MapHighlight | null): void {
    this.#highlight = highlight ?? NOTHING;
    this.zones.select(this.#highlight.zone);
    this.#change(true);
  }

  /** Shows where alarms were, or ends it with null; returns what the colors mean. */
  showDensity(density: Density | null): DensityLegend | null {
    const legend = this.density.show(density);
    this.#change(true);
    return legend;
  }

  /** Shows the ways of patrols and vehicles at a time, epoch ms, or ends it with null. */
  showTrips(tracks: readonly Track[] | null, time: number): void {
    this.trips.show(tracks, time);
    this.#onChange(false);
  }

  /** What of two courses differs; null where none are compared. */
  get differences(): DifferencePicture | null {
    return this.#differences;
  }

  showDifferences(picture: DifferencePicture | null): void {
    this.#differences = picture;
    this.#onChange(false);
  }

  /** Lays a storey out as a plan; null takes it away. */
  showStorey(building: string | null, storey: string | null): void {
    const wanted = building !== null && storey !== null ? { building, storey } : null;
    if (wanted?.building === this.#storey?.building && wanted?.storey === this.#storey?.storey) return;
    this.#storey = wanted;
    this.#plan = null;
    this.devices.limit(wanted);
    this.#change(true);
    if (wanted) void this.#layOut(wanted);
  }

  async #layOut(wanted: { readonly building: string; readonly storey: string }): Promise<void> {
    const building = this.#input.site.buildings.find(({ code }) => code === wanted.building);
    const model = building && (await this.#input.outlineOf(building));
    // Another storey may have been asked for meanwhile.
    if (!model || this.#storey !== wanted) return;
    this.#plan = storeyPlan(building, model, wanted.storey);
    this.#change(true);
  }

  destroy(): void {
    this.features.destroy();
  }
}
