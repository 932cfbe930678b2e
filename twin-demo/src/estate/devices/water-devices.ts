import { BACK_TO, type House, mount, storeyOf, wallsOf } from './indoor-place.ts';
import type { IndoorDevice } from './plan.ts';
import { cabinetOf } from './power-devices.ts';

/** Pressure zones of the pumps. */
const ZONES = ['低区', '中区', '高区'] as const;

/** The pump room of the water supply in the garage (clause 6.4.2-5), and the gauge of what may flood it. */
export function waterDevices(house: House): IndoorDevice[] {
  const { building, design } = house;
  if (building.type !== 'garage') return [];
  const storey = storeyOf(design, 'B1');
  const space = storey.spaces[2]!;
  const { west, north, south } = wallsOf(space);
  const room = `${building.name}生活水泵房`;
  const onNorth = (x: number, z: number) => ({
    storey,
    space,
    at: [west + x, north, z] as const,
    turnDeg: BACK_TO.north,
  });
  const tanks = [1, 2].map((number) =>
    mount(house, onNorth(number * 2, 1.6), 'water-tank', {
      code: `WT-16-${number}`,
      name: `${number}号生活水箱`,
      installPosition: room,
    }),
  );
  const pumps = ZONES.map((zone, index) =>
    mount(house, onNorth(6 + index * 1.2, 1.5), 'pump', {
      code: `PU-16-${index + 1}`,
      name: `${zone}给水泵组`,
      installPosition: room,
      // Pumps stand still without power; tanks and gauges have batteries.
      parent: cabinetOf(building),
      links: tanks.map(({ code }) => code),
    }),
  );
  const quality = ['出水', '回水'].map((word, index) =>
    mount(house, onNorth(10 + index, 1.4), 'water-quality', {
      code: `WQ-16-${index + 1}`,
      name: `二次供水${word}水质监测点`,
      installPosition: room,
      links: tanks.map(({ code }) => code),
    }),
  );
  const flood = mount(house, { storey, space, at: [west + 20, south, 0.3], turnDeg: BACK_TO.south }, 'flood-level', {
    code: 'EN-FLD-16',
    name: `${building.name}集水坑液位计`,
    installPosition: `${building.name}集水坑`,
  });
  return [...tanks, ...pumps, ...quality, flood];
}
