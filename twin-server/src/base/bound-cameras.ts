import { type Catalogue, type DeviceRecord, isCamera } from 'twin-core';
import type { BaseRegistry } from './registry.ts';
import type { Surroundings } from './surroundings.ts';

const MOST = 5;

/** Cameras that show where a device stands, the best first: itself, those linked with it, those of its zone, the nearest (7.2.4-4). */
export function boundCameras(
  device: DeviceRecord,
  registry: Pick<BaseRegistry, 'devices'>,
  catalogue: Catalogue,
  surroundings: Surroundings,
): string[] {
  const itself: string[] = [];
  const linked: string[] = [];
  const ofZone: string[] = [];
  for (const { code, kind, links, zone } of registry.devices()) {
    const isItself = code === device.code;
    const isLinked = device.links.includes(code) || links.includes(device.code);
    const isOfZone = zone !== null && zone === device.zone;
    if (!isItself && !isLinked && !isOfZone) continue;
    const known = catalogue.kind(kind)?.kind;
    if (!known || !isCamera(known)) continue;
    (isItself ? itself : isLinked ? linked : ofZone).push(code);
  }
  const near = surroundings.near(device).camera.map(({ code }) => code);
  return [...new Set([...itself, ...linked, ...ofZone, ...near])].slice(0, MOST);
}
