import { BuildingRecord } from 'twin-core';
import { z } from 'zod';
import { openAlarms } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf } from './input.ts';
import { Problem } from './problem.ts';

const BuildingView = BuildingRecord.extend({ devices: z.int(), houses: z.int(), openAlarms: z.int() });

/** Buildings with the basic and address fields of clause 6.4.1-2. */
export function buildingEndpoints({ registry, published }: ApiDeps): Endpoint[] {
  const view = (record: BuildingRecord): z.infer<typeof BuildingView> => ({
    ...record,
    devices: count(registry.devices(), ({ building }) => building === record.code),
    houses: count(registry.houses(), ({ building }) => building === record.code),
    openAlarms: count(
      openAlarms(published(), ({ building }) => building === record.code),
      () => true,
    ),
  });
  return [
    endpoint({
      method: 'get',
      path: '/buildings',
      tag: 'buildings',
      summary: 'The buildings of the site',
      right: 'twin.view',
      answer: { status: 200, description: 'All of them on one page', schema: listOf(BuildingView) },
      handle: () => ({ items: [...registry.buildings()].map(view), next: null }),
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}',
      tag: 'buildings',
      summary: 'A building in full',
      right: 'twin.view',
      params: z.object({ code }),
      answer: { status: 200, description: 'The building', schema: BuildingView },
      problems: ['not-found'],
      handle: ({ params }) => {
        const record = registry.building(params.code);
        if (!record) throw new Problem('not-found', `no building ${params.code}`);
        return view(record);
      },
    }),
  ];
}

function count<T>(items: Iterable<T>, accepts: (item: T) => boolean): number {
  let total = 0;
  for (const item of items) if (accepts(item)) total++;
  return total;
}
