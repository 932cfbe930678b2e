import type { BuildingDesign } from '../../ifc/design.ts';
import type { EstateBuilding } from '../estate-buildings.ts';
import { accessDevices } from './access-devices.ts';
import { broadcastDevices } from './broadcast-devices.ts';
import { carChargers, ebikeChargers } from './charging-devices.ts';
import { fireDevices } from './fire-devices.ts';
import { fireFacilityDevices } from './fire-facility-devices.ts';
import { liftDevices } from './lift-devices.ts';
import { type IndoorDevice, middle, two } from './plan.ts';
import { cabinetOf, gatewayOf, powerDevices } from './power-devices.ts';
import { SIREN, WALL_BOX } from './shapes.ts';
import { indoorCameras } from './video-devices.ts';
import { waterDevices } from './water-devices.ts';

/** Everything that stands in one building: what has no feeder of its own hangs below the building's gateway. */
export function indoorDevices(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  const house = { building, design };
  const fire = design.storeys.flatMap((storey) => fireDevices(building, design, storey));
  const siren = lobbySiren(building, design);
  const sirenCodes = siren.map(({ code }) => code);
  const devices: IndoorDevice[] = [
    ...fire.map((device) => ({ ...device, links: [...device.links, ...sirenCodes] })),
    ...siren,
    ...airPoints(building, design),
    ...(building.type === 'chargingShed' ? ebikeChargers(building, design) : []),
    ...(building.type === 'garage' ? carChargers(design, cabinetOf(building)) : []),
    ...powerDevices(house),
    ...liftDevices(house),
    ...fireFacilityDevices(house),
    ...waterDevices(house),
    ...broadcastDevices(house),
    ...indoorCameras(house).map(({ device }) => device),
    ...accessDevices(house),
  ];
  return devices.map((device) => (device.parent === undefined ? { ...device, parent: gatewayOf(building) } : device));
}

/** A siren in the ground-floor lobby of every house with homes, and in the corridors of the public buildings. */
function lobbySiren(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  const storey = design.storeys.find(({ name }) => name === '1F');
  const lobby = storey?.spaces.find(
    ({ key, objectType }) => !key.endsWith('passage') && /LOBBY|CORRIDOR/.test(objectType),
  );
  if (!storey || !lobby) return [];
  const north = Math.max(...lobby.ring.map(([, y]) => y));
  const [x] = middle(lobby.ring);
  return [
    {
      code: `SS-${building.number}-01`,
      name: `${building.name}${lobby.longName}声光报警器`,
      kind: 'siren-strobe',
      facility: 'perimeter',
      installPosition: `${building.name}${lobby.longName}北墙`,
      links: [],
      building: design.code,
      storey: '1F',
      spaceKey: lobby.key,
      space: lobby.name,
      at: [x + 0.9, north, 2.35],
      turnDeg: 0,
      ifc: 'IfcAlarm',
      predefinedType: 'SIREN',
      shape: SIREN,
    },
  ];
}

/** Rooms whose air is measured, by building type: keys of spaces on storeys. */
const AIR_ROOMS: Partial<Record<EstateBuilding['type'], readonly (readonly [storey: string, key: string])[]>> = {
  serviceCentre: [
    ['1F', 'hall'],
    ['1F', 'monitoring'],
    ['2F', 'elderly'],
    ['3F', 'activity'],
  ],
  kindergarten: [
    ['1F', 'room-1'],
    ['2F', 'room-1'],
    ['3F', 'room-1'],
  ],
  garage: [
    ['B1', 'zone-1'],
    ['B1', 'zone-2'],
    ['B1', 'zone-3'],
    ['B1', 'zone-4'],
  ],
};

function airPoints(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  return (AIR_ROOMS[building.type] ?? []).map(([storeyName, key], index): IndoorDevice => {
    const space = design.storeys.find(({ name }) => name === storeyName)?.spaces.find((each) => each.key === key);
    if (!space) throw new Error(`${design.code} has no space ${key} on ${storeyName}`);
    const [x] = middle(space.ring);
    const north = Math.max(...space.ring.map(([, y]) => y));
    return {
      code: `EN-IAQ-${building.number}-${two(index + 1)}`,
      name: `${building.name}${space.longName}室内空气监测点`,
      kind: 'indoor-air',
      facility: 'environment',
      installPosition: `${building.name}${space.longName}北墙`,
      links: [],
      building: design.code,
      storey: storeyName,
      spaceKey: space.key,
      space: space.name,
      at: [x, north, 1.6],
      turnDeg: 0,
      ifc: 'IfcSensor',
      predefinedType: 'CO2SENSOR',
      shape: WALL_BOX,
    };
  });
}
