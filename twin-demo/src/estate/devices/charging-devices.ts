import type { BuildingDesign } from '../../ifc/design.ts';
import { CHARGER_PLACES } from '../buildings/charging-shed.ts';
import { stalls } from '../buildings/garage.ts';
import type { EstateBuilding } from '../estate-buildings.ts';
import { type IndoorDevice, two } from './plan.ts';
import { cabinetOf } from './power-devices.ts';
import { CAR_CHARGER, EBIKE_CHARGER, PORT } from './shapes.ts';

const PORTS_PER_CHARGER = 10;

/** The chargers of a shed, each with its ports as devices of their own. */
export function ebikeChargers(building: EstateBuilding, design: BuildingDesign): IndoorDevice[] {
  const shed = Number(building.number) - 16;
  return CHARGER_PLACES.flatMap(([x, y, z], index): IndoorDevice[] => {
    const code = `CH-${two((shed - 1) * CHARGER_PLACES.length + index + 1)}`;
    const base = {
      facility: 'charging',
      zone: `ZC-${two(shed)}`,
      building: design.code,
      storey: '1F',
      spaceKey: 'shed',
      space: '101',
      turnDeg: 0,
    };
    const charger: IndoorDevice = {
      ...base,
      code,
      name: `${building.name}${index + 1}号充电桩`,
      kind: 'ebike-charger',
      installPosition: `${building.name}后墙`,
      parent: cabinetOf(building),
      links: [`FA-${building.number}-01-01`],
      at: [x, y + 0.25, z],
      ifc: 'IfcElectricAppliance',
      predefinedType: 'USERDEFINED',
      objectType: 'EBIKECHARGER',
      shape: EBIKE_CHARGER,
    };
    const ports = Array.from({ length: PORTS_PER_CHARGER }, (_, port): IndoorDevice => {
      // Five outlets on each side of the cabinet, one to every stand.
      const side = port < PORTS_PER_CHARGER / 2 ? -1 : 1;
      const step = port < PORTS_PER_CHARGER / 2 ? PORTS_PER_CHARGER / 2 - port : port - PORTS_PER_CHARGER / 2 + 1;
      return {
        ...base,
        code: `${code}-${two(port + 1)}`,
        name: `${building.name}${index + 1}号桩${port + 1}号端口`,
        kind: 'ebike-charging-port',
        installPosition: `${building.name}后墙${port + 1}号车位`,
        parent: code,
        links: [code, `FA-${building.number}-01-01`],
        at: [x + side * (0.2 + step * 0.68), y + 0.25, 0.95],
        ifc: 'IfcOutlet',
        predefinedType: 'POWEROUTLET',
        objectType: 'EBIKECHARGINGPORT',
        shape: PORT,
      };
    });
    return [charger, ...ports];
  });
}

/** Stalls of the garage with a car charger behind them. */
const CHARGING_ROW = /^H(0[1-9]|1\d|2[0-4])$/;

/** The car chargers of the garage, with the cabinet that feeds them. */
export function carChargers(design: BuildingDesign, parent: string): IndoorDevice[] {
  const storey = design.storeys.find(({ name }) => name === 'B1');
  return stalls()
    .filter(({ number }) => CHARGING_ROW.test(number))
    .map(({ number, x, y }, index): IndoorDevice => {
      const space = storey?.spaces.find(({ ring }) => {
        const xs = ring.map(([px]) => px);
        const ys = ring.map(([, py]) => py);
        return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys);
      });
      return {
        code: `EV-${two(index + 1)}`,
        name: `地下车库${number}车位充电桩`,
        kind: 'ev-charger',
        facility: 'charging',
        installPosition: `地下车库${number}车位后墙`,
        zone: 'ZC-EV',
        parent,
        links: [],
        building: design.code,
        storey: 'B1',
        spaceKey: space?.key ?? null,
        space: space?.name ?? null,
        at: [x, y + 2.95, 1.3],
        turnDeg: 0,
        ifc: 'IfcElectricAppliance',
        predefinedType: 'USERDEFINED',
        objectType: 'EVCHARGER',
        shape: CAR_CHARGER,
      };
    });
}
