import type { Vec2 } from '../../ifc/shape.ts';
import { ESTATE_BUILDINGS, type EstateBuilding } from '../estate-buildings.ts';
import { buildingToSite } from '../site-frame.ts';
import { area, block, type GroundFeature, strip } from './feature.ts';
import { LANE_WIDTH_M, RING } from './roads.ts';

/** y of the lane's edge that a building's entrances lead to. */
export function laneNorthOf({ at }: EstateBuilding): number {
  const [, y] = at;
  if (y > 64) return RING.y - RING.width / 2;
  if (y > 0) return 64 - LANE_WIDTH_M / 2;
  return y > -62 ? 2 - LANE_WIDTH_M / 2 : -62 - LANE_WIDTH_M / 2;
}

/** Doors of a kind of house, metres along and before its own axes. */
export const ENTRANCES: Partial<
  Record<EstateBuilding['type'], { readonly xs: readonly number[]; readonly y: number }>
> = {
  tallSlab: { xs: [-10.55, 14.65], y: 7.4 },
  tallTower: { xs: [2.05], y: 8.6 },
  middleTower: { xs: [2.05], y: 8.6 },
  lowSlab3: { xs: [-24, -2.4, 19.2], y: 6.6 },
  lowSlab2: { xs: [-13.2, 8.4], y: 6.6 },
};

/** Footways from the entrances of the houses to the next road, and a path along their north sides. */
export function footways(): GroundFeature[] {
  return ESTATE_BUILDINGS.flatMap((building): GroundFeature[] => {
    const entrance = ENTRANCES[building.type];
    if (!entrance) return [];
    const lane = laneNorthOf(building);
    const doors = entrance.xs.map((x) => buildingToSite(building.at, building.headingDeg, [x, entrance.y]));
    const reach = Math.max(...entrance.xs.map(Math.abs)) + 4;
    const along = [-reach, reach].map((x) => buildingToSite(building.at, building.headingDeg, [x, entrance.y + 4.4]));
    return [
      ...doors.map(([x, y]) =>
        area('path', block(x - 1.2, y, x + 1.2, lane), { name: `${building.name}入户路`, widthM: 2.4 }),
      ),
      area('path', strip(along, 3), { name: `${building.name}宅前路`, widthM: 3 }),
    ];
  });
}

/** Standing grounds for ladder trucks along the south sides of the high houses (GB 50016 7.2.2: at least 10 m wide from 50 m height). */
export function fireGrounds(): { readonly name: string; readonly ring: Vec2[]; readonly number: string }[] {
  return ESTATE_BUILDINGS.filter(({ type }) => /^(tall|middle)/.test(type)).map((building) => {
    const half = building.type === 'tallSlab' ? 24 : 15;
    // Between 5 and 10 m from the balconies.
    const ring = block(-half, -25, half, -15).map((at) => buildingToSite(building.at, building.headingDeg, at));
    return { name: `${building.name}消防登高操作场地`, ring, number: building.number };
  });
}
