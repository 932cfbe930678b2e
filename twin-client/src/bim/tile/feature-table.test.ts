import { describe, expect, test } from 'vitest';
import { readFeatureTable } from './feature-table.ts';

/** A table as bake writes it: each column's texts one after another, and where each begins. */
function metadata(columns: Readonly<Record<string, readonly string[]>>, Offsets = Uint32Array) {
  const views: ArrayBuffer[] = [];
  const add = (bytes: Uint8Array) => views.push(bytes.slice().buffer as ArrayBuffer) - 1;
  const properties = Object.fromEntries(
    Object.entries(columns).map(([name, texts]) => {
      const encoded = texts.map((text) => new TextEncoder().encode(text));
      const offsets = new Offsets(texts.length + 1);
      encoded.forEach(({ length }, at) => {
        offsets[at + 1] = offsets[at]! + length;
      });
      const values = add(new Uint8Array(encoded.flatMap((bytes) => [...bytes])));
      return [name, { values, stringOffsets: add(new Uint8Array(offsets.buffer)) }];
    }),
  );
  const count = Object.values(columns)[0]?.length ?? 0;
  const json = {
    extensions: { EXT_structural_metadata: { propertyTables: [{ class: 'element', count, properties }] } },
  };
  return { json, view: (index: number) => Promise.resolve(views[index]!) };
}

describe('6.4.1-2-6 identity of what is picked', () => {
  test('a row of the tile says GlobalId, name, tag, class, storey, system and device', async () => {
    const { json, view } = metadata({
      GlobalId: ['1tIJSHNGFeCzJgq_NQaL9G', '3cfy8rtb0qXScVsUCwRWig'],
      name: ['外墙', '5号楼1701室厨房可燃气体探测器'],
      tag: ['', 'GAS-05-17-01'],
      class: ['IfcWall', 'IfcSensor'],
      storey: ['1qqvrHmJJoWFWlmr5yUdbE', '1qqvrHmJJoWFWlmr5yUdbE'],
      system: ['', '2tOrU6_85TUdPGRvu71TWP'],
      device: ['', 'GAS-05-17-01'],
    });
    const table = await readFeatureTable(json, view);
    expect(table?.count).toBe(2);
    expect(table?.row(1)).toEqual({
      globalId: '3cfy8rtb0qXScVsUCwRWig',
      name: '5号楼1701室厨房可燃气体探测器',
      tag: 'GAS-05-17-01',
      ifcClass: 'IfcSensor',
      storey: '1qqvrHmJJoWFWlmr5yUdbE',
      system: '2tOrU6_85TUdPGRvu71TWP',
      device: 'GAS-05-17-01',
    });
    expect(table?.row(0)).toMatchObject({ ifcClass: 'IfcWall', name: '外墙', tag: '' });
  });

  test('columns a tile lacks, and rows beyond the table, are empty', async () => {
    const { json, view } = metadata({ GlobalId: ['a'] });
    const table = await readFeatureTable(json, view);
    expect(table?.row(0)).toMatchObject({ globalId: 'a', device: '' });
    expect(table?.row(5).globalId).toBe('');
  });

  test('16-bit offsets are read as such', async () => {
    const { json, view } = metadata({ GlobalId: ['first', 'second'] }, Uint16Array as never);
    const property = json.extensions.EXT_structural_metadata.propertyTables[0]!.properties.GlobalId as Record<
      string,
      unknown
    >;
    property.stringOffsetType = 'UINT16';
    expect((await readFeatureTable(json, view))?.row(1).globalId).toBe('second');
  });

  test('a file without a table has none; a broken one is told', async () => {
    expect(await readFeatureTable({ asset: {} }, () => Promise.reject(new Error('not asked')))).toBeNull();
    const broken = { extensions: { EXT_structural_metadata: { propertyTables: [{ count: -1, properties: {} }] } } };
    await expect(readFeatureTable(broken, () => Promise.resolve(new ArrayBuffer(0)))).rejects.toThrow(/count/);
  });
});
