import { describe, expect, test } from 'vitest';
import { safeFileName } from './file-name.ts';

describe('6.4.1-2-5 only what can be read, under a name that leads nowhere', () => {
  test.each([
    ['Duplex_A.ifc', 'Duplex_A.ifc'],
    ['5 号楼 建筑.IFC', '5 号楼 建筑.ifc'],
    ['C:\\models\\tower.IfcZip', 'tower.ifczip'],
    ['../../etc/passwd.ifc', 'passwd.ifc'],
    ['..ifc.ifc', 'ifc.ifc'],
    ['a\u0000b\n.ifc', 'a_b_.ifc'],
    ['a\ud800.ifc', 'a\ufffd.ifc'],
    ['小区道路.GeoJSON', '小区道路.geojson'],
    ['../Helsinki.osm.pbf', 'Helsinki.osm.pbf'],
    ['N42E001.hgt.zip', 'N42E001.hgt.zip'],
  ])('%j is kept as %j', (supplied, kept) => expect(safeFileName(supplied)).toBe(kept));

  test.each(['', '.ifc', 'plan.dwg', 'plan.ifc.exe', 'ifc', 'x/..', '  .ifc'])('%j is refused', (supplied) =>
    expect(safeFileName(supplied)).toBeNull(),
  );

  test('a name that is too long for a folder is cut between letters', () => {
    const kept = safeFileName(`${'楼'.repeat(300)}.ifc`)!;
    expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(180);
    expect(kept).toMatch(/^楼+\.ifc$/);
  });
});
