import type { BuildingDesign, Element } from '../../ifc/design.ts';
import { globalId } from '../../ifc/global-id.ts';
import type { IndoorDevice } from './plan.ts';

const keyOf = ({ code }: IndoorDevice): string => `device/${code}`;

/** GlobalId of a device's element in its building's file. */
export function deviceGuid(device: IndoorDevice): string {
  return globalId(`${device.building}/${device.storey}/${keyOf(device)}`);
}

/** The building with its devices in place: each in its space, tagged with its code. */
export function withDevices(design: BuildingDesign, devices: readonly IndoorDevice[]): BuildingDesign {
  return {
    ...design,
    storeys: design.storeys.map((storey) => ({
      ...storey,
      elements: [
        ...storey.elements,
        ...devices
          .filter((device) => device.storey === storey.name)
          .map(
            (device): Element => ({
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
            }),
          ),
      ],
    })),
  };
}
