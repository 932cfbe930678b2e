import type { BuildingDesign, Element } from '../../ifc/design.ts';
import { globalId } from '../../ifc/global-id.ts';
import type { BuiltInDevice, IndoorDevice, MountedDevice } from './plan.ts';

const isBuiltIn = (device: IndoorDevice): device is BuiltInDevice => 'element' in device;
const isMounted = (device: IndoorDevice): device is MountedDevice => !isBuiltIn(device);

const keyOf = (device: IndoorDevice): string => (isBuiltIn(device) ? device.element : `device/${device.code}`);

/** GlobalId of a device's element in its building's file. */
export function deviceGuid(device: IndoorDevice): string {
  return globalId(`${device.building}/${device.storey}/${keyOf(device)}`);
}

const elementOf = (device: MountedDevice): Element => ({
  ifc: device.ifc,
  key: keyOf(device),
  name: device.name,
  at: device.at,
  turnDeg: device.turnDeg,
  shape: device.shape,
  predefinedType: device.predefinedType,
  objectType: device.objectType,
  tag: device.code,
  space: device.spaceKey ?? undefined,
});

/** The building with its devices in place: each in its space, tagged with its code. Throws where a built-in one is not drawn. */
export function withDevices(design: BuildingDesign, devices: readonly IndoorDevice[]): BuildingDesign {
  return {
    ...design,
    storeys: design.storeys.map((storey) => {
      const here = devices.filter((device) => device.storey === storey.name);
      const builtIn = new Map(here.filter(isBuiltIn).map((device) => [device.element, device]));
      for (const [key, { code }] of builtIn)
        if (!storey.elements.some((element) => element.key === key))
          throw new Error(`${code}: ${design.code} has no element ${key} on ${storey.name}`);
      return {
        ...storey,
        elements: [
          ...storey.elements.map((element) => {
            const device = builtIn.get(element.key);
            return device ? { ...element, tag: device.code } : element;
          }),
          ...here.filter(isMounted).map(elementOf),
        ],
      };
    }),
  };
}
