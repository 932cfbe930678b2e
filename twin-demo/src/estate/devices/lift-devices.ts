import { facilityOf, type House, LOW_STOREYS, mount, spaceOf, storeysAbove, unitsOf } from './indoor-place.ts';
import type { BuiltInDevice, IndoorDevice } from './plan.ts';
import { cabinetOf } from './power-devices.ts';

/** The lifts of a house and the cameras in their cars that know an e-bike. */
export function liftDevices(house: House): IndoorDevice[] {
  const { building, design } = house;
  // Cars are drawn where their shafts begin.
  const storey = design.storeys[0]!;
  const isHigh = storeysAbove(design).length > LOW_STOREYS;
  return unitsOf(house).flatMap(({ key, number, words }) =>
    storey.elements
      .filter((element) => element.key.startsWith(`${key}lift-`) && element.ifc === 'IfcTransportElement')
      .flatMap((car, index, cars): IndoorDevice[] => {
        const shaft = spaceOf(storey, `${key}lift-${index + 1}`);
        // GB 50016-2014, 7.3.1: homes over 33 m have a fire lift in each unit; it carries everybody else too.
        const kind = isHigh && index === 0 ? 'fire-lift' : 'elevator';
        const lift = `${building.name}${words}${cars.length > 1 ? `${index + 1}号` : ''}电梯`;
        const [x, y] = car.at;
        const suffix = `${building.number}-${number}-${index + 1}`;
        const elevator: BuiltInDevice = {
          code: `EL-${suffix}`,
          name: kind === 'fire-lift' ? `${lift}（消防电梯）` : lift,
          kind,
          facility: facilityOf(kind),
          installPosition: `${building.name}${words}电梯井`,
          parent: cabinetOf(building),
          links: [`EB-${suffix}`],
          building: design.code,
          storey: storey.name,
          spaceKey: shaft.key,
          space: shaft.name,
          at: [x + 0.8, y + 0.75, 1.2],
          element: car.key,
        };
        const camera = mount(house, { storey, space: shaft, at: [x + 0.2, y + 1.4, 2.2] }, 'ebike-lift-camera', {
          code: `EB-${suffix}`,
          name: `${lift}轿厢电动车识别摄像机`,
          installPosition: `${lift}轿厢顶`,
          links: [elevator.code],
        });
        return [elevator, camera];
      }),
  );
}
