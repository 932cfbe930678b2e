import { BuildingRecord } from 'twin-core';
import { z } from 'zod';
import { provenanceOf } from '../base/provenance.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, searchWords } from './input.ts';
import { Problem } from './problem.ts';
import { STORED } from './stored.ts';

const BuildingView = BuildingRecord.extend({ devices: z.int(), houses: z.int(), openAlarms: z.int() });

const BuildingDetail = BuildingView.extend(STORED);

const BuildingQuery = z.strictObject({
  q: searchWords('code, name or its pinyin initials, door number, use, structure').optional(),
  ...pageIfAsked(),
});

/** Buildings with the basic and address fields of clause 6.4.1-2. */
export function buildingEndpoints({ registry, published, pool, site }: ApiDeps): Endpoint[] {
  const view = (records: Iterable<BuildingRecord>): z.infer<typeof BuildingView>[] => {
    const devices = countByBuilding(registry.devices());
    const houses = countByBuilding(registry.houses());
    const alarms = countByBuilding(published().alarms.values());
    return Array.from(records, (record) => ({
      ...record,
      devices: devices.get(record.code) ?? 0,
      houses: houses.get(record.code) ?? 0,
      openAlarms: alarms.get(record.code) ?? 0,
    }));
  };
  return [
    endpoint({
      method: 'get',
      path: '/buildings',
      tag: 'buildings',
      summary: 'The buildings of the site by code',
      right: 'twin.view',
      query: BuildingQuery,
      answer: { status: 200, description: 'A page of buildings, or all of them', schema: listOf(BuildingView) },
      handle: ({ query }) => {
        const { items, next } = pageOfWhole(registry.findBuildings(query.q ?? ''), query, ({ code: at }) => at);
        return { items: view(items), next };
      },
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}',
      tag: 'buildings',
      summary: 'A building in full',
      right: 'twin.view',
      params: z.object({ code }),
      answer: { status: 200, description: 'The building', schema: BuildingDetail },
      problems: ['not-found'],
      handle: async ({ params }) => {
        const record = registry.building(params.code);
        if (!record) throw new Problem('not-found', `no building ${params.code}`);
        // A building stands in memory only after the database has it.
        return { ...view([record])[0]!, ...(await provenanceOf(pool, 'building', site, record.code))! };
      },
    }),
  ];
}

function countByBuilding(things: Iterable<{ readonly building: string | null }>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { building } of things) if (building !== null) counts.set(building, (counts.get(building) ?? 0) + 1);
  return counts;
}
