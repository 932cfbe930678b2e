import { Cartesian3, SceneTransforms } from '@cesium/engine';
import { reachPx } from './device-layer.ts';
import { nearestDevice } from './nearest-device.ts';

/** What lies over a fence or wall at one point: symbols are found by their place, so few need to be looked through. */
const DEPTH_OF_PICK = 3;
/** Finds what is drawn where. Devices by projecting their places, everything else by asking the renderer. */
export class ScenePicker {
  #scene;
  #devices;
  #zones;
  #buildings;
  constructor(scene, layers) {
    this.#scene = scene;
    this.#devices = layers.devices;
    this.#zones = layers.zones;
    this.#buildings = layers.buildings;
  }
  /** CSS pixels of the scene's canvas; undefined behind the camera. */
  placeOf = (position) => SceneTransforms.worldToWindowCoordinates(this.#scene, position);
  /** Drawn devices within reach of a point in CSS pixels of the canvas. */
  *#within(at) {
    const eye = this.#scene.camera.positionWC;
    for (const device of this.#devices.entries()) {
      if (device.level === 'hidden') continue;
      const place = this.placeOf(device.position);
      const reach = reachPx(device);
      if (!place || Math.hypot(place.x - at.x, place.y - at.y) > reach) continue;
      const depthM = Cartesian3.distance(eye, device.position);
      yield { code: device.marker.code, x: place.x, y: place.y, depthM, onTop: device.onTop, reachPx: reach };
    }
  }
  /** How far from the camera the surface under a point is, metres; null in the open. */
  #surface(at) {
    if (!this.#scene.pickPositionSupported) return null;
    const surface = this.#scene.pickPosition(at);
    return surface ? Cartesian3.distance(this.#scene.camera.positionWC, surface) : null;
  }
  /** What a click at a point in CSS pixels of the canvas means. */
  pick(at) {
    const candidates = [...this.#within(at)];
    const surfaceM = candidates.some(({ onTop }) => !onTop) ? this.#surface(at) : null;
    const device = nearestDevice(candidates, at.x, at.y, surfaceM);
    if (device) return { kind: 'device', code: device.code };
    for (const picked of this.#scene.drillPick(at, DEPTH_OF_PICK)) {
      const zone = this.#zones.describe(picked);
      if (zone !== null) return { kind: 'zone', code: zone };
      const building = this.#buildings.describe(picked);
      if (building) return { kind: 'building', ...building };
    }
    return { kind: 'ground' };
  }
  /** Where a device's symbol is on the page; null for an unknown device. */
  locate(code) {
    const device = this.#devices.entry(code);
    if (!device) return null;
    const place = this.placeOf(device.position);
    if (!place) return { x: 0, y: 0, visible: false };
    const { left, top, width, height } = this.#scene.canvas.getBoundingClientRect();
    const within = place.x >= 0 && place.y >= 0 && place.x < width && place.y < height;
    return { x: left + place.x, y: top + place.y, visible: within && device.level !== 'hidden' };
  }
}
