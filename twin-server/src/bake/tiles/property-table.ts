import type { GlbWriter } from './glb.ts';

/** Rows of a tile's property table: one text column by property name, all of the same length. */
export type TextColumns = Readonly<Record<string, readonly string[]>>;

/** Offsets in the fewest bytes that hold the last of them, and what EXT_structural_metadata calls the kind. */
function packOffsets(offsets: Uint32Array): { bytes: Uint8Array; kind: 'UINT8' | 'UINT16' | 'UINT32' } {
  const last = offsets.at(-1) ?? 0;
  if (last < 2 ** 8) return { bytes: Uint8Array.from(offsets), kind: 'UINT8' };
  if (last < 2 ** 16) return { bytes: new Uint8Array(Uint16Array.from(offsets).buffer), kind: 'UINT16' };
  return { bytes: new Uint8Array(offsets.buffer), kind: 'UINT32' };
}

/** Adds one column of texts; null where all are empty. Returns the property's object. */
export function addTexts(glb: GlbWriter, rows: readonly string[]): Record<string, unknown> | null {
  const offsets = new Uint32Array(rows.length + 1);
  for (let row = 0; row < rows.length; row++) offsets[row + 1] = offsets[row]! + Buffer.byteLength(rows[row]!);
  if (offsets[rows.length] === 0) return null;
  const { bytes, kind } = packOffsets(offsets);
  return {
    values: glb.addPlain(Buffer.from(rows.join(''))),
    stringOffsets: glb.addPlain(bytes),
    ...(kind !== 'UINT32' && { stringOffsetType: kind }),
  };
}

/**
 * Adds text columns as one table of EXT_structural_metadata. A column of nothing but empty texts is left out of the table,
 * where the schema's default stands for it. Returns the extension's object.
 */
export function addPropertyTable(glb: GlbWriter, className: string, columns: TextColumns): Record<string, unknown> {
  const properties: Record<string, Record<string, unknown>> = {};
  const described: Record<string, { type: 'STRING'; default: '' }> = {};
  let count = 0;
  for (const [name, rows] of Object.entries(columns)) {
    count = rows.length;
    described[name] = { type: 'STRING', default: '' };
    const texts = addTexts(glb, rows);
    if (texts) properties[name] = texts;
  }
  return {
    schema: { id: 'twin', classes: { [className]: { properties: described } } },
    propertyTables: [{ class: className, count, properties }],
  };
}
