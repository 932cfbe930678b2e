import type { Product } from './product.ts';

/** A product with its building's code and its place in the order of its model. */
export interface IndexedProduct extends Omit<Product, 'position'> {
  readonly building: string;
  readonly model: number;
  readonly ordinal: number;
}

/** Columns of model_product (as p) and model (as m) that make an IndexedProduct. */
export const PRODUCT_COLUMNS = `m.building, p.model, p.ordinal, p.kind, p.global_id AS "globalId", p.name,
  p.long_name AS "longName", p.tag, p.ifc_class AS "ifcClass", p.type, p.part, p.storey, p.storey_id AS "storeyId",
  p.space, p.space_id AS "spaceId", p.systems`;
