import type { Vec2 } from '../../ifc/shape.ts';
import { area, block, type GroundFeature, path } from './feature.ts';

/** What an emergency shelter keeps (clause 5.8.8-2): name, amount, unit, date of expiry. */
const supply = (name: string, quantity: number, unit: string, expiresAt: string | null) => ({
  name,
  quantity,
  unit,
  expiresAt,
});

/** Net area that an emergency shelter gives a person, square metres (GB 51143-2015: at least 1.5 for some hours). */
const M2_A_PERSON = 1.5;

function shelter(name: string, ring: readonly Vec2[], areaM2: number, more: Readonly<Record<string, unknown>>): GroundFeature {
  return area('shelter', ring, { name, areaM2, capacity: Math.floor(areaM2 / M2_A_PERSON), ...more });
}

/** Shelters of the estate, invented: on open squares away from what may fall. */
function shelters(): GroundFeature[] {
  return [
    shelter('中心广场避难场所', block(-15, -59, 15, -29), 900, {
      manager: 'S001',
      supplies: [
        supply('饮用水', 1200, '瓶', '2027-05-01'),
        supply('压缩食品', 600, '份', '2028-03-31'),
        supply('帐篷', 40, '顶', null),
        supply('急救箱', 6, '个', '2027-09-30'),
      ],
    }),
    shelter('篮球场避难场所', block(-31, -112, -15, -82), 480, {
      manager: 'S021',
      supplies: [supply('饮用水', 480, '瓶', '2027-05-01'), supply('应急照明灯', 12, '盏', null)],
    }),
    shelter('幼儿园操场避难场所', block(94, -122, 130, -106), 576, {
      manager: 'S023',
      supplies: [supply('饮用水', 600, '瓶', '2027-05-01'), supply('儿童毛毯', 150, '条', null)],
    }),
  ];
}

const route = (name: string, to: string, line: readonly Vec2[]) => path('evacuation', line, { name, to, widthM: 4 });

/** Ways from the houses to the shelters (clause 5.8.8-3), along the estate's roads. */
function routes(): GroundFeature[] {
  return [
    route('北侧住宅疏散路线', '中心广场避难场所', [
      [-98, 84],
      [-60, 84],
      [-60, 66],
      [-52, 20],
      [-20, -12],
      [-8, -30],
    ]),
    route('东北住宅疏散路线', '中心广场避难场所', [
      [98, 84],
      [60, 84],
      [60, 66],
      [52, 20],
      [20, -12],
      [8, -30],
    ]),
    route('西南住宅疏散路线', '篮球场避难场所', [
      [-118, -70],
      [-60, -70],
      [-36, -70],
      [-23, -82],
    ]),
    route('东南住宅疏散路线', '幼儿园操场避难场所', [
      [107, -52],
      [140, -60],
      [140, -112],
      [130, -114],
    ]),
  ];
}

/** What is kept ready for an emergency: shelters and the ways to them. */
export function emergencyPlan(): GroundFeature[] {
  return [...shelters(), ...routes()];
}
