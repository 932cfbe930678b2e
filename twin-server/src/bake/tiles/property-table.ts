import type { GlbWriter } from './glb.ts';

/** Rows of a tile's property table: one text column by property name, all of the same length. */
export type TextColumns = Readonly<Record<string, readonly string[]>>;

/** Adds text columns as one table of EXT_structural_metadata. Returns the extension's object. */
export function addPropertyTable(glb: GlbWriter, className: string, columns: TextColumns): Record<string, unknown> {
  const encoder = new TextEncoder();
  const properties: Record<string, { values: number; stringOffsets: number }> = {};
  const described: Record<string, { type: 'STRING' }> = {};
  let count = 0;
  for (const [name, rows] of Object.entries(columns)) {
    count = rows.length;
    const texts = rows.map((row) => encoder.encode(row));
    const offsets = new Uint32Array(count + 1);
    for (let row = 0; row < count; row++) offsets[row + 1] = offsets[row]! + texts[row]!.byteLength;
    // A buffer view may not be empty, so a column of empty texts holds one byte that no row reaches.
    const values = new Uint8Array(Math.max(1, offsets[count]!));
    for (let row = 0; row < count; row++) values.set(texts[row]!, offsets[row]!);
    properties[name] = {
      values: glb.addPlain(values),
      stringOffsets: glb.addPlain(new Uint8Array(offsets.buffer)),
    };
    described[name] = { type: 'STRING' };
  }
  return {
    schema: { id: 'twin', classes: { [className]: { properties: described } } },
    propertyTables: [{ class: className, count, properties }],
  };
}
