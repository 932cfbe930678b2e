import { HouseRecord, PersonRecord } from 'twin-core';
import { z } from 'zod';
import { viewPerson } from '../base/mask.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { exposureOf, PersonView } from './exposure.ts';
import { code, decodeCursor, listOf, page, pageOf, text } from './input.ts';
import { Problem } from './problem.ts';

const HouseRow = HouseRecord.extend({ buildingName: z.string().nullable() });
const HouseView = HouseRow.extend({
  residents: z.array(PersonView.extend({ sex: PersonRecord.shape.sex, residentKind: PersonRecord.shape.residentKind })),
});

const HouseQuery = z.strictObject({
  building: code.optional(),
  storey: text(16).optional().describe('floor number or storey name: 3, 3F, B1'),
  space: text(64).optional().describe('GlobalId of the IfcSpace'),
  q: text(64).optional().describe('every word in code, building name, or building-unit-room'),
  ...page(200),
});

/** Homes with the fields of clause 6.4.1-3; who lives there is masked by right. */
export function houseEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry } = deps;
  const row = (house: HouseRecord): z.infer<typeof HouseRow> => ({
    ...house,
    buildingName: registry.building(house.building)?.name ?? null,
  });
  return [
    endpoint({
      method: 'get',
      path: '/houses',
      tag: 'houses',
      summary: 'Homes by code, filtered',
      right: 'twin.view',
      query: HouseQuery,
      answer: { status: 200, description: 'A page of homes, without residents', schema: listOf(HouseRow) },
      handle: ({ query }) => {
        const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, z.tuple([z.string()]));
        const found = query.q === undefined ? undefined : registry.searchHouses(query.q);
        const floor = query.storey === undefined ? undefined : floorNumberOf(query.storey);
        const rows: z.infer<typeof HouseRow>[] = [];
        for (const house of registry.houses()) {
          if (after !== undefined && house.code <= after) continue;
          if (found && !found.has(house.code)) continue;
          if (query.building !== undefined && house.building !== query.building) continue;
          if (floor !== undefined && house.floorNumber !== floor) continue;
          if (query.space !== undefined && house.ifcSpaceGuid !== query.space) continue;
          if (rows.push(row(house)) > query.limit) break;
        }
        return pageOf(rows, query.limit, (last) => [last.code]);
      },
    }),
    endpoint({
      method: 'get',
      path: '/houses/{code}',
      tag: 'houses',
      summary: 'A home with its residents, masked by right',
      right: 'twin.view',
      params: z.object({ code }),
      answer: { status: 200, description: 'The home', schema: HouseView },
      problems: ['not-found'],
      handle: ({ params, caller }) => {
        const house = registry.house(params.code);
        if (!house) throw new Problem('not-found', `no house ${params.code}`);
        const exposure = exposureOf(deps, caller.principal);
        const residents = registry.residentsOf(house.code).map((person) => ({
          ...viewPerson(person, exposure),
          sex: person.sex,
          residentKind: person.residentKind,
        }));
        return { ...row(house), residents };
      },
    }),
  ];
}

/**
 * The floor a storey name speaks of: 12, 12F and 12层 are 12, B1 is −1; null for one above or between the numbered floors (RF, MF),
 * where nobody lives. Throws Problem for another.
 */
function floorNumberOf(storey: string): number | null {
  if (/^[A-Z]{1,2}F$/i.test(storey.trim())) return null;
  const [, below, floor] = /^(B|-)?(\d{1,3})(?:F|层)?$/i.exec(storey.trim()) ?? [];
  if (floor !== undefined) return below === undefined ? Number(floor) : -Number(floor);
  const reason = 'expected a floor such as 3, 3F or B1';
  throw new Problem('invalid-input', `query.storey: ${reason}`, { faults: [{ in: 'query', field: 'storey', reason }] });
}
