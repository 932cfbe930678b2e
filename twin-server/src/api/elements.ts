import { PropertySets } from 'twin-core';
import { z } from 'zod';
import { findProduct } from '../models/find-product.ts';
import type { ApiDeps } from './deps.ts';
import { ElementRow, viewElement } from './element-view.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, page, text } from './input.ts';
import { Problem } from './problem.ts';
import { productPage } from './product-page.ts';

/** A GlobalId, or what a broken file has instead of one. */
const globalId = text(64).min(1);

const filters = {
  q: text(100).optional().describe('every word in GlobalId (its beginning), class, name, tag, type, or a property'),
  class: text(64).optional().describe('IFC class: IfcDoor or door'),
  storey: text(128).optional().describe('GlobalId or name of the storey'),
  space: globalId.optional().describe('GlobalId of the IfcSpace'),
  system: globalId.optional().describe('GlobalId of the IfcSystem'),
  property: text(256).optional().describe('Set.Name, such as Pset_WallCommon.IsExternal'),
  value: text(256).optional().describe('value of that property'),
  ...page(50),
};
const named = <T extends { property?: string | undefined; value?: string | undefined }>(schema: z.ZodType<T>) =>
  schema.refine(({ property, value }) => value === undefined || property !== undefined, {
    path: ['value'],
    error: 'expected together with property',
  });
const AnywhereQuery = named(z.strictObject({ building: code.optional(), ...filters }));
const BuildingQuery = named(z.strictObject(filters));

const ElementView = ElementRow.extend({
  buildingName: z.string(),
  longName: z.string().nullable(),
  systems: z.array(z.object({ globalId: z.string(), name: z.string() })),
  device: z.string().nullable().describe('code of the device that is bound to it'),
  house: z.string().nullable().describe('code of the home that a space is'),
  position: z
    .tuple([z.number(), z.number(), z.number()])
    .nullable()
    .describe('middle of its box, metres in the building frame; null without geometry'),
  properties: PropertySets,
});

/** What is inside the buildings: elements of the models by any of their words and values, and one product in full. */
export function elementEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, pool, site } = deps;
  const knownBuilding = (given: string) => {
    const building = registry.building(given);
    if (!building) throw new Problem('not-found', `no building ${given}`);
    return building;
  };
  const list = async ({ limit, cursor, ...query }: z.infer<typeof AnywhereQuery>) => {
    const { items, next } = await productPage(deps, { kind: 'element', ...query }, { limit, cursor });
    return { items: items.map(viewElement), next };
  };
  return [
    endpoint({
      method: 'get',
      path: '/elements',
      tag: 'models',
      summary: 'Elements of the buildings, filtered: those whose identity has the words first',
      right: 'twin.view',
      query: AnywhereQuery,
      answer: { status: 200, description: 'A page of elements', schema: listOf(ElementRow) },
      handle: ({ query }) => list(query),
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}/elements',
      tag: 'models',
      summary: 'Elements of one building, filtered',
      right: 'twin.view',
      params: z.object({ code }),
      query: BuildingQuery,
      answer: { status: 200, description: 'A page of elements', schema: listOf(ElementRow) },
      problems: ['not-found'],
      handle: ({ params, query }) => list({ ...query, building: knownBuilding(params.code).code }),
    }),
    endpoint({
      method: 'get',
      path: '/buildings/{code}/elements/{globalId}',
      tag: 'models',
      summary: 'An element, space or storey: identity, place and properties',
      right: 'twin.view',
      params: z.object({ code, globalId }),
      answer: { status: 200, description: 'The element', schema: ElementView },
      problems: ['not-found'],
      handle: async ({ params }) => {
        const building = knownBuilding(params.code);
        const product = await findProduct(pool, site, { building: building.code, globalId: params.globalId });
        if (!product) throw new Problem('not-found', `no element ${params.globalId} in ${building.code}`);
        return {
          ...viewElement(product),
          buildingName: building.name,
          longName: product.longName,
          systems: [...product.systems],
          device: deviceOf(deps, building.code, product.globalId),
          house: houseOf(deps, building.code, product.globalId),
          position: product.position && [...product.position],
          properties: product.properties,
        };
      },
    }),
  ];
}

function deviceOf({ registry }: ApiDeps, building: string, guid: string): string | null {
  for (const device of registry.devices())
    if (device.ifcGuid === guid && device.building === building) return device.code;
  return null;
}

/** Code of the home that a space is, or null. */
export function houseOf({ registry }: Pick<ApiDeps, 'registry'>, building: string, guid: string): string | null {
  for (const house of registry.houses())
    if (house.ifcSpaceGuid === guid && house.building === building) return house.code;
  return null;
}
