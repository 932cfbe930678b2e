import type { Vec2 } from '../../ifc/shape.ts';
import { FENCE_HEIGHT_M, type FenceZone, fenceZones, lineLength, pointAlong } from '../boundary.ts';
import { ESTATE_BUILDINGS, type EstateBuilding } from '../estate-buildings.ts';
import { buildingToSite } from '../site-frame.ts';
import { poleSpeakers } from './broadcast-devices.ts';
import { type OutdoorDevice, two } from './plan.ts';
import { substationDevices } from './power-devices.ts';
import { feederAt } from './power-supply.ts';
import { fireLaneSensors, floodGauges, manholeCovers, outdoorHydrants, streetLamps } from './street-devices.ts';
import { outdoorCameras } from './video-devices.ts';

/** Everything that stands in the open: what has no feeder of its own hangs below the nearest gateway. */
export function outdoorDevices(): OutdoorDevice[] {
  const stations = substationDevices();
  const gateways = stations.filter(({ kind }) => kind === 'iot-gateway');
  const devices = [
    ...perimeterDevices(),
    ...fallingObjectCameras(),
    ...environmentStations(),
    ...streetChargers(),
    ...patrols(),
    ...stations,
    ...outdoorCameras().map(({ device }) => device),
    ...poleSpeakers(),
    ...streetLamps(),
    ...manholeCovers(),
    ...outdoorHydrants(),
    ...fireLaneSensors(),
    ...floodGauges(),
  ];
  return devices.map((device) =>
    device.parent === undefined ? { ...device, parent: nearest(gateways, device.at).code } : device,
  );
}

function nearest(devices: readonly OutdoorDevice[], [x, y]: Vec2): OutdoorDevice {
  const distance = ({ at }: OutdoorDevice) => Math.hypot(at[0] - x, at[1] - y);
  return devices.reduce((best, device) => (distance(device) < distance(best) ? device : best));
}

const towardsInside = (line: readonly Vec2[], distance: number, by: number): Vec2 => {
  const at = pointAlong(line, distance);
  const ahead = pointAlong(line, distance + 0.5);
  const behind = pointAlong(line, distance - 0.5);
  const [dx, dy] = [ahead[0] - behind[0], ahead[1] - behind[1]];
  const length = Math.hypot(dx, dy) || 1;
  // The boundary runs counterclockwise: inside is to the left.
  return [at[0] - (dy / length) * by, at[1] + (dx / length) * by];
};

/** Fence zones, each with its pulse line and its siren; a camera serves two zones, beams stand across every second one. */
function perimeterDevices(): OutdoorDevice[] {
  return fenceZones().flatMap((zone: FenceZone, index): OutdoorDevice[] => {
    const place = zone.code.slice(2);
    const pairFirst = index - (index % 2);
    const pair = fenceZones()[pairFirst]?.code.slice(2) ?? place;
    const length = lineLength(zone.line);
    const base = { facility: 'perimeter', zone: zone.code };
    const helpers = [`PS-${place}`, `PV-${pair}`];
    const fence: OutdoorDevice = {
      ...base,
      code: `PF-${place}`,
      name: `${zone.name}电子围栏`,
      kind: 'pulse-fence-zone',
      installPosition: `${zone.name}围墙顶`,
      links: index % 2 === 0 ? [...helpers, `PB-${place}`] : helpers,
      at: pointAlong(zone.line, length / 2),
      heightM: FENCE_HEIGHT_M,
    };
    const siren: OutdoorDevice = {
      ...base,
      code: `PS-${place}`,
      name: `${zone.name}声光报警器`,
      kind: 'siren-strobe',
      installPosition: `${zone.name}立杆`,
      links: [fence.code],
      at: towardsInside(zone.line, length * 0.9, 0.8),
      heightM: 3,
    };
    if (index % 2 === 1) return [fence, siren];
    const serves = [fence.code, `PF-${fenceZones()[index + 1]?.code.slice(2)}`];
    const beam: OutdoorDevice = {
      ...base,
      code: `PB-${place}`,
      name: `${zone.name}红外对射`,
      kind: 'infrared-beam',
      installPosition: `${zone.name}围墙内侧`,
      links: [...helpers],
      at: towardsInside(zone.line, length * 0.3, 0.4),
      heightM: 1.6,
    };
    const camera: OutdoorDevice = {
      ...base,
      code: `PV-${place}`,
      name: `${zone.name}周界摄像机`,
      kind: 'perimeter-analytics',
      installPosition: `${zone.name}立杆`,
      links: serves,
      at: towardsInside(zone.line, length * 0.95, 1.2),
      heightM: 4,
    };
    return [fence, beam, siren, camera];
  });
}

const RESIDENTIAL = /^(tall|middle|low)/;

/** Masts before a facade: metres from the building's axis along it, and its half depth with the distance kept. */
function masts(building: EstateBuilding): readonly (readonly [suffix: string, word: string, x: number, y: number])[] {
  const wide = building.type === 'tallSlab' ? 13 : building.type.startsWith('low') ? 14 : 0;
  const south = building.type.startsWith('low') ? -22 : -25;
  const north = building.type.startsWith('low') ? 18 : 20;
  return wide > 0
    ? [
        ['S1', '南侧1号', -wide, south],
        ['S2', '南侧2号', wide, south],
        ['N1', '北侧', 0, north],
      ]
    : [
        ['S1', '南侧', 0, south],
        ['N1', '北侧', -7, north],
      ];
}

function fallingObjectCameras(): OutdoorDevice[] {
  return ESTATE_BUILDINGS.filter(({ type }) => RESIDENTIAL.test(type)).flatMap((building) => {
    const all = masts(building);
    return all.map(
      ([suffix, word, x, y]): OutdoorDevice => ({
        code: `FO-${building.number}-${suffix}`,
        name: `${building.name}${word}高空抛物摄像机`,
        kind: 'falling-object-camera',
        facility: 'falling-objects',
        installPosition: `${building.name}${word}仰拍立杆`,
        zone: `ZF-${building.number}${suffix.slice(0, 1)}`,
        links: all
          .filter(([other]) => other !== suffix && other[0] === suffix[0])
          .map(([other]) => `FO-${building.number}-${other}`),
        at: buildingToSite(building.at, building.headingDeg, [x, y]),
        heightM: 3.5,
      }),
    );
  });
}

/** The strips of ground before the facades that falling-object cameras watch: code, name, ring in the site frame. */
export function facadeZones(): { code: string; name: string; ring: Vec2[] }[] {
  return ESTATE_BUILDINGS.filter(({ type }) => RESIDENTIAL.test(type)).flatMap((building) => {
    const half =
      building.type === 'tallSlab'
        ? 25.2
        : building.type === 'lowSlab3'
          ? 32.4
          : building.type === 'lowSlab2'
            ? 21.6
            : 15.6;
    const strip = (near: number, far: number): Vec2[] =>
      [
        [-half, near],
        [half, near],
        [half, far],
        [-half, far],
      ].map(([x, y]) => buildingToSite(building.at, building.headingDeg, [x ?? 0, y ?? 0]));
    return [
      { code: `ZF-${building.number}S`, name: `${building.name}南侧坠物区`, ring: strip(-14, -8.2) },
      { code: `ZF-${building.number}N`, name: `${building.name}北侧坠物区`, ring: strip(8.4, 13) },
    ];
  });
}

const STATIONS: readonly (readonly [code: string, kind: string, name: string, at: Vec2, heightM: number])[] = [
  ['EN-WX-01', 'weather-station', '中心绿地气象站', [30, 52], 3],
  ['EN-AIR-01', 'air-station', '中心绿地空气质量站', [34, 50], 2.5],
  ['EN-AIR-02', 'air-station', '南门空气质量站', [26, -137], 2.5],
  ['EN-AIR-03', 'air-station', '北侧空气质量站', [-46, 88], 2.5],
  ['EN-AIR-04', 'air-station', '东门空气质量站', [146, -8], 2.5],
  ['EN-NOI-01', 'noise-meter', '南侧临街噪声监测点', [-40, -140], 4],
  ['EN-NOI-02', 'noise-meter', '东侧临街噪声监测点', [162, 60], 4],
  ['EN-NOI-03', 'noise-meter', '中心广场噪声监测点', [-27, -45], 3],
  ['EN-NOI-04', 'noise-meter', '北侧噪声监测点', [46, 138], 4],
  ['EN-THM-01', 'thermal-point', '儿童活动场热环境点', [-30, 48], 1.5],
  ['EN-THM-02', 'thermal-point', '中心广场热环境点', [16, -44], 1.5],
  ['EN-THM-03', 'thermal-point', '水景热环境点', [12, 6], 1.5],
  ['EN-THM-04', 'thermal-point', '球场热环境点', [-18, -104], 1.5],
  ['EN-THM-05', 'thermal-point', '1号楼前热环境点', [-98, 80], 1.5],
  ['EN-THM-06', 'thermal-point', '3号楼前热环境点', [98, 80], 1.5],
  ['EN-THM-07', 'thermal-point', '8号楼前热环境点', [-107, -50], 1.5],
  ['EN-THM-08', 'thermal-point', '9号楼前热环境点', [107, -50], 1.5],
];

function environmentStations(): OutdoorDevice[] {
  return STATIONS.map(([code, kind, name, at, heightM]) => ({
    code,
    name,
    kind,
    facility: 'environment',
    installPosition: name.replace(/(气象站|空气质量站|噪声监测点|热环境点)$/, ''),
    links: [],
    at,
    heightM,
  }));
}

/** Car chargers at the parking strip along the east ring road. */
function streetChargers(): OutdoorDevice[] {
  return Array.from({ length: 8 }, (_, index) => ({
    code: `EV-${two(index + 31)}`,
    name: `东侧地面${index + 1}号车位充电桩`,
    kind: 'ev-charger',
    facility: 'charging',
    installPosition: '东环路地面停车位',
    zone: 'ZC-EV2',
    parent: feederAt([161.6, -52.75]),
    links: [],
    at: [161.6, -52.75 + index * 2.5] as Vec2,
    heightM: 1.3,
  }));
}

/** Guards and the car they drive: registered at the service centre, where they set out from. */
function patrols(): OutdoorDevice[] {
  const movers = [
    ['PT-01', '北区巡更终端', 'patrol-terminal'],
    ['PT-02', '中区巡更终端', 'patrol-terminal'],
    ['PT-03', '南区巡更终端', 'patrol-terminal'],
    ['PC-01', '1号巡逻车', 'patrol-vehicle'],
  ] as const;
  return movers.map(([code, name, kind], index) => ({
    code,
    name,
    kind,
    facility: 'patrol',
    installPosition: '服务中心安保值班室',
    parent: null,
    links: [],
    at: [22 + index * 3, -118] as Vec2,
    heightM: 1.2,
  }));
}
