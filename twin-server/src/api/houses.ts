import { HouseRecord, OccupancyFields, OccupancyRecord, OwnerRecord, PersonRecord } from 'twin-core';
import { z } from 'zod';
import { viewOccupancy, viewOwner, viewPerson } from '../base/mask.ts';
import { provenanceOf } from '../base/provenance.ts';
import { Tenure } from '../base/tenure.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { exposureOf, identityExposureOf, PersonView } from './exposure.ts';
import { code, decodeCursor, listOf, page, pageOf, searchWords, text } from './input.ts';
import { Problem } from './problem.ts';
import { STORED } from './stored.ts';

const HouseRow = HouseRecord.extend({ buildingName: z.string().nullable() });
const MASKED = 'first three and last four characters, without the right person.sensitive';
const OwnerView = OwnerRecord.omit({ house: true }).extend({ certificateNumber: z.string().describe(MASKED) });
const Stay = OccupancyFields.omit({ house: true });
const StayView = Stay.extend({
  certificateNumber: z.string().describe(MASKED),
  withheld: z.array(z.string()).describe('fields that are null for want of the right person.sensitive'),
});
const HouseView = HouseRow.extend({
  residents: z.array(PersonView.extend({ sex: PersonRecord.shape.sex, residentKind: PersonRecord.shape.residentKind })),
  owner: OwnerView.nullable(),
  history: z.array(StayView).describe('the earliest move-in first'),
  ...STORED,
});
const Basics = z.strictObject(HouseRecord.omit({ code: true }).shape);
const Owner = z.strictObject(OwnerRecord.omit({ house: true }).shape);

const HouseQuery = z.strictObject({
  building: code.optional(),
  storey: text(64).optional().describe('floor number or storey name: 3, 3F, B1'),
  space: text(64).optional().describe('GlobalId of the IfcSpace'),
  q: searchWords('code, building name or its pinyin initials, building-unit-room').optional(),
  ...page(200),
});

/** Homes with the fields of clause 6.4.1-3; who lives there is masked by right. */
export function houseEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry } = deps;
  const tenure = new Tenure(deps.pool, deps.site);
  const known = (house: string): HouseRecord => {
    const found = registry.house(house);
    if (!found) throw new Problem('not-found', `no house ${house}`);
    return found;
  };
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
        const floor = query.storey === undefined ? undefined : floorNumberOf(query.storey);
        const rows: z.infer<typeof HouseRow>[] = [];
        for (const house of registry.findHouses(query.q ?? '', after)) {
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
      handle: async ({ params, caller }) => {
        const house = known(params.code);
        const exposure = exposureOf(deps, caller.principal);
        const residents = registry.residentsOf(house.code).map((person) => ({
          ...viewPerson(person, exposure),
          sex: person.sex,
          residentKind: person.residentKind,
        }));
        const [owner, stays, provenance] = await Promise.all([
          tenure.ownerOf(house.code),
          tenure.historyOf(house.code),
          provenanceOf(deps.pool, 'house', deps.site, house.code),
        ]);
        const identity = identityExposureOf(deps, caller.principal);
        return {
          ...row(house),
          residents,
          owner: owner && viewOwner(owner, identity),
          history: stays.map((stay) => viewOccupancy(stay, identity)),
          // A house stands in memory only after the database has it.
          ...provenance!,
        };
      },
    }),
    endpoint({
      method: 'put',
      path: '/houses/{code}',
      tag: 'houses',
      summary: 'Store the basic fields of a home, new or changed; open panels show it at once',
      right: 'base.manage',
      params: z.object({ code }),
      body: Basics,
      answer: { status: 200, description: 'The home as stored', schema: HouseRow },
      problems: ['invalid-input'],
      handle: async ({ params, body }) => {
        if (!registry.building(body.building)) refuse('building', `there is no building ${body.building}`);
        const house = { code: params.code, ...body };
        await deps.putHouse(house, 'api');
        return row(house);
      },
    }),
    endpoint({
      method: 'put',
      path: '/houses/{code}/owner',
      tag: 'houses',
      summary: 'Store who owns a home',
      right: 'base.manage',
      params: z.object({ code }),
      body: Owner,
      answer: { status: 204, description: 'Stored' },
      problems: ['not-found'],
      handle: async ({ params, body }) => {
        const house = known(params.code);
        await tenure.setOwner({ house: house.code, ...body });
        await deps.putHouse(house, 'api');
      },
    }),
    endpoint({
      method: 'post',
      path: '/houses/{code}/history',
      tag: 'houses',
      summary: 'Store one stay in a home, new or (same code) changed: a leave before the move-in is refused',
      right: 'base.manage',
      params: z.object({ code }),
      body: Stay,
      answer: { status: 204, description: 'Stored' },
      problems: ['not-found', 'invalid-input'],
      handle: async ({ params, body }) => {
        const house = known(params.code);
        const stay = OccupancyRecord.safeParse({ ...body, house: house.code });
        if (!stay.success) return refuse('movedOutAt', stay.error.issues[0]?.message ?? 'not understood');
        await tenure.putOccupancy(stay.data);
        await deps.putHouse(house, 'api');
      },
    }),
  ];
}

function refuse(field: string, reason: string): never {
  throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
}

/**
 * The floor a storey name speaks of: 12, 12F, 12层, L12 and Level 12 are 12, B1 is −1; null for any other (RF, Foundation): the name
 * of a storey is free text, and where it tells no floor nobody is recorded to live.
 */
function floorNumberOf(storey: string): number | null {
  const [, below, floor] = /^(B|-)?(?:L|Level ?|Storey ?)?(\d{1,3})(?:F|层)?$/i.exec(storey.trim()) ?? [];
  if (floor === undefined) return null;
  return below === undefined ? Number(floor) : -Number(floor);
}
