import type { DeviceState, Priority } from 'twin-core';
import type { DeviceMarker } from '../../state/marker.ts';
import type { Viewpoint } from './cut-tree.ts';
import { DeviceTable } from './device-table.ts';

/** Where the synthetic estates stand: near a point of the equator, so that x is up, y east and z north, metres. */
const EARTH_M = 6_378_137;

/** A device at metres east, north and up of the middle of its estate. */
export interface Planted {
  readonly east: number;
  readonly north: number;
  readonly up: number;
  readonly building?: string;
  readonly storey?: string;
  readonly symbol?: string;
  readonly state?: DeviceState;
  readonly priority?: Priority;
}

/** A table of planted devices; their codes are D0, D1 and so on. */
export function plant(devices: readonly Planted[]): DeviceTable {
  const positions = new Float64Array(devices.length * 3);
  const markers = devices.map((device, slot): DeviceMarker => {
    positions.set([EARTH_M + device.up, device.east, device.north], slot * 3);
    const { building = null, storey = null, symbol = 'M0 0', state = 'normal', priority = null } = device;
    const code = `D${slot}`;
    const location = { longitude: 0, latitude: 0, height: 0 };
    return { code, name: code, building, storey, location, symbol, place: code, state, priority, acknowledged: true };
  });
  return new DeviceTable(markers, positions);
}

/** A camera at metres east, north and up of the middle; a picture of 1000 × 1000 CSS pixels at 60°. */
export function viewFrom(east: number, north: number, up: number): Viewpoint {
  return { eye: [EARTH_M + up, east, north], focalPx: 866, heightPx: 1000 };
}
