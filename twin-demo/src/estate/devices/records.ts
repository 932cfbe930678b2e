import { type DeviceRecord, localToGeo } from 'twin-core';
import { codeOf, ESTATE_BUILDINGS } from '../estate-buildings.ts';
import { pick, seededRandom } from '../random.ts';
import { placementAt, SITE_FRAME } from '../site-frame.ts';
import { deviceGuid } from './furnished.ts';
import type { IndoorDevice, OutdoorDevice, PlannedDevice } from './plan.ts';

/** Who makes, keeps and owns the devices of a facility; all invented. */
interface Keeping {
  readonly makers: readonly (readonly [maker: string, model: string])[];
  readonly maintainers: readonly string[];
  readonly owner: string;
}

const PROPERTY = '晋阳嘉园物业服务中心';

const KEEPING: Readonly<Record<string, Keeping>> = {
  perimeter: {
    makers: [
      ['晋安周界技术', 'JA-PF6'],
      ['汾河智能', 'FH-B200'],
    ],
    maintainers: ['S021', 'S022'],
    owner: PROPERTY,
  },
  'fire-alarm': {
    makers: [
      ['太行消防电子', 'TH-5100'],
      ['并州安全', 'BZ-GT20'],
      ['太行消防电子', 'TH-5210'],
    ],
    maintainers: ['S023', 'S024'],
    owner: PROPERTY,
  },
  'fire-facilities': {
    makers: [
      ['太行消防电子', 'TH-W300'],
      ['并州安全', 'BZ-P12'],
    ],
    maintainers: ['S023', 'S024'],
    owner: PROPERTY,
  },
  'falling-objects': { makers: [['双塔视觉', 'ST-AI8M']], maintainers: ['S021'], owner: PROPERTY },
  video: {
    makers: [
      ['双塔视觉', 'ST-C400'],
      ['汾河智能', 'FH-V2'],
    ],
    maintainers: ['S021', 'S022'],
    owner: PROPERTY,
  },
  ebike: { makers: [['双塔视觉', 'ST-EB1']], maintainers: ['S021'], owner: PROPERTY },
  broadcast: { makers: [['晋声广播', 'JS-IP30']], maintainers: ['S022'], owner: PROPERTY },
  'access-control': { makers: [['晋安周界技术', 'JA-AC2']], maintainers: ['S022'], owner: PROPERTY },
  parking: { makers: [['汾河智能', 'FH-BG4']], maintainers: ['S022'], owner: PROPERTY },
  charging: {
    makers: [
      ['晋能充电', 'JN-E10'],
      ['绿驿电气', 'LY-7K'],
    ],
    maintainers: ['S025'],
    owner: '晋能充电运营有限公司',
  },
  environment: { makers: [['云中环境仪器', 'YZ-M3']], maintainers: ['S026'], owner: '晋阳嘉园社区居民委员会' },
  elevator: { makers: [['晋梯电梯', 'JT-1000']], maintainers: ['S027'], owner: PROPERTY },
  'secondary-water': { makers: [['汾水泵业', 'FS-VF3']], maintainers: ['S028'], owner: PROPERTY },
  manhole: { makers: [['云中环境仪器', 'YZ-MH1']], maintainers: ['S028'], owner: PROPERTY },
  'street-lamp': { makers: [['并州照明', 'BZ-L60']], maintainers: ['S027'], owner: PROPERTY },
  energy: { makers: [['龙城电气', 'LC-GGD']], maintainers: ['S027'], owner: PROPERTY },
  gateway: { makers: [['云中物联', 'YZ-G8']], maintainers: ['S022'], owner: PROPERTY },
  patrol: { makers: [['双塔视觉', 'ST-PT2']], maintainers: ['S021'], owner: PROPERTY },
};

// One device in so many is an old one whose papers were lost: its record says so by null.
const LOST_PAPERS = 37;

/** Throws for a facility that nobody keeps. */
function papers(device: PlannedDevice) {
  const keeping = KEEPING[device.facility];
  if (!keeping) throw new Error(`${device.code}: nobody keeps ${device.facility}`);
  const random = seededRandom(`papers ${device.code}`);
  const [manufacturer, model] = pick(random, keeping.makers);
  const year = 2021 + Math.floor(random() * 4);
  const month = String(1 + Math.floor(random() * 12)).padStart(2, '0');
  const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
  const maintainer = pick(random, keeping.maintainers);
  const owningUnit = keeping.owner;
  if (random() * LOST_PAPERS < 1)
    return { manufacturer: null, model: null, installedAt: null, owningUnit, maintainer: null };
  return { manufacturer, model, installedAt: `${year}-${month}-${day}T09:00:00+08:00`, owningUnit, maintainer };
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
  const inside = indoor.map((device): DeviceRecord => {
    const frame = frames.get(device.building) ?? SITE_FRAME;
    const [x, y, z] = device.at;
    const location = rounded(localToGeo(frame, [x, y, z + elevationOf(device.building, device.storey)]));
    return {
      ...common(device),
      ...papers(device),
      location,
      building: device.building,
      storey: device.storey,
      space: device.space,
      ifcGuid: deviceGuid(device),
    };
  });
  const outside = outdoor.map((device): DeviceRecord => {
    const location = rounded(localToGeo(SITE_FRAME, [device.at[0], device.at[1], device.heightM]));
    return {
      ...common(device),
      ...papers(device),
      location,
      building: null,
      storey: null,
      space: null,
      ifcGuid: null,
    };
  });
  return [...inside, ...outside];
}
