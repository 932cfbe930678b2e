import { type DeviceRecord, localToGeo } from 'twin-core';
import { codeOf, ESTATE_BUILDINGS } from '../estate-buildings.ts';
import { pick, seededRandom } from '../random.ts';
import { placementAt, SITE_FRAME } from '../site-frame.ts';
import { deviceGuid } from './furnished.ts';
import type { IndoorDevice, OutdoorDevice, PlannedDevice } from './plan.ts';

// Invented makers and models by facility.
const MAKERS: Readonly<Record<string, readonly (readonly [maker: string, model: string])[]>> = {
  perimeter: [
    ['晋安周界技术', 'JA-PF6'],
    ['汾河智能', 'FH-B200'],
  ],
  'fire-alarm': [
    ['太行消防电子', 'TH-5100'],
    ['并州安全', 'BZ-GT20'],
    ['太行消防电子', 'TH-5210'],
  ],
  'falling-objects': [['双塔视觉', 'ST-AI8M']],
  charging: [
    ['晋能充电', 'JN-E10'],
    ['绿驿电气', 'LY-7K'],
  ],
  environment: [['云中环境仪器', 'YZ-M3']],
  patrol: [['双塔视觉', 'ST-PT2']],
};

const MAINTAINERS: Readonly<Record<string, readonly string[]>> = {
  perimeter: ['S021', 'S022'],
  'fire-alarm': ['S023', 'S024'],
  'falling-objects': ['S021'],
  charging: ['S025'],
  environment: ['S026'],
  patrol: ['S021'],
};

const OWNERS: Readonly<Record<string, string>> = {
  perimeter: '晋阳嘉园物业服务中心',
  'fire-alarm': '晋阳嘉园物业服务中心',
  'falling-objects': '晋阳嘉园物业服务中心',
  charging: '晋能充电运营有限公司',
  environment: '晋阳嘉园社区居民委员会',
  patrol: '晋阳嘉园物业服务中心',
};

// Every 37th device is an old one whose papers were lost: its record says so by null.
const LOST_PAPERS = 37;

function papers(device: PlannedDevice, index: number) {
  const random = seededRandom(`papers ${device.code}`);
  const [manufacturer, model] = pick(random, MAKERS[device.facility] ?? [['未知', '未知']]);
  const lost = index % LOST_PAPERS === LOST_PAPERS - 1;
  const year = 2021 + Math.floor(random() * 4);
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  return {
    manufacturer: lost ? null : manufacturer,
    model: lost ? null : model,
    installedAt: lost ? null : `${year}-${month}-${day}T09:00:00+08:00`,
    owningUnit: OWNERS[device.facility] ?? null,
    maintainer: lost ? null : pick(random, MAINTAINERS[device.facility] ?? ['S021']),
  };
}

const common = (device: PlannedDevice) => ({
  code: device.code,
  name: device.name,
  kind: device.kind,
  facility: device.facility,
  installPosition: device.installPosition,
  zone: device.zone ?? null,
  parent: device.parent ?? null,
  links: [...device.links],
});

const rounded = ({ longitude, latitude, height }: { longitude: number; latitude: number; height: number }) => ({
  longitude: Math.round(longitude * 1e9) / 1e9,
  latitude: Math.round(latitude * 1e9) / 1e9,
  height: Math.round(height * 1e3) / 1e3,
});

/** The registry's records of all devices. Elevations of storeys are given by building and storey name. */
export function deviceRecords(
  indoor: readonly IndoorDevice[],
  outdoor: readonly OutdoorDevice[],
  elevationOf: (building: string, storey: string) => number,
): DeviceRecord[] {
  const frames = new Map(
    ESTATE_BUILDINGS.map((building) => [codeOf(building), placementAt(building.at, building.headingDeg)]),
  );
  const inside = indoor.map((device, index): DeviceRecord => {
    const frame = frames.get(device.building) ?? SITE_FRAME;
    const [x, y, z] = device.at;
    const location = rounded(localToGeo(frame, [x, y, z + elevationOf(device.building, device.storey)]));
    return {
      ...common(device),
      ...papers(device, index),
      location,
      building: device.building,
      storey: device.storey,
      space: device.space,
      ifcGuid: deviceGuid(device),
    };
  });
  const outside = outdoor.map((device, index): DeviceRecord => {
    const location = rounded(localToGeo(SITE_FRAME, [device.at[0], device.at[1], device.heightM]));
    return {
      ...common(device),
      ...papers(device, index),
      location,
      building: null,
      storey: null,
      space: null,
      ifcGuid: null,
    };
  });
  return [...inside, ...outside];
}
