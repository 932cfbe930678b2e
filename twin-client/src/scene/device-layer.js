import { BillboardCollection, BlendOption, Cartesian3, Color, PointPrimitiveCollection } from '@cesium/engine';
import { paintSymbol, symbolKey } from '../state/paint-symbol.ts';
import { conditionColor } from '../state/palette.ts';
import { deviceLevel, SYMBOL_LIMIT, symbolDistance } from './device-level.ts';

/** Symbols are painted at this many pixels and drawn at the size of their state. */
const PICTURE_PX = 80;
const SIZE_PX = { alarm: 36, fault: 28, offline: 24, stale: 24, unknown: 22, normal: 22 };
const FARTHEST_SYMBOL_M = 450;
/** The camera must have moved this far before nearness is looked at again. */
const REVIEW_AFTER_M = 15;
const ALWAYS_ON_TOP = Number.POSITIVE_INFINITY;
/** Draws a symbol a little nearer than its device, so that the wall it hangs on does not cut it. */
const NEARER = new Cartesian3(0, 0, -2.5);
/** Device symbols: dots for the many, pictures for the near and for what needs attention. Changes cost what changed. */
export class DeviceLayer {
  #scene;
  #palette;
  #request;
  #points;
  #billboards;
  #entries = new Map();
  #pictures = new Map();
  #reviewedAt = new Cartesian3();
  #selected = null;
  #scope = null;
  #symbolWithinM = FARTHEST_SYMBOL_M;
  /** `request` asks for a frame after a symbol changed. */
  constructor(scene, palette, request) {
    this.#scene = scene;
    this.#request = request;
    this.#palette = palette;
    this.#points = scene.primitives.add(new PointPrimitiveCollection());
    this.#billboards = scene.primitives.add(new BillboardCollection({ scene, blendOption: BlendOption.TRANSLUCENT }));
  }
  /** Whether every picture in use has reached the graphics card. */
  get settled() {
    for (const { billboard } of this.#entries.values()) if (billboard?.show && !billboard.ready) return false;
    return true;
  }
  entry(code) {
    return this.#entries.get(code);
  }
  entries() {
    return this.#entries.values();
  }
  /** Replaces all devices. */
  setDevices(markers) {
    this.#points.removeAll();
    this.#billboards.removeAll();
    this.#entries.clear();
    for (const marker of markers) {
      const { longitude, latitude, height } = marker.location;
      const position = Cartesian3.fromDegrees(longitude, latitude, height);
      const point = this.#points.add({ position, show: false });
      this.#entries.set(marker.code, { marker, position, point, billboard: null, level: 'hidden', onTop: false });
    }
    this.#review();
  }
  /** Redraws one device. An unknown code changes nothing. */
  update(code, condition) {
    const entry = this.#entries.get(code);
    if (!entry) return;
    entry.marker = { ...entry.marker, ...condition };
    this.#draw(entry);
    this.#request();
  }
  select(code) {
    const before = this.#selected;
    this.#selected = code;
    for (const changed of [before, code]) {
      const entry = changed === null ? undefined : this.#entries.get(changed);
      if (entry) this.#draw(entry);
    }
    this.#scene.requestRender();
  }
  setScope(scope) {
    this.#scope = scope;
    this.#review();
  }
  /** Called before each frame: nearness is looked at again once the camera has moved. */
  follow() {
    if (Cartesian3.distance(this.#scene.camera.positionWC, this.#reviewedAt) > REVIEW_AFTER_M) this.#review();
  }
  #distance(entry) {
    return Cartesian3.distance(entry.position, this.#reviewedAt);
  }
  #review() {
    Cartesian3.clone(this.#scene.camera.positionWC, this.#reviewedAt);
    const outdoors = [...this.#entries.values()].filter(({ marker }) => marker.storey === null);
    const distances = Float64Array.from(outdoors, (entry) => this.#distance(entry));
    this.#symbolWithinM = symbolDistance(distances, SYMBOL_LIMIT, FARTHEST_SYMBOL_M);
    for (const entry of this.#entries.values()) this.#draw(entry);
    this.#scene.requestRender();
  }
  #draw(entry) {
    const { marker } = entry;
    const level = deviceLevel(marker, this.#distance(entry), {
      selected: this.#selected,
      scope: this.#scope,
      symbolWithinM: this.#symbolWithinM,
    });
    const indoors = marker.storey !== null;
    entry.level = level;
    entry.onTop = marker.state === 'alarm' || marker.state === 'fault' || marker.code === this.#selected || indoors;
    this.#drawPoint(entry, indoors);
    this.#drawBillboard(entry);
  }
  #drawPoint(entry, indoors) {
    const { point, marker } = entry;
    point.show = entry.level === 'dot';
    if (!point.show) return;
    const color = Color.fromCssColorString(conditionColor(this.#palette, marker.state, marker.priority));
    point.color = color.withAlpha(indoors ? 0.24 : 0.8);
    point.pixelSize = indoors ? 2.5 : 4;
    point.disableDepthTestDistance = entry.onTop ? ALWAYS_ON_TOP : 0;
  }
  #drawBillboard(entry) {
    if (entry.level !== 'symbol') {
      if (entry.billboard) entry.billboard.show = false;
      return;
    }
    const { marker } = entry;
    entry.billboard ??= this.#billboards.add({ position: entry.position, eyeOffset: NEARER });
    const { billboard } = entry;
    const key = symbolKey(marker);
    billboard.setImage(key, this.#picture(key, marker));
    billboard.scale = SIZE_PX[marker.state] / PICTURE_PX;
    billboard.disableDepthTestDistance = entry.onTop ? ALWAYS_ON_TOP : 0;
    billboard.show = true;
  }
  #picture(key, marker) {
    let picture = this.#pictures.get(key);
    if (!picture) {
      picture = document.createElement('canvas');
      picture.width = PICTURE_PX;
      picture.height = PICTURE_PX;
      const context = picture.getContext('2d');
      if (context) paintSymbol(context, marker, this.#palette, PICTURE_PX);
      this.#pictures.set(key, picture);
    }
    return picture;
  }
  destroy() {
    this.#entries.clear();
    this.#scene.primitives.remove(this.#points);
    this.#scene.primitives.remove(this.#billboards);
  }
}
/** Half the size in CSS pixels of what stands for a device: how near a pointer must come to meet it. */
export function reachPx(device) {
  if (device.level === 'symbol') return Math.max(12, SIZE_PX[device.marker.state] / 2);
  return device.marker.storey === null ? 10 : 4;
}
