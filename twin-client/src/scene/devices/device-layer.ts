import { Cartesian3, Matrix4, type PerspectiveFrustum, type Scene } from '@cesium/engine';
import type { DeviceCondition, DeviceMarker } from '../../state/marker.ts';
import type { Palette } from '../../state/palette.ts';
import { type Arrangement, type Drawn, HIDDEN, POINT } from './arrange-devices.ts';
import { openingDistance, type Viewpoint } from './cut-tree.ts';
import { DeviceArranger } from './device-arranger.ts';
import { type CanvasPoint, type DeviceCandidate, deviceCandidates } from './device-candidates.ts';
import { DevicePoints } from './device-points.ts';
import type { DeviceScope } from './device-scope.ts';
import { DeviceTable } from './device-table.ts';
import type { DrawnDevice } from './drawn-device.ts';
import { ScreenProjection } from './screen-projection.ts';
import { SymbolBillboards } from './symbol-billboards.ts';
import { SymbolPictures } from './symbol-pictures.ts';

/** A software renderer draws about this many billboards without falling behind; a graphics card as many as there are to be. */
const MOST_SYMBOLS = { software: 300, card: 2_000 } as const;
/** The camera must have moved by this share of the way to the nearest symbol before the devices are arranged again; and this far, metres. */
const MOVED_SHARE = 0.02;
const MOVED_LEAST_M = 0.25;
/** Arranging takes at most one part in so many of a moving camera's time. */
const PACE = 8;

/** Device symbols: the near gathered where they cannot be told apart, the far as points. Changes cost what changed. */
export class DeviceLayer {
  readonly #scene: Scene;
  readonly #request: () => void;
  readonly #mostSymbols: number;
  readonly #symbols: SymbolBillboards;
  readonly #points: DevicePoints;
  readonly #projection = new ScreenProjection();
  readonly #arrangedAt = new Cartesian3();
  /** Symbols whose devices changed since the last frame. */
  readonly #changed = new Set<Drawn>();
  #table = new DeviceTable([], new Float64Array(0));
  #arranger = new DeviceArranger(this.#table, 0);
  #arrangement: Arrangement = { symbols: [], points: [], of: new Int32Array(0) };
  #scope: DeviceScope | null = null;
  #selected: string | null = null;
  #liftOf: (building: string, storey: string) => number = () => 0;
  #stale = true;
  /** The camera's way to the nearest symbol when the devices were last arranged, metres. */
  #nearestM = 0;
  #arrangedFor = { heightPx: 0, focalPx: 0 };
  #costMs = 0;
  #arrangedTime = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  /** `request` asks for a frame after a symbol changed; `software`: drawn without a graphics card. */
  constructor(scene: Scene, palette: Palette, request: () => void, software: boolean) {
    this.#scene = scene;
    this.#request = request;
    this.#mostSymbols = software ? MOST_SYMBOLS.software : MOST_SYMBOLS.card;
    this.#points = new DevicePoints(scene, palette);
    this.#symbols = new SymbolBillboards(scene, new SymbolPictures(palette));
  }

  /** Whether every picture in use has reached the graphics card. */
  get settled(): boolean {
    return !this.#stale && this.#symbols.settled;
  }

  entry(code: string): DrawnDevice | undefined {
    const slot = this.#table.slots.get(code);
    return slot === undefined ? undefined : this.#drawn(slot);
  }

  /** The devices that have something drawn around them: those in alarm and the selected one. */
  attended(): DrawnDevice[] {
    return this.#arranger.attended().map((slot) => this.#drawn(slot));
  }

  /** Codes of the devices that a symbol stands for. */
  codesOf(slots: readonly number[]): string[] {
    return slots.map((slot) => this.#table.markers[slot]!.code);
  }

  /** The building and storey that all devices of a symbol stand in; null where they do not share one. */
  placeOf(slots: readonly number[]): { building: string | null; storey: string | null } {
    const first = this.#table.markers[slots[0]!]!;
    const shared = (key: 'building' | 'storey') =>
      slots.every((slot) => this.#table.markers[slot]![key] === first[key]) ? first[key] : null;
    // What hangs on a facade is not inside.
    return !slots.every((slot) => this.#table.isIndoors(slot))
      ? { building: null, storey: null }
      : { building: shared('building'), storey: shared('storey') };
  }

  #drawn(slot: number): DrawnDevice {
    const at = this.#arrangement.of[slot] ?? HIDDEN;
    const { positions } = this.#table;
    const alone = at >= 0 && this.#arrangement.symbols[at]!.node === null;
    return {
      marker: this.#table.markers[slot]!,
      position: new Cartesian3(positions[slot * 3], positions[slot * 3 + 1], positions[slot * 3 + 2]),
      level: at === HIDDEN ? 'hidden' : at === POINT ? 'dot' : alone ? 'symbol' : 'cluster',
    };
  }

  /** Replaces all devices. */
  setDevices(markers: readonly DeviceMarker[]): void {
    const positions = new Float64Array(markers.length * 3);
    const place = new Cartesian3();
    markers.forEach(({ location: { longitude, latitude, height } }, slot) => {
      Cartesian3.pack(
        Cartesian3.fromDegrees(longitude, latitude, height, undefined, place),
        positions as never,
        slot * 3,
      );
    });
    this.#table = new DeviceTable(markers, positions);
    this.#table.lift(this.#liftOf);
    this.#arranger = new DeviceArranger(this.#table, this.#mostSymbols);
    this.#arranger.setScope(this.#scope);
    this.#arranger.select(this.#selectedSlot);
    this.#points.clear(markers.length);
    this.#restart();
  }

  get #selectedSlot(): number | null {
    return this.#selected === null ? null : (this.#table.slots.get(this.#selected) ?? null);
  }

  /** Redraws one device. An unknown code changes nothing. */
  update(code: string, condition: DeviceCondition): void {
    const slot = this.#table.slots.get(code);
    if (slot === undefined) return;
    if (this.#arranger.note(slot, condition)) {
      this.#stale = true;
      this.#request();
      return;
    }
    const at = this.#arrangement.of[slot] ?? HIDDEN;
    if (at === HIDDEN) return;
    if (at === POINT) this.#points.draw(this.#table, slot);
    else this.#changed.add(this.#arrangement.symbols[at]!);
    this.#request();
  }

  select(code: string | null): void {
    if (code === this.#selected) return;
    this.#selected = code;
    this.#arranger.select(this.#selectedSlot);
    this.#restart();
  }

  /** Lets a device stand by itself that would be one of many: someone asked where it is. */
  pointAt(code: string): void {
    const slot = this.#table.slots.get(code);
    if (slot === undefined || !this.#arranger.pointAt(slot)) return;
    this.#arrange(performance.now());
    this.#scene.requestRender();
  }

  setScope(scope: DeviceScope | null): void {
    this.#scope = scope;
    this.#arranger.setScope(scope);
    this.#restart();
  }

  /** Draws the devices of each storey so many metres above where they stand: for a building whose storeys are drawn apart. */
  lift(liftOf: (building: string, storey: string) => number): void {
    this.#liftOf = liftOf;
    if (!this.#table.lift(liftOf)) return;
    this.#arranger.regrow();
    this.#points.clear(this.#table.length);
    this.#restart();
  }

  #restart(): void {
    this.#stale = true;
    this.#scene.requestRender();
  }

  /** Called before each frame: draws what changed, and arranges the devices again once the camera has moved. */
  follow(): void {
    const now = performance.now();
    if (this.#stale) this.#arrange(now);
    else if (this.#isMoved()) {
      const wait = this.#arrangedTime + this.#costMs * PACE - now;
      if (wait <= 0) this.#arrange(now);
      else this.#later ??= setTimeout(() => this.#scene.requestRender(), wait);
    }
    for (const drawn of this.#changed) this.#symbols.draw(this.#table, drawn, this.#selectedSlot);
    this.#changed.clear();
  }

  #isMoved(): boolean {
    const { focalPx, heightPx } = this.#viewpoint();
    if (focalPx !== this.#arrangedFor.focalPx || heightPx !== this.#arrangedFor.heightPx) return true;
    const movedM = Cartesian3.distance(this.#scene.camera.positionWC, this.#arrangedAt);
    return movedM > Math.max(MOVED_LEAST_M, this.#nearestM * MOVED_SHARE);
  }

  #viewpoint(): Viewpoint {
    const { camera, canvas } = this.#scene;
    const { x, y, z } = camera.positionWC;
    const heightPx = canvas.clientHeight;
    const { fovy } = camera.frustum as PerspectiveFrustum;
    return { eye: [x, y, z], focalPx: heightPx / 2 / Math.tan((fovy ?? 1) / 2), heightPx };
  }

  #arrange(now: number): void {
    clearTimeout(this.#later);
    this.#later = undefined;
    const view = this.#viewpoint();
    this.#arrangement = this.#arranger.arrange(view);
    this.#changed.clear();
    this.#symbols.show(this.#table, this.#arrangement.symbols, this.#selectedSlot);
    this.#points.show(this.#table, this.#arrangement.points);
    this.#stale = false;
    this.#arrangedFor = view;
    Cartesian3.clone(this.#scene.camera.positionWC, this.#arrangedAt);
    const [x, y, z] = view.eye;
    this.#nearestM = this.#arrangement.symbols.reduce(
      (least, { place }) => Math.min(least, Math.hypot(place[0] - x, place[1] - y, place[2] - z)),
      Infinity,
    );
    this.#arrangedTime = performance.now();
    this.#costMs = this.#arrangedTime - now;
  }

  /** What is drawn within reach of a point in CSS pixels of the canvas. */
  candidates(at: CanvasPoint): DeviceCandidate[] {
    const { camera, canvas } = this.#scene;
    const matrix = Matrix4.multiply(camera.frustum.projectionMatrix, camera.viewMatrix, new Matrix4());
    this.#projection.set(Matrix4.toArray(matrix), canvas.clientWidth, canvas.clientHeight);
    const drawn = { table: this.#table, arrangement: this.#arrangement, selected: this.#selectedSlot };
    return deviceCandidates(drawn, this.#projection, (symbol) => this.#symbols.extent(symbol), at);
  }

  /** How near the camera must come for a cluster to open, metres; null where it never does. */
  openingDistance({ node }: Drawn): number | null {
    if (!node) return null;
    const metres = openingDistance(node.tree, node.id, this.#viewpoint());
    return metres > 0 ? metres : null;
  }

  destroy(): void {
    clearTimeout(this.#later);
    this.#points.destroy();
    this.#symbols.destroy();
  }
}
