import type { Vec2 } from '../../ifc/shape.ts';
import { codeOf, ESTATE_BUILDINGS } from '../estate-buildings.ts';
import { ENTRANCES, laneNorthOf } from '../ground/access.ts';
import { LANE_WIDTH_M, RING } from '../ground/roads.ts';
import { buildingToSite } from '../site-frame.ts';

/** Where pipes go into a building: before the wall beside a door, and the middle of the road that they come from. */
export interface ServicePoint {
  readonly building: string;
  readonly name: string;
  /** Unit (staircase) that it serves; none where it is the whole building. */
  readonly unit?: string;
  /** Before the wall, in the site frame. */
  readonly at: Vec2;
  /** y of the middle of the road to the north. */
  readonly roadY: number;
}

/** Pipes end this far before the wall's face, metres: what is inside belongs to the house. */
const BEFORE_WALL_M = 0.5;

/** One for each door of the houses with homes, and one for the service centre and the kindergarten. */
export function servicePoints(): ServicePoint[] {
  return ESTATE_BUILDINGS.flatMap((building): ServicePoint[] => {
    const words = { building: codeOf(building), name: building.name };
    const entrance = ENTRANCES[building.type];
    if (entrance) {
      const edge = laneNorthOf(building);
      const roadY = edge === RING.y - RING.width / 2 ? RING.y : edge + LANE_WIDTH_M / 2;
      return entrance.xs.map((x, index) => ({
        ...words,
        ...(entrance.xs.length > 1 ? { unit: String(index + 1) } : {}),
        at: buildingToSite(building.at, building.headingDeg, [x, entrance.y + BEFORE_WALL_M]),
        roadY,
      }));
    }
    // Both stand south of the southern lane, with their halls to the north.
    if (building.type === 'serviceCentre' || building.type === 'kindergarten')
      return [{ ...words, at: [building.at[0], building.at[1] + 9], roadY: -62 }];
    return [];
  });
}
