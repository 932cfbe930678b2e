import { BuildingPart } from 'twin-core';
import { z } from 'zod';
import type { IndexedProduct } from '../models/product-row.ts';

/** A product of a building's model in a list. `storey` and `space` are names, the Ids their GlobalIds. */
export const ElementRow = z.object({
  building: z.string(),
  globalId: z.string(),
  name: z.string(),
  tag: z.string().nullable(),
  ifcClass: z.string(),
  type: z.string().nullable().describe("name of its type; a space's ObjectType"),
  part: BuildingPart.nullable(),
  storey: z.string().nullable(),
  storeyId: z.string().nullable(),
  space: z.string().nullable(),
  spaceId: z.string().nullable(),
});

export function viewElement(product: IndexedProduct): z.infer<typeof ElementRow> {
  const { building, globalId, name, tag, ifcClass, type, part, storey, storeyId, space, spaceId } = product;
  return { building, globalId, name, tag, ifcClass, type, part, storey, storeyId, space, spaceId };
}
