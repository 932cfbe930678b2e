import { PropertySets } from 'twin-core';
import { z } from 'zod';
import { findProduct } from '../models/find-product.ts';
import type { IndexedProduct } from '../models/product-row.ts';
import type { ApiDeps } from './deps.ts';
import { houseOf } from './elements.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, page, text } from './input.ts';
import { Problem } from './problem.ts';
import { productPage } from './product-page.ts';

const SpaceRow = z.object({
  building: z.string(),
  globalId: z.string(),
  name: z.string(),
  longName: z.string().nullable(),
  objectType: z.string().nullable(),
  storey: z.string().nullable(),
  storeyId: z.string().nullable(),
  house: z.string().nullable().describe('code of the home that it is'),
});
const SpaceView = SpaceRow.extend({ properties: PropertySets });

const StoreyRow = z.object({ building: z.string(), globalId: z.string(), name: z.string() });

const StoreyQuery = z.strictObject({
  building: code.optional(),
  q: text(100).optional().describe('every word in GlobalId (its beginning), name, or a property'),
  ...page(100),
});

const SpaceQuery = z.strictObject({
  building: code.optional(),
  storey: text(128).optional().describe('GlobalId or name of the storey'),
  q: text(100).optional().describe('every word in GlobalId (its beginning), name, long name, type, or a property'),
  ...page(100),
});

/** The storeys of the buildings and their spaces: homes, corridors, stair wells, plant rooms. */
export function spaceEndpoints(deps: ApiDeps): Endpoint[] {
  const view = (product: IndexedProduct, house: string | null): z.infer<typeof SpaceRow> => {
    const { building, globalId, name, longName, type, storey, storeyId } = product;
    return { building, globalId, name, longName, objectType: type, storey, storeyId, house };
  };
  return [
    endpoint({
      method: 'get',
      path: '/storeys',
      tag: 'models',
      summary: 'Storeys by building, from the lowest up',
      right: 'twin.view',
      query: StoreyQuery,
      answer: { status: 200, description: 'A page of storeys', schema: listOf(StoreyRow) },
      handle: async ({ query: { limit, cursor, ...query } }) => {
        const { items, next } = await productPage(deps, { kind: 'storey', ...query }, { limit, cursor });
        return { items: items.map(({ building, globalId, name }) => ({ building, globalId, name })), next };
      },
    }),
    endpoint({
      method: 'get',
      path: '/spaces',
      tag: 'models',
      summary: 'Spaces by building and storey, filtered',
      right: 'twin.view',
      query: SpaceQuery,
      answer: { status: 200, description: 'A page of spaces', schema: listOf(SpaceRow) },
      handle: async ({ query: { limit, cursor, ...query } }) => {
        const { items, next } = await productPage(deps, { kind: 'space', ...query }, { limit, cursor });
        const houses = new Map<string, string>();
        for (const house of deps.registry.houses())
          if (house.ifcSpaceGuid !== null) houses.set(`${house.building} ${house.ifcSpaceGuid}`, house.code);
        return {
          items: items.map((item) => view(item, houses.get(`${item.building} ${item.globalId}`) ?? null)),
          next,
        };
      },
    }),
    endpoint({
      method: 'get',
      path: '/spaces/{globalId}',
      tag: 'models',
      summary: 'A space with its properties',
      right: 'twin.view',
      params: z.object({ globalId: text(64).min(1) }),
      query: z.strictObject({
        building: code.optional().describe('where several buildings are of one file; else the first by code'),
      }),
      answer: { status: 200, description: 'The space', schema: SpaceView },
      problems: ['not-found'],
      handle: async ({ params: { globalId }, query: { building } }) => {
        const space = await findProduct(deps.pool, deps.site, { building, globalId, kind: 'space' });
        if (!space) throw new Problem('not-found', `no space ${globalId}${building ? ` in ${building}` : ''}`);
        return { ...view(space, houseOf(deps, space.building, globalId)), properties: space.properties };
      },
    }),
  ];
}
