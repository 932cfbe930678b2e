import type { HouseRecord } from 'twin-core';
import type { BuildingDesign } from '../../ifc/design.ts';
import { globalId } from '../../ifc/global-id.ts';
import { ringArea } from '../../ifc/property-sets.ts';

// Net to gross area of a home with its share of stairs and lifts, common for high-rise housing.
const NET_TO_GROSS = 0.78;

// Invented: no bureau or station of these names exists.
const POLICE = { policeBureau: '嘉园公安分局（演示）', policeStation: '嘉园路派出所（演示）' };
const PLACE = { districtCode: '140106', streetCode: '140106099', estateCode: 'JYJY', quarterCode: 'JYJY-1' };

/** One record for every home of a building, keyed to its IfcSpace. */
export function housesOf(design: BuildingDesign): HouseRecord[] {
  return design.storeys.flatMap((storey) =>
    storey.spaces
      .filter(({ objectType }) => objectType === 'HOME')
      .map((space): HouseRecord => {
        const unit = /^u(\d+)\//.exec(space.key)?.[1] ?? '1';
        const room = space.name.replace(/^\d+-/, '');
        return {
          code: `${design.code}-${unit}-${room}`,
          building: design.code,
          ...POLICE,
          ...PLACE,
          blockName: design.name,
          blockNumber: /^\d+/.exec(design.name)?.[0] ?? design.name,
          unitNumber: unit,
          floorNumber: Number.parseInt(storey.name, 10),
          roomNumber: room,
          areaM2: Math.round((ringArea(space.ring) / NET_TO_GROSS) * 100) / 100,
          ifcSpaceGuid: globalId(`${design.code}/${storey.name}/space/${space.key}`),
        };
      }),
  );
}
