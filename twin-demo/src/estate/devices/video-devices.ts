import type { CameraView } from 'twin-core';
import type { Vec2 } from '../../ifc/shape.ts';
import { fireLanes } from '../ground/roads.ts';
import { facilityOf, type House, mount, spaceOf, storeyOf, unitsOf, wallsOf } from './indoor-place.ts';
import { type IndoorDevice, middle, type OutdoorDevice, two } from './plan.ts';

/** The kinds of place that clause 7.2.10-1 names; a camera's install position begins with its own. */
export const WATCHED = {
  entrance: '小区出入口',
  unitDoor: '单元门出入口',
  parking: '停车场出入口',
  road: '小区主干道',
  fireLane: '消防通道',
  publicArea: '重点公共区域',
} as const;
type Watched = keyof typeof WATCHED;

/** How a camera looks, by where it is: degrees above the horizon, horizontal field of view, metres. */
const LOOKS: Readonly<Record<Watched, Pick<CameraView, 'tiltDeg' | 'angleDeg' | 'rangeM'>>> = {
  entrance: { tiltDeg: -15, angleDeg: 62, rangeM: 30 },
  unitDoor: { tiltDeg: -25, angleDeg: 90, rangeM: 8 },
  parking: { tiltDeg: -15, angleDeg: 70, rangeM: 25 },
  road: { tiltDeg: -10, angleDeg: 48, rangeM: 70 },
  fireLane: { tiltDeg: -10, angleDeg: 40, rangeM: 90 },
  publicArea: { tiltDeg: -18, angleDeg: 75, rangeM: 45 },
};

/** A camera with the azimuth that it looks to, degrees clockwise from north. */
export interface WatchingCamera<Device> {
  readonly device: Device;
  readonly headingDeg: number;
  readonly place: Watched;
}

/** What it sees, as its installer recorded it. */
export const viewOf = ({ device, headingDeg, place }: WatchingCamera<{ readonly code: string }>): CameraView => ({
  device: device.code,
  headingDeg: (Math.round(headingDeg) + 360) % 360,
  ...LOOKS[place],
});

type Row = readonly [
  code: string,
  kind: 'camera' | 'ptz-camera' | 'video-analytics',
  place: Watched,
  where: string,
  at: Vec2,
  headingDeg: number,
];

const OUTDOORS: readonly Row[] = [
  ['VC-S1', 'camera', 'entrance', '南门进口车道', [-1, -138], 180],
  ['VC-S2', 'camera', 'entrance', '南门出口车道', [6, -138], 180],
  ['VC-S3', 'camera', 'entrance', '南门人行通道', [-9, -138], 180],
  ['VC-E1', 'camera', 'entrance', '东门进口车道', [159, 5], 90],
  ['VC-E2', 'camera', 'entrance', '东门出口车道', [159, -1], 90],
  ['VC-E3', 'camera', 'entrance', '东门人行通道', [159, 9], 90],
  ['VC-G1', 'camera', 'parking', '地下车库坡道口', [41.5, 24], 180],
  ['VC-R1', 'camera', 'road', '中央大道', [-9, -68], 180],
  ['VC-R2', 'camera', 'road', '环路西南角', [-147, -125], 0],
  ['VC-R3', 'camera', 'road', '环路东南角', [147, -125], 0],
  ['VC-R4', 'camera', 'road', '环路东北角', [147, 125], 180],
  ['VC-R5', 'camera', 'road', '环路西北角', [-147, 125], 180],
  ['VC-R6', 'camera', 'road', '环路北段中央', [4, 126], 270],
  ['VP-01', 'ptz-camera', 'publicArea', '中心广场', [18, -50], 300],
  ['VP-02', 'ptz-camera', 'publicArea', '环湖步道', [22, 28], 240],
  ['VP-03', 'ptz-camera', 'publicArea', '儿童活动场', [-40, 56], 135],
  ['VP-04', 'ptz-camera', 'publicArea', '篮球场', [-34, -80], 150],
  ['VP-05', 'ptz-camera', 'publicArea', '服务中心广场', [72, -106], 260],
  ['VP-06', 'ptz-camera', 'publicArea', '幼儿园门前', [92, -104], 110],
  ['VA-01', 'video-analytics', 'publicArea', '中心广场', [-16, -32], 140],
  ['VA-02', 'video-analytics', 'entrance', '南门', [-10, -134], 180],
  ['VA-03', 'video-analytics', 'entrance', '东门', [155, 8], 90],
  ['VA-04', 'video-analytics', 'publicArea', '健身广场', [24, 40], 60],
];

const outdoor = ([code, kind, place, where, at, headingDeg]: Row): WatchingCamera<OutdoorDevice> => ({
  place,
  headingDeg,
  device: {
    code,
    name: `${where}${{ camera: '摄像机', 'ptz-camera': '云台摄像机', 'video-analytics': '智能分析摄像机' }[kind]}`,
    kind,
    facility: facilityOf(kind),
    installPosition: `${WATCHED[place]}：${where}立杆`,
    links: [],
    at,
    heightM: 4.5,
  },
});

/** One camera along every fire lane, from its western or southern end. */
function fireLaneCameras(): WatchingCamera<OutdoorDevice>[] {
  return fireLanes().map(({ code, name, ring }, index) => {
    const xs = ring.map(([x]) => x);
    const ys = ring.map(([, y]) => y);
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const along = east - west > north - south;
    const at: Vec2 = along ? [west + 12, south - 0.8] : [west - 0.8, south + 12];
    const camera = outdoor([`VC-L${two(index + 1)}`, 'camera', 'fireLane', name, at, along ? 84 : 6]);
    return { ...camera, device: { ...camera.device, zone: code } };
  });
}

/** Cameras in the open. */
export function outdoorCameras(): WatchingCamera<OutdoorDevice>[] {
  return [...OUTDOORS.map(outdoor), ...fireLaneCameras()];
}

/** Cameras of a building: at the unit doors, in the garage, and in the hall of the service centre. */
export function indoorCameras(house: House): WatchingCamera<IndoorDevice>[] {
  const { building, design } = house;
  switch (building.type) {
    case 'garage':
      return garageCameras(house);
    case 'serviceCentre':
      return [hallCamera(house)];
    default:
      return unitsOf(house).map(({ key, number, words }) => {
        const storey = storeyOf(design, '1F');
        const space = spaceOf(storey, `${key}passage`);
        const where = `${building.name}${words || '单元'}门`;
        const device = mount(
          house,
          { storey, space, at: [middle(space.ring)[0], wallsOf(space).south + 0.1, 2.5] },
          'camera',
          {
            code: `VC-${building.number}-${number}`,
            name: `${where}摄像机`,
            installPosition: `${WATCHED.unitDoor}：${where}内侧`,
          },
        );
        // The doors are on the north side.
        return { device, headingDeg: building.headingDeg, place: 'unitDoor' };
      });
  }
}

function garageCameras(house: House): WatchingCamera<IndoorDevice>[] {
  const { building, design } = house;
  const storey = storeyOf(design, 'B1');
  return storey.spaces.map((space, index) => {
    const { west, north } = wallsOf(space);
    const ramp = index === 1;
    const where = `${building.name}${space.longName}${ramp ? '坡道下端' : ''}`;
    const place = ramp ? 'parking' : 'publicArea';
    const device = mount(house, { storey, space, at: [west + 24, north - 0.1, 2.9] }, 'camera', {
      code: `VC-${building.number}-${index + 1}`,
      name: `${where}摄像机`,
      installPosition: `${WATCHED[place]}：${where}`,
    });
    return { device, headingDeg: building.headingDeg + (ramp ? 135 : 180), place };
  });
}

function hallCamera(house: House): WatchingCamera<IndoorDevice> {
  const { building, design } = house;
  const storey = storeyOf(design, '1F');
  const space = spaceOf(storey, 'hall');
  const { west, north } = wallsOf(space);
  const device = mount(house, { storey, space, at: [west + 0.4, north - 0.2, 3] }, 'video-analytics', {
    code: 'VA-05',
    name: `${building.name}${space.longName}智能分析摄像机`,
    installPosition: `${WATCHED.publicArea}：${building.name}${space.longName}`,
  });
  return { device, headingDeg: building.headingDeg + 120, place: 'publicArea' };
}
