import {
  type Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  type Scene,
  SceneTransforms,
} from '@cesium/engine';
import type { GeoPoint } from 'twin-core';
import type { RoomPick, ScreenPlace } from '../state/marker.ts';
import type { BuildingLayer } from './building-layer.ts';
import type { CityLayers } from './city/city-layers.ts';
import type { Drawn } from './devices/arrange-devices.ts';
import type { DeviceLayer } from './devices/device-layer.ts';
import { nearestDevice } from './devices/nearest-device.ts';
import { ON_TOP_M } from './devices/on-top.ts';
import type { GroundLayers } from './imagery/ground-layers.ts';
import type { ZoneLayer } from './zone-layer.ts';

/** Nearer than this a point is at the eye, metres. */
const EYE_M = 0.01;

/** What lies over a fence or wall at one point: symbols are found by their place, so few need to be looked through. */
const DEPTH_OF_PICK = 3;
/** A line or point on the ground is met so near to it, CSS pixels. */
const REACH_PX = 6;

/** The symbol a pointer means. */
export interface DevicePick {
  readonly pick: Extract<RoomPick, { kind: 'device' | 'cluster' }>;
  readonly drawn: Drawn | null;
}

/** Finds what is drawn where. Devices by projecting their places, everything else by asking the renderer. */
export class ScenePicker {
  readonly #scene: Scene;
  readonly #devices: DeviceLayer;
  readonly #zones: ZoneLayer;
  readonly #buildings: BuildingLayer;
  readonly #city: CityLayers;

  constructor(
    scene: Scene,
    layers: { devices: DeviceLayer; zones: ZoneLayer; buildings: BuildingLayer; city: CityLayers },
  ) {
    this.#scene = scene;
    this.#devices = layers.devices;
    this.#zones = layers.zones;
    this.#buildings = layers.buildings;
    this.#city = layers.city;
  }

  /** CSS pixels of the scene's canvas; undefined behind the camera, at the eye itself, and where the camera is in another part of the world. */
  readonly placeOf = (position: Cartesian3): Cartesian2 | undefined => {
    const distanceM = Cartesian3.distance(position, this.#scene.camera.positionWC);
    // Who looks through a camera is where its symbol is: a point at the eye has no direction, and Cesium throws.
    if (distanceM < EYE_M || distanceM > ON_TOP_M) return undefined;
    return SceneTransforms.worldToWindowCoordinates(this.#scene, position);
  };

  /** How far from the camera the surface under a point is, metres; null in the open. */
  #surface(at: Cartesian2): number | null {
    if (!this.#scene.pickPositionSupported) return null;
    const surface = this.#scene.pickPosition(at);
    return surface ? Cartesian3.distance(this.#scene.camera.positionWC, surface) : null;
  }

  /** The surface under a point in degrees and metres over the ellipsoid; null in the open. */
  locationAt(at: Cartesian2): GeoPoint | null {
    const surface = this.#scene.pickPositionSupported ? this.#scene.pickPosition(at) : undefined;
    const place = surface && Cartographic.fromCartesian(surface);
    if (!place) return null;
    const [longitude, latitude] = [place.longitude, place.latitude].map(CesiumMath.toDegrees) as [number, number];
    return { longitude, latitude, height: place.height };
  }

  /** Metres that a CSS pixel covers at a place. */
  #pixelM({ longitude, latitude, height }: GeoPoint): number {
    const { camera, canvas } = this.#scene;
    const distanceM = Cartesian3.distance(camera.positionWC, Cartesian3.fromDegrees(longitude, latitude, height));
    const { fovy = Math.PI / 3 } = camera.frustum as { fovy?: number };
    return (2 * distanceM * Math.tan(fovy / 2)) / canvas.clientHeight;
  }

  /** Where a point in earth-centred coordinates is on the page; not visible behind the camera and outside the scene. */
  onPage(position: Cartesian3): ScreenPlace {
    const place = this.placeOf(position);
    if (!place) return { x: 0, y: 0, visible: false };
    const { left, top, width, height } = this.#scene.canvas.getBoundingClientRect();
    const visible = place.x >= 0 && place.y >= 0 && place.x < width && place.y < height;
    return { x: left + place.x, y: top + place.y, visible };
  }

  /** The device or cluster a point in CSS pixels of the canvas means; null for none. `exact`: passes over what stands behind a surface. */
  pickDevice(at: Cartesian2, exact = true): DevicePick | null {
    const candidates = [...this.#devices.candidates(at)];
    const surfaceM = exact && candidates.some(({ onTop }) => !onTop) ? this.#surface(at) : null;
    const met = nearestDevice(candidates, at.x, at.y, surfaceM);
    if (!met) return null;
    const codes = this.#devices.codesOf(met.slots);
    if (codes.length === 1) return { pick: { kind: 'device', code: codes[0]! }, drawn: met.drawn };
    return { pick: { kind: 'cluster', devices: codes, ...this.#devices.placeOf(met.slots) }, drawn: met.drawn };
  }

  /** What a click at a point in CSS pixels of the canvas means, where it means no device. */
  pick(at: Cartesian2, ground: GroundLayers): RoomPick {
    // Before the pick: that divides the depths anew, and the last frame's are read by its own division.
    const location = this.locationAt(at);
    const met = this.#buildings.pickThrough(() => this.#scene.drillPick(at, DEPTH_OF_PICK));
    for (const picked of met) {
      const zone = this.#zones.describe(picked);
      if (zone !== null) return { kind: 'zone', code: zone };
      const building = this.#buildings.describe(picked);
      if (building)
        return { kind: 'building', ...building, location: this.#buildings.holds(building, location) ? location : null };
      const feature = this.#city.describe(picked);
      if (feature) return { kind: 'feature', ...feature };
    }
    const feature = location && ground.pick(location, this.#pixelM(location) * REACH_PX);
    return feature ? { kind: 'feature', ...feature } : { kind: 'ground' };
  }

  /**
   * Where a device's symbol is on the page; null for an unknown device. One that was drawn as one of many is drawn by itself from
   * now on, so that what is found can be clicked.
   */
  locate(code: string): ScreenPlace | null {
    this.#devices.pointAt(code);
    const device = this.#devices.entry(code);
    if (!device) return null;
    const place = this.onPage(device.position);
    return { ...place, visible: place.visible && device.level !== 'hidden' };
  }
}
