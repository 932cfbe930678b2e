import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BuildingRecord,
  type DeviceRecord,
  type DutyRecord,
  HouseRecord,
  type OrganisationRecord,
  type PersonRecord,
  type SiteFile,
} from 'twin-core';
import type { GroundPlan } from './site-base.ts';

/** For tests: a small site as it stands in a models folder. */
export interface SampleSite {
  site: SiteFile;
  ground: GroundPlan;
  devices: DeviceRecord[];
  houses: HouseRecord[];
  persons: PersonRecord[];
  organisations: OrganisationRecord[];
  duties: DutyRecord[];
}

/** For tests: a device with what every device has. */
export function sampleDevice(code: string, given: Partial<DeviceRecord> = {}): DeviceRecord {
  return {
    code,
    name: `${code} 感烟探测器`,
    kind: 'smoke-detector',
    facility: 'fire-alarm',
    manufacturer: '太行消防电子',
    model: 'TH-5100',
    installPosition: '1号楼 3F 走廊',
    installedAt: '2023-09-16T09:00:00+08:00',
    location: { longitude: 112.5501, latitude: 37.8702, height: 780 },
    building: 'B01',
    storey: '3F',
    space: '301',
    zone: null,
    ifcGuid: null,
    owningUnit: '物业服务中心',
    maintainer: 'P1',
    parent: null,
    links: [],
    ...given,
  };
}

/** For tests: two buildings, three homes, five people, five devices of three facilities. */
export function sampleSite(code = 'sample'): SampleSite {
  const frame = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 0 };
  return {
    site: {
      site: code,
      name: { zh: '样例小区', en: 'Sample estate' },
      timeZone: 'Asia/Shanghai',
      crs: 'EPSG:4546',
      frame,
      normalHeightM: 790,
      heightDatum: 'egm96',
      boundary: SQUARE,
      view: { from: [0, -100, 80], to: [0, 0, 0] },
      buildings: [building('B01', '1号楼'), building('B02', '2号楼')],
      zones: [
        {
          code: 'Z1',
          name: '南侧1号防区',
          kind: 'fence',
          geometry: {
            type: 'LineString',
            coordinates: [
              [112.549, 37.869],
              [112.55, 37.869],
            ],
          },
        },
      ],
      ground: 'ground.geojson',
      data: {
        devices: 'devices.json',
        houses: 'houses.json',
        persons: 'persons.json',
        organisations: 'organisations.json',
        duties: 'duties.json',
      },
    },
    ground: {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { layer: 'road' },
          geometry: { type: 'Polygon', coordinates: [[...SQUARE, SQUARE[0]!]] },
        },
      ],
    },
    devices: [
      sampleDevice('FA-1', { links: ['CAM-1'] }),
      sampleDevice('FA-2', { name: 'FA-2 感烟探测器', storey: '4F', space: '401', maintainer: null }),
      sampleDevice('CAM-1', { name: '高空抛物摄像机', kind: 'falling-object-camera', facility: 'falling-objects' }),
      sampleDevice('ENV-1', {
        name: '空气站',
        kind: 'noise-meter',
        facility: 'environment',
        building: null,
        storey: null,
        space: null,
        location: { longitude: 112.5512, latitude: 37.8711, height: 772 },
      }),
      sampleDevice('PF-1', {
        name: '南侧电子围栏',
        kind: 'pulse-fence-zone',
        facility: 'perimeter',
        building: null,
        storey: null,
        space: null,
        zone: 'Z1',
      }),
    ],
    houses: [house('B01-1-301', 'B01', 3), house('B01-1-401', 'B01', 4), house('B02-1-301', 'B02', 3)],
    persons: [
      person('P1', '王建国', '13812341234', null),
      person('P2', '欧阳娜', '13912345678', null),
      person('R1', '李秀英', '13700001111', 'B01-1-301'),
      person('R2', '张伟', null, 'B01-1-301'),
      person('R3', '赵敏', '13600002222', 'B01-1-401'),
    ],
    organisations: [
      { code: 'O1', name: '物业服务中心', kind: '物业', tier: 'quarter', parent: null },
      { code: 'O2', name: '秩序维护部', kind: '物业部门', tier: 'unit', parent: 'O1' },
    ],
    duties: [
      { person: 'P1', role: '值班经理', shift: '日班', from: '08:00', to: '20:00' },
      { person: 'P2', role: '值班经理', shift: '夜班', from: '20:00', to: '08:00' },
    ],
  };
}

const SQUARE: [number, number][] = [
  [112.549, 37.869],
  [112.552, 37.869],
  [112.552, 37.872],
  [112.549, 37.872],
];

function building(code: string, name: string): BuildingRecord {
  return {
    code,
    name,
    footprint: SQUARE,
    builtYear: 2019,
    status: '正常',
    serviceLifeYears: 70,
    mainUse: '住宅',
    structureType: '剪力墙结构',
    storeyCount: 11,
    undergroundStoreyCount: 1,
    heightM: 33.5,
    grossFloorAreaM2: 4800.25,
    districtCode: '140106',
    streetCode: '140106001',
    estateCode: '140106001001',
    doorNumber: '8号',
    placeKind: 'living',
    placement: { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 12.5 },
    ifc: null,
  };
}

function house(code: string, building: string, floorNumber: number): HouseRecord {
  const [, unitNumber, roomNumber] = code.split('-') as [string, string, string];
  return HouseRecord.parse({ code, building, unitNumber, floorNumber, roomNumber, areaM2: 98.6, ifcSpaceGuid: null });
}

function person(code: string, name: string, phone: string | null, house: string | null): PersonRecord {
  return { code, name, sex: 'unknown', phone, residentKind: house === null ? 'staff' : 'permanent', house };
}

/** For tests: writes a site into a new temporary folder, as a models folder has it, and returns the folder. */
export async function writeSampleSite(sample: SampleSite): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'twin-models-'));
  const { site, ground, ...lists } = sample;
  await writeFile(join(dir, 'site.json'), JSON.stringify(site));
  await writeFile(join(dir, 'ground.geojson'), JSON.stringify(ground));
  for (const [name, list] of Object.entries(lists)) await writeFile(join(dir, `${name}.json`), JSON.stringify(list));
  return dir;
}
