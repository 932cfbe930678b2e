import type { Vec2 } from '../../ifc/shape.ts';
import { codeOf, ESTATE_BUILDINGS } from '../estate-buildings.ts';
import { block } from '../ground/feature.ts';
import {
  BACK_TO,
  facilityOf,
  type House,
  levelOf,
  lobbyOf,
  mount,
  spaceOf,
  storeyOf,
  storeysAbove,
  unitsOf,
  wallsOf,
} from './indoor-place.ts';
import { type IndoorDevice, middle, type OutdoorDevice, two } from './plan.ts';

/** A loudspeaker in a stair house is heard four storeys up and down. */
const SPEAKER_EVERY = 8;

/** Code of the host that all loudspeakers hang from. */
const HOST = 'BH-01';

/** Code of the broadcast zone of a building. */
const zoneOf = (number: string): string => `ZB-${number}`;

/** The loudspeakers of a building, and in the monitoring centre their host. */
export function broadcastDevices(house: House): IndoorDevice[] {
  const { building, design } = house;
  const speaker = (storeyName: string, key: string, number: number, where: string): IndoorDevice => {
    const storey = storeyOf(design, storeyName);
    const space = spaceOf(storey, key);
    const { north } = wallsOf(space);
    return mount(
      house,
      { storey, space, at: [middle(space.ring)[0] - 0.9, north, 2.3], turnDeg: BACK_TO.north },
      'broadcast-terminal',
      {
        code: `BT-${building.number}-${levelOf(storey)}-${number}`,
        name: `${where}广播终端`,
        installPosition: `${where}北墙`,
        zone: zoneOf(building.number),
        links: [HOST],
      },
    );
  };
  const units = unitsOf(house);
  if (units.length > 0)
    return storeysAbove(design)
      .filter((_, index) => index % SPEAKER_EVERY === 0)
      .flatMap((storey) =>
        units.map((unit) => {
          const { key, longName } = lobbyOf(storey, unit);
          return speaker(storey.name, key, unit.number, `${building.name}${longName}`);
        }),
      );
  switch (building.type) {
    case 'serviceCentre':
      return [...corridors(house, speaker), host(house)];
    case 'kindergarten':
      return corridors(house, speaker);
    case 'garage':
      return storeyOf(design, 'B1').spaces.map(({ key, longName }, index) =>
        speaker('B1', key, index + 1, `${building.name}${longName}`),
      );
    case 'chargingShed':
      return [speaker('1F', 'shed', 1, building.name)];
    default:
      return [speaker('1F', 'guard-1', 1, building.name)];
  }
}

function corridors(
  { building, design }: House,
  speaker: (storey: string, key: string, number: number, where: string) => IndoorDevice,
): IndoorDevice[] {
  return storeysAbove(design).map(({ name, spaces }) => {
    const corridor = spaces.find(({ key }) => key === 'corridor');
    return speaker(name, 'corridor', 1, `${building.name}${corridor?.longName ?? ''}`);
  });
}

function host(house: House): IndoorDevice {
  const storey = storeyOf(house.design, '1F');
  const space = spaceOf(storey, 'monitoring');
  const { west, north } = wallsOf(space);
  return mount(house, { storey, space, at: [west + 2, north, 1.2], turnDeg: BACK_TO.north }, 'broadcast-host', {
    code: HOST,
    name: '广播主机',
    installPosition: `${house.building.name}监控中心机柜`,
  });
}

/** Loudspeakers on poles: name, place, and the letter of the zone in the open. */
const POLES: readonly (readonly [name: string, at: Vec2, zone: 'N' | 'M' | 'S'])[] = [
  ['南门', [-14, -138], 'S'],
  ['东门', [158, -8], 'M'],
  ['中心广场', [14, -34], 'M'],
  ['礼仪广场', [-10, -56], 'M'],
  ['环湖步道', [-30, 22], 'M'],
  ['儿童活动场', [-22, 56], 'M'],
  ['健身广场', [38, 52], 'M'],
  ['篮球场', [-33, -98], 'S'],
  ['服务中心广场', [50, -106], 'S'],
  ['幼儿园门前', [112, -78], 'S'],
  ['北环路西段', [-70, 126], 'N'],
  ['北环路东段', [70, 126], 'N'],
  ['西环路北段', [-147, 90], 'N'],
  ['东环路北段', [147, 90], 'N'],
  ['西环路南段', [-147, -30], 'M'],
  ['东环路南段', [147, -40], 'M'],
];

/** Loudspeakers in the open. */
export function poleSpeakers(): OutdoorDevice[] {
  return POLES.map(([name, at, zone], index) => ({
    code: `BT-O${two(index + 1)}`,
    name: `${name}室外音柱`,
    kind: 'broadcast-terminal',
    facility: facilityOf('broadcast-terminal'),
    installPosition: `${name}灯杆`,
    zone: `ZB-${zone}`,
    links: [HOST],
    at,
    heightM: 3.5,
  }));
}

/** Broadcast zones (7.2.5-3): one for each building, by its footprint, and three in the open, by their rings in the site frame. */
export function broadcastZones(
  footprintOf: (building: string) => readonly Vec2[],
): { readonly code: string; readonly name: string; readonly ring: readonly Vec2[] }[] {
  const inside = ESTATE_BUILDINGS.map((building) => ({
    code: zoneOf(building.number),
    name: `${building.name}广播分区`,
    ring: footprintOf(codeOf(building)),
  }));
  return [
    ...inside,
    { code: 'ZB-N', name: '北区室外广播分区', ring: block(-168, 64, 168, 131) },
    { code: 'ZB-M', name: '中区室外广播分区', ring: block(-168, -62, 168, 64) },
    { code: 'ZB-S', name: '南区室外广播分区', ring: block(-168, -147, 168, -62) },
  ];
}
