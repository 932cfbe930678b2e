import type { TextColumns } from '../tiles/property-table.ts';
import type { Product, Products } from './products.ts';
import type { Systems } from './systems.ts';

/** A row of a tile's property table in the making. */
export interface TableRow {
  readonly product: Product;
  /** GlobalId of the storey that it is drawn with; empty for none. */
  readonly storey: string;
}

/** Makes the columns of a tile's property table; absent is an empty text. */
export type ColumnsOf = (rows: readonly TableRow[]) => TextColumns;

/** Columns of every tile: what a click needs before it asks the server. */
export function tileColumns(products: Products, systems: Systems): ColumnsOf {
  const devices = new Set(products.devices.map(({ id }) => id));
  return (rows) => ({
    GlobalId: rows.map(({ product }) => product.globalId),
    name: rows.map(({ product }) => product.name),
    tag: rows.map(({ product }) => product.tag ?? ''),
    class: rows.map(({ product }) => product.ifcClass),
    storey: rows.map(({ storey }) => storey),
    system: rows.map(({ product }) => systems.of(product.id)[0] ?? ''),
    device: rows.map(({ product }) => (devices.has(product.id) ? (product.tag ?? '') : '')),
  });
}
