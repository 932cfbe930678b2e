import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { validateBytes } from 'gltf-validator';
import { BuildingModel } from 'twin-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { readTile, volumes } from '../tiles/read-tile.test-kit.ts';
import { bakeFile } from './bake-file.ts';
import { loadWebIfc } from './model.ts';
import type { BakeReport } from './report.ts';

const FIXTURES = process.env.TWIN_FIXTURES;

/** Products, storeys and spaces of each sample file, and products that keep triangles, as counted by hand and by other readers. */
const FILES: readonly [file: string, products: number, storeys: number, spaces: number, withGeometry: number][] = [
  ['duplex_a_arch_georef_ifc2x3', 218, 4, 21, 215],
  ['duplex_electrical_ifc2x3', 103, 3, 1, 103],
  ['fzk_haus_ifc4', 82, 2, 7, 82],
  ['institute_var2_ifc2x3', 699, 5, 82, 699],
  ['office_a_ifc2x3', 805, 3, 99, 803],
  ['tall_building_mm_ifc2x3', 56, 5, 3, 55],
  ['pcert_building_mapconversion_ifc4', 15, 1, 2, 11],
  ['pcert_infra_bridge_mapconversion_ifc4', 57, 11, 0, 48],
  ['renga_house_ifc2x3', 139, 3, 13, 134],
  ['sample_house_ifc4', 60, 2, 4, 58],
  // 64 of its products are wholly cut away by their own openings.
  ['schependomlaan_kozijnen_ifc2x3', 164, 4, 0, 100],
  ['wall_door_column_ifc4x3add2', 3, 2, 0, 3],
  ['generated_tower_30x8_ifc4', 1981, 30, 240, 1981],
];

describe.skipIf(!FIXTURES)('sample files of the field', () => {
  let root: string;
  const reports = new Map<string, BakeReport>();
  const folders = new Map<string, string>();
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'twin-bake-'));
    for (const [file] of FILES) {
      const out = await mkdtemp(join(root, 'out-'));
      reports.set(file, await bakeFile(join(FIXTURES ?? '', 'ifc', `${file}.ifc`), out, {}, () => {}));
      folders.set(file, out);
    }
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const folderOf = (file: string) => folders.get(file) ?? '';
  const buildingOf = async (file: string) =>
    BuildingModel.parse(JSON.parse(await readFile(join(folderOf(file), 'building.json'), 'utf8')));
  const partsOf = async (file: string) => (await tilesOf(file)).filter((name) => name.startsWith('storeys'));
  const tilesOf = async (file: string) =>
    (await readdir(folderOf(file), { recursive: true })).filter((name) => name.endsWith('.glb'));

  /** Volume by GlobalId over all tiles, m³. */
  async function volumesOf(file: string): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const name of (await tilesOf(file)).filter((name) => name.startsWith('storeys'))) {
      const tile = await readTile(join(folderOf(file), name));
      for (const [row, volume] of volumes(tile).entries()) found.set(tile.rows[row]?.GlobalId ?? '', volume);
    }
    return found;
  }

  test.each(FILES)(
    '%s bakes: %i products, %i storeys, %i spaces, %i with geometry',
    (file, products, storeys, spaces, withGeometry) => {
      expect(reports.get(file)).toMatchObject({ products, storeys, spaces, withGeometry });
    },
  );

  test.each([
    'duplex_a_arch_georef_ifc2x3',
    'fzk_haus_ifc4',
    'institute_var2_ifc2x3',
    'office_a_ifc2x3',
    'tall_building_mm_ifc2x3',
    'sample_house_ifc4',
  ])('5.8.8-3 %s: at least 95 %% of its spaces have a way out', (file) => {
    const { spaces, withRoute } = reports.get(file)!.ways;
    expect(withRoute / spaces).toBeGreaterThanOrEqual(0.95);
  });

  test('5.8.8-3 homes with doors and no stair between their storeys: only those on the ground have a way out, and the report says why', () => {
    const { ways } = reports.get('generated_tower_30x8_ifc4')!;
    expect(ways).toMatchObject({ spaces: 240, withRoute: 8 });
    expect(ways.doubt).toContain('no stair joins its storeys');
  });

  test.each(FILES)('%s: every tile passes the glTF validator without error or warning', async (file) => {
    const tiles = await tilesOf(file);
    expect(tiles.length).toBeGreaterThan(0);
    for (const name of tiles) {
      const { issues } = await validateBytes(new Uint8Array(await readFile(join(folderOf(file), name))), {
        maxIssues: 0,
      });
      expect([name, issues.numErrors, issues.numWarnings]).toEqual([name, 0, 0]);
    }
  });

  test.each(FILES)('%s: every product that web-ifc meshes is in a tile, once, with its GlobalId', async (file) => {
    const api = await loadWebIfc();
    const model = api.OpenModel(await readFile(join(FIXTURES ?? '', 'ifc', `${file}.ifc`)));
    const meshed = new Set<string>();
    api.StreamAllMeshes(model, (mesh) => {
      const hasTriangles = Array.from({ length: mesh.geometries.size() }).some((_, at) => {
        const geometry = api.GetGeometry(model, mesh.geometries.get(at).geometryExpressID);
        return geometry.GetIndexDataSize() > 0;
      });
      if (hasTriangles) meshed.add(api.GetLine(model, mesh.expressID).GlobalId.value);
    });
    api.CloseModel(model);
    const rowsOf = async (names: string[]) => {
      const tiles = await Promise.all(names.map((name) => readTile(join(folderOf(file), name))));
      return tiles.flatMap(({ rows }) => rows.map(({ GlobalId = '' }) => GlobalId));
    };
    const rows = await rowsOf(await partsOf(file));
    const { elements } = await buildingOf(file);
    expect(rows.sort()).toEqual(elements.map(({ globalId }) => globalId).sort());
    // What is a volume and no thing, such as an IfcSpatialZone, is with the spaces.
    const volumes = await rowsOf((await tilesOf(file)).filter((name) => name.startsWith('spaces')));
    const found = new Set([...rows, ...volumes]);
    expect([...meshed].filter((globalId) => !found.has(globalId))).toEqual([]);
  });

  test.each(FILES)('%s: tiles are named by part, on a grid of a millimetre, under 10,000 rows', async (file) => {
    const { root: tileset } = JSON.parse(await readFile(join(folderOf(file), 'tileset.json'), 'utf8'));
    interface Node {
      content?: { uri: string };
      children?: Node[];
      extras?: { storey: string | null; part: string; index: number | null };
    }
    const nodes = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodes)];
    const tiles = (tileset.children as Node[]).flatMap(nodes);
    expect(tiles.map(({ content }) => content?.uri).sort()).toEqual((await partsOf(file)).sort());
    const { storeys, elements } = await buildingOf(file);
    const partOf = new Map(elements.map(({ globalId, part }) => [globalId, part]));
    for (const { content, extras } of tiles) {
      const uri = content?.uri ?? '';
      expect(uri).toContain(`-${extras?.part}`);
      const storey = storeys.find(({ globalId }) => globalId === extras?.storey);
      if (extras?.storey) expect(storey?.content[extras.part as 'shell']).toContain(uri);
      const bytes = await readFile(join(folderOf(file), uri));
      const gltf = JSON.parse(bytes.subarray(20, 20 + bytes.readUInt32LE(12)).toString());
      const positions = gltf.meshes.flatMap((mesh: { primitives: { attributes: { POSITION: number } }[] }) =>
        mesh.primitives.map(({ attributes }) => gltf.accessors[attributes.POSITION].componentType),
      );
      expect(new Set(positions)).toEqual(new Set([5122]));
      for (const { scale } of gltf.nodes) expect(scale).toEqual([0.001, 0.001, 0.001]);
      const { rows } = await readTile(join(folderOf(file), uri));
      expect(rows.length).toBeLessThan(10_000);
      for (const { GlobalId = '' } of rows) expect(partOf.get(GlobalId)).toBe(extras?.part);
    }
  });

  test.each(FILES)('%s: each file has its packed twins, smaller and with the same bytes', async (file) => {
    const own = ['facade.json', 'walkable.json'];
    const names = (await readdir(folderOf(file), { recursive: true })).filter(
      (name) => /\.(glb|json)$/.test(name) && !own.includes(name),
    );
    for (const name of names) {
      const plain = await readFile(join(folderOf(file), name));
      for (const [end, unpack] of [
        ['br', brotliDecompressSync],
        ['gz', gunzipSync],
      ] as const) {
        // Small ones are packed once.
        if (end === 'br' && plain.byteLength < 8192) continue;
        const packed = await readFile(join(folderOf(file), `${name}.${end}`));
        expect(packed.byteLength).toBeLessThan(plain.byteLength);
        expect([name, unpack(packed).equals(plain)]).toEqual([name, true]);
      }
    }
  });

  it('all files together take at most 4 bytes a triangle on the wire', async () => {
    let bytes = 0;
    for (const [file] of FILES) {
      const names = ['tileset.json', ...(await tilesOf(file)).filter((name) => !name.startsWith('spaces'))];
      for (const name of names) {
        const path = join(folderOf(file), name);
        const packed = (await stat(`${path}.br`).catch(() => null)) ?? (await stat(`${path}.gz`));
        bytes += packed.size;
      }
    }
    const triangles = [...reports.values()].reduce((sum, report) => sum + report.triangles, 0);
    expect(bytes / triangles).toBeLessThanOrEqual(4);
  });

  it('the same shape is sent once where it is used often: its triangles are counted at every use', async () => {
    const file = 'duplex_electrical_ifc2x3';
    const tiles = await Promise.all((await partsOf(file)).map((name) => readTile(join(folderOf(file), name))));
    const primitives = tiles.flatMap((tile) => tile.primitives);
    expect(primitives.filter(({ isInstance }) => isInstance).length).toBeGreaterThanOrEqual(20);
    const triangles = primitives.reduce((sum, { indices }) => sum + indices.length / 3, 0);
    expect(triangles).toBe(reports.get(file)?.triangles);
  });

  it('parts by geometry: outer walls that say nothing of themselves are shell, inner ones interior', async () => {
    const { elements, properties } = await buildingOf('fzk_haus_ifc4');
    const walls = elements.filter(({ ifcClass }) => ifcClass.startsWith('IfcWall'));
    expect(walls).toHaveLength(13);
    for (const { name, part, globalId } of walls) {
      expect(Object.values(properties[globalId] ?? {}).some((set) => 'IsExternal' in set)).toBe(false);
      expect([name, part]).toEqual([name, name.includes('-Ext-') ? 'shell' : 'interior']);
    }
    for (const { part } of elements.filter(({ ifcClass }) => ifcClass === 'IfcWindow')) expect(part).toBe('shell');
  });

  it('parts by the file: IsExternal decides where it is given, MEP is what serves the building', async () => {
    const { elements, properties } = await buildingOf('duplex_a_arch_georef_ifc2x3');
    const told = elements.flatMap(({ globalId, ifcClass, part }) => {
      const external =
        properties[globalId]?.[`Pset_${ifcClass.replace('StandardCase', '').slice(3)}Common`]?.IsExternal;
      return typeof external === 'boolean' && ifcClass !== 'IfcFooting' ? [[external, part]] : [];
    });
    expect(told.length).toBeGreaterThan(90);
    for (const [external, part] of told) expect(part).toBe(external ? 'shell' : 'interior');
    const electrical = await buildingOf('duplex_electrical_ifc2x3');
    for (const { ifcClass, part } of electrical.elements) {
      expect(part === 'mep').toBe(ifcClass !== 'IfcBuildingElementProxy');
    }
  });

  it('storeys that a file does not name are inferred about where another copy of it has them', async () => {
    const text = await readFile(join(FIXTURES ?? '', 'ifc', 'tall_building_mm_ifc2x3.ifc'), 'latin1');
    const bare = text.replace(/^#\d+=\s*IFC(BUILDINGSTOREY|RELCONTAINEDINSPATIALSTRUCTURE)\([^\n]*\n/gm, '');
    const folder = await mkdtemp(join(root, 'bare-'));
    await writeFile(join(folder, 'bare.ifc'), bare, 'latin1');
    const { warnings } = await bakeFile(join(folder, 'bare.ifc'), folder, {}, () => {});
    const { storeys } = BuildingModel.parse(JSON.parse(await readFile(join(folder, 'building.json'), 'utf8')));
    const named = (await buildingOf('tall_building_mm_ifc2x3')).storeys;
    expect(warnings).toContain(
      `no IfcBuildingStorey in the file: ${storeys.length} storeys inferred from the heights of its products`,
    );
    expect(storeys.every(({ inferred }) => inferred)).toBe(true);
    expect(storeys.map(({ elevation }) => Math.round(elevation))).toEqual(
      named.map(({ elevation }) => Math.round(elevation)),
    );
    expect(storeys.map(({ name }) => name)).toEqual(storeys.map((_, index) => `${index + 1}F`));
  });

  it('the generated tower has the volume calculated by hand, openings cut', async () => {
    const found = await volumesOf('generated_tower_30x8_ifc4');
    expect([...found.values()].reduce((sum, volume) => sum + volume, 0)).toBeCloseTo(6332.13, 2);
  });

  it('a tower has one mesh for far away: a fraction of its triangles, in the same box, replaced by the storeys', async () => {
    const folder = folderOf('generated_tower_30x8_ifc4');
    const { root } = JSON.parse(await readFile(join(folder, 'tileset.json'), 'utf8'));
    expect(root).toMatchObject({ refine: 'REPLACE', content: { uri: 'far.glb' } });
    const { primitives } = await readTile(join(folder, 'far.glb'));
    expect(primitives).toHaveLength(1);
    const { positions, indices } = primitives[0]!;
    expect(indices.length / 3).toBeLessThan(37_212 / 3);
    const { elements, box } = await buildingOf('generated_tower_30x8_ifc4');
    const shell = elements.filter(({ part }) => part === 'shell').flatMap((element) => element.box ?? []);
    const along = (axis: number) => positions.filter((_, i) => i % 3 === axis);
    expect(Math.min(...along(0))).toBeCloseTo(Math.min(...shell.map(({ min }) => min[0])), 3);
    expect(Math.max(...along(2))).toBeCloseTo(box?.max[2] ?? 0, 3);
  });

  test.each([
    ['fzk_haus_ifc4', 18],
    ['tall_building_mm_ifc2x3', 29],
    ['pcert_building_mapconversion_ifc4', 7],
    ['institute_var2_ifc2x3', 141],
  ])('%s: meshes have the net volumes that the file states, within 1 %%', async (file, least) => {
    const found = await volumesOf(file);
    const building = await buildingOf(file);
    const compared = building.elements.flatMap(({ globalId }) => {
      const stated = Object.values(building.properties[globalId] ?? {})
        .map((set) => set.NetVolume)
        .find((value) => typeof value === 'number');
      return typeof stated === 'number' && stated > 0 ? [(found.get(globalId) ?? 0) / stated] : [];
    });
    expect(compared.filter((ratio) => Math.abs(ratio - 1) < 0.01).length).toBeGreaterThanOrEqual(least);
  });

  test.each([
    ['duplex_a_arch_georef_ifc2x3', 'ePSet_MapConversion', true],
    ['pcert_building_mapconversion_ifc4', 'IfcMapConversion', true],
    ['fzk_haus_ifc4', 'IfcSite', true],
    ['office_a_ifc2x3', 'IfcSite', false],
    ['tall_building_mm_ifc2x3', 'IfcSite', false],
    ['wall_door_column_ifc4x3add2', 'IfcSite', false],
    ['renga_house_ifc2x3', 'none', false],
  ])('%s: georeference by %s, believed: %s', (file, source, believed) => {
    expect(reports.get(file)?.georeference).toMatchObject({ source, believed });
  });

  it('a map conversion in millimetres lands in its UTM zone, turned by 60°', () => {
    const { placement } = reports.get('pcert_building_mapconversion_ifc4')!.georeference;
    expect(placement.longitude).toBeCloseTo(179.0801, 3);
    expect(placement.latitude).toBeCloseTo(-8.4622, 3);
    expect(placement.headingDeg).toBeCloseTo(-60.306, 2);
  });

  it('every feature of a tile is an element of building.json in the same storey', async () => {
    for (const file of ['duplex_a_arch_georef_ifc2x3', 'office_a_ifc2x3']) {
      const storeys = new Map((await buildingOf(file)).elements.map(({ globalId, storey }) => [globalId, storey]));
      for (const name of (await tilesOf(file)).filter((name) => name.startsWith('storeys'))) {
        for (const row of (await readTile(join(folderOf(file), name))).rows) {
          expect(storeys.get(row.GlobalId ?? '')).toBe(row.storey || null);
        }
      }
    }
  });
});
