import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validateBytes } from 'gltf-validator';
import { BuildingModel, localToGeo } from 'twin-core';
import { toGeographic } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTile, volumes } from '../tiles/read-tile.test-kit.ts';
import { bakeFile } from './bake-file.ts';
import { SAMPLE_IDS, type SampleOptions, sampleIfc, TAIYUAN_CONVERSION } from './sample-ifc.test-kit.ts';

let root: string;
let count = 0;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'twin-bake-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function bake(options: SampleOptions = {}, override = {}) {
  count += 1;
  const folder = join(root, `${count}`);
  const file = join(folder, 'sample.ifc');
  const out = join(folder, 'out');
  await mkdir(out, { recursive: true });
  await writeFile(file, sampleIfc(options));
  const report = await bakeFile(file, out, override, () => {});
  const building = BuildingModel.parse(JSON.parse(await readFile(join(out, 'building.json'), 'utf8')));
  const tileset = JSON.parse(await readFile(join(out, 'tileset.json'), 'utf8'));
  return { out, report, building, tileset };
}

describe('a small building', () => {
  let baked: Awaited<ReturnType<typeof bake>>;
  beforeAll(async () => {
    baked = await bake({ georeference: TAIYUAN_CONVERSION });
  });

  it('is counted: products without openings, storeys, spaces, doors, devices', () => {
    expect(baked.report).toMatchObject({
      products: 5,
      withGeometry: 5,
      storeys: 2,
      spaces: 1,
      doors: 1,
      devices: 1,
      warnings: [],
    });
  });

  it('has its spatial tree in building.json, storeys lowest first', () => {
    expect(baked.building.building).toEqual({ globalId: SAMPLE_IDS.building, name: '1#楼' });
    expect(
      baked.building.storeys.map(({ name, elevation, index, content }) => [name, elevation, index, content.shell]),
    ).toEqual([
      ['1F', 0, 0, ['storeys/00-shell.glb']],
      ['2F', 3, 1, ['storeys/01-shell.glb']],
    ]);
    expect(baked.building.properties[SAMPLE_IDS.wall]).toEqual({ Pset_WallCommon: { FireRating: '2 h' } });
  });

  it('keeps a door in the storey of the wall whose opening it fills', () => {
    expect(baked.building.doors).toMatchObject([
      { globalId: SAMPLE_IDS.door, storey: SAMPLE_IDS.ground, widthM: 1, heightM: 2 },
    ]);
  });

  it('gives a space its outline and box, and a device the space it hangs in', () => {
    const [space] = baked.building.spaces;
    expect(space).toMatchObject({ name: '201', longName: 'Home 201', objectType: 'home', storey: SAMPLE_IDS.upper });
    expect(space?.box).toEqual({ min: [1, 1, 3], max: [5, 4, 5.8] });
    expect(new Set(space?.footprint.map(String))).toEqual(new Set(['1,1', '5,1', '5,4', '1,4']));
    expect(baked.building.devices).toEqual([
      {
        globalId: SAMPLE_IDS.sensor,
        name: 'Smoke detector',
        tag: 'SM-201',
        ifcClass: 'IfcSensor',
        predefinedType: 'SMOKESENSOR',
        storey: SAMPLE_IDS.upper,
        space: SAMPLE_IDS.space,
        position: [3, 2.5, 5.725],
      },
    ]);
  });

  it('has one tile a storey whose extras name it and whose box holds it tightly, its other parts below it', () => {
    expect(baked.tileset.asset.version).toBe('1.1');
    const [ground, upper] = baked.tileset.root.children;
    expect(ground).toMatchObject({
      content: { uri: 'storeys/00-shell.glb' },
      extras: { storey: SAMPLE_IDS.ground, name: '1F', index: 0, part: 'shell' },
    });
    expect(ground.children).toBeUndefined();
    expect(ground.boundingVolume.box).toEqual([4, 2.5, 1.4, 4, 0, 0, 0, 2.5, 0, 0, 0, 1.6]);
    expect(upper).toMatchObject({
      refine: 'ADD',
      content: { uri: 'storeys/01-shell.glb' },
      extras: { storey: SAMPLE_IDS.upper, name: '2F', index: 1, part: 'shell' },
      children: [
        {
          geometricError: 0,
          content: { uri: 'storeys/01-mep.glb' },
          extras: { storey: SAMPLE_IDS.upper, name: '2F', index: 1, part: 'mep' },
        },
      ],
    });
    // An ADD tile's children are drawn by its own error: no less than what brought the tile itself.
    expect(upper.geometricError).toBe(baked.tileset.root.geometricError);
  });

  it('has openings cut out of its meshes, to the cubic millimetre', async () => {
    const tile = await readTile(join(baked.out, 'storeys/00-shell.glb'));
    const byId = Object.fromEntries(volumes(tile).map((volume, row) => [tile.rows[row]?.GlobalId, volume]));
    expect(byId[SAMPLE_IDS.slab]).toBeCloseTo(8, 9);
    expect(byId[SAMPLE_IDS.wall]).toBeCloseTo(8 * 0.2 * 3 - 1 * 0.2 * 2, 9);
    expect(byId[SAMPLE_IDS.door]).toBeCloseTo(0.1, 9);
  });

  it('names each feature in the property table', async () => {
    const { rows } = await readTile(join(baked.out, 'storeys/00-shell.glb'));
    expect(rows.find(({ GlobalId }) => GlobalId === SAMPLE_IDS.wall)).toEqual({
      GlobalId: SAMPLE_IDS.wall,
      name: 'Wall',
      tag: 'W-1',
      class: 'IfcWall',
      storey: SAMPLE_IDS.ground,
      system: '',
      device: '',
    });
  });

  it('draws see-through surfaces apart, with the alpha of their style and linear colors', async () => {
    const { primitives } = await readTile(join(baked.out, 'storeys/01-shell.glb'));
    expect(primitives.map(({ material }) => material)).toEqual(['transparent']);
    expect([...primitives[0]!.colors.subarray(0, 4)]).toEqual([55, 114, 201, 102]);
  });

  it('has facet normals that agree with the winding', async () => {
    const { primitives } = await readTile(join(baked.out, 'storeys/00-shell.glb'));
    for (const { positions, normals, indices } of primitives) {
      for (let t = 0; t < indices.length; t += 3) {
        const [a, b, c] = [0, 1, 2].map((k) => positions.subarray(indices[t + k]! * 3, indices[t + k]! * 3 + 3)) as [
          Float64Array,
          Float64Array,
          Float64Array,
        ];
        const [u, v] = [b, c].map((p) => [0, 1, 2].map((axis) => p[axis]! - a[axis]!)) as [number[], number[]];
        const cross = [0, 1, 2].map(
          (axis) => u[(axis + 1) % 3]! * v[(axis + 2) % 3]! - u[(axis + 2) % 3]! * v[(axis + 1) % 3]!,
        );
        const length = Math.hypot(...cross);
        const normal = normals.subarray(indices[t]! * 3, indices[t]! * 3 + 3);
        expect(cross.reduce((dot, value, axis) => dot + (value / length) * normal[axis]!, 0)).toBeGreaterThan(0.99);
      }
    }
  });

  it('writes glTF in which the validator finds no error and no warning', async () => {
    for (const name of ['storeys/00-shell.glb', 'storeys/01-shell.glb', 'spaces/01.glb']) {
      const { issues } = await validateBytes(new Uint8Array(await readFile(join(baked.out, name))));
      expect([name, issues.numErrors, issues.numWarnings]).toEqual([name, 0, 0]);
    }
  });

  it('comes out byte for byte the same again', async () => {
    const again = await bake({ georeference: TAIYUAN_CONVERSION });
    const names = (await readdir(baked.out, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    expect(names.length).toBeGreaterThan(4);
    for (const { parentPath, name } of names) {
      const path = join(parentPath, name);
      const copy = await readFile(path.replace(baked.out, again.out));
      expect([path, copy.equals(await readFile(path))]).toEqual([path, true]);
    }
  });
});

describe('georeference', () => {
  it('IfcMapConversion: origin by the CRS, heading with grid convergence, height by the geoid', async () => {
    const { placement, ...rest } = (await bake({ georeference: TAIYUAN_CONVERSION })).building.georeference;
    expect(rest).toMatchObject({ source: 'IfcMapConversion', believed: true, crs: 'EPSG:4546' });
    const { longitude, latitude } = toGeographic('EPSG:4546', 636350.5, 4193060.25);
    expect(placement).toMatchObject({ longitude, latitude });
    expect(placement.headingDeg).toBeCloseTo(-30 + 1.55 * Math.sin((37.87 * Math.PI) / 180), 1);
    expect(placement.height).toBeCloseTo(790 - 18.4, 0);
  });

  it('a corner of the building lands where the map conversion puts it', async () => {
    const { placement } = (await bake({ georeference: TAIYUAN_CONVERSION })).building.georeference;
    const corner = localToGeo(placement, [8, 5, 0]);
    const [cos, sin] = [Math.cos(Math.PI / 6), 0.5];
    const expected = toGeographic('EPSG:4546', 636350.5 + 8 * cos - 5 * sin, 4193060.25 + 8 * sin + 5 * cos);
    expect(Math.abs(corner.longitude - expected.longitude) * 88_000).toBeLessThan(0.01);
    expect(Math.abs(corner.latitude - expected.latitude) * 111_000).toBeLessThan(0.01);
  });

  it('numbers in another unit than declared are recognized by where they lie', async () => {
    const { georeference } = (
      await bake({
        georeference: (context) =>
          TAIYUAN_CONVERSION(context).map((line) =>
            line.replace('636350.5,4193060.25,790.', '636350500.,4193060250.,790000.'),
          ),
      })
    ).building;
    expect(georeference.believed).toBe(true);
    expect(georeference.placement.latitude).toBeCloseTo(toGeographic('EPSG:4546', 636350.5, 4193060.25).latitude, 9);
    expect(georeference.reason).toContain('units of 0.001 m, since the declared 1 m put it outside');
  });

  it('an unknown CRS is not believed, and IfcSite speaks instead', async () => {
    const { report } = await bake({
      georeference: (context) =>
        TAIYUAN_CONVERSION(context).map((line) =>
          line.replace("'EPSG:4546','CGCS2000 / 3-degree Gauss-Kruger CM 111E'", "'Site grid','of our own'"),
        ),
      sitePlace: '(37,52,12,0),(112,33,0,0),790.',
    });
    expect(report.georeference).toMatchObject({
      source: 'IfcSite',
      believed: true,
      placement: { longitude: 112.55, latitude: 37.87 },
    });
    expect(report.warnings).toEqual([expect.stringContaining("unknown CRS 'Site grid'")]);
  });

  it("an authoring tool's default place is told and not believed", async () => {
    const { report } = await bake({ sitePlace: '(42,21,31,181945),(-71,-3,-24,-263305),0.' });
    expect(report.georeference).toMatchObject({
      source: 'IfcSite',
      believed: false,
      placement: { longitude: 0, latitude: 0 },
    });
    expect(report.warnings[0]).toContain('Boston');
  });

  it('no word of a place is a warning', async () => {
    const { report } = await bake();
    expect(report.georeference).toMatchObject({ source: 'none', believed: false });
    expect(report.warnings).toHaveLength(1);
  });

  it("the caller's word comes first, and what is not said stays the file's", async () => {
    const placed = { longitude: 100, latitude: 30, height: 5, headingDeg: 45 };
    expect((await bake({ georeference: TAIYUAN_CONVERSION }, placed)).report.georeference).toMatchObject({
      source: 'override',
      placement: placed,
    });
    const { placement } = (await bake({ georeference: TAIYUAN_CONVERSION }, { height: 1 })).report.georeference;
    expect(placement.height).toBe(1);
    expect(placement.longitude).toBeCloseTo(112.55, 2);
  });

  it('a model drawn in survey coordinates gets a frame of its own at the same place on Earth', async () => {
    const offset = [636350.5, 4193060.25, 790] as const;
    const far = await bake({
      offset,
      georeference: (context) =>
        TAIYUAN_CONVERSION(context).map((line) =>
          line.replace('636350.5,4193060.25,790.,0.8660254037844387,0.5', '0.,0.,0.,1.,0.'),
        ),
    });
    const corner = far.building.box!.min;
    expect(Math.max(...corner.map(Math.abs))).toBeLessThan(20);
    const there = localToGeo(far.report.georeference.placement, corner);
    const expected = toGeographic('EPSG:4546', 636350.5, 4193060.25);
    expect(Math.abs(there.longitude - expected.longitude) * 88_000).toBeLessThan(0.01);
    expect(Math.abs(there.latitude - expected.latitude) * 111_000).toBeLessThan(0.01);
    expect(far.building.storeys[1]!.elevation - far.building.storeys[0]!.elevation).toBeCloseTo(3, 6);
    const tile = await readTile(join(far.out, 'storeys/00-shell.glb'));
    expect(volumes(tile).reduce((sum, volume) => sum + volume, 0)).toBeCloseTo(8 + 4.4 + 0.1, 6);
  });
});

describe('bad input', () => {
  const refuse = async (content: string | Uint8Array) => {
    count += 1;
    const file = join(root, `${count}.ifc`);
    await writeFile(file, content);
    return bakeFile(file, root, {}, () => {});
  };
  const noise = Uint8Array.from({ length: 50_000 }, (_, at) => (at * 2654435761) >>> 13);

  it.each<[string, string | Uint8Array, RegExp]>([
    ['an empty file', '', /: empty file$/],
    ['random bytes', noise, /does not begin with ISO-10303-21/],
    ['an unknown schema', sampleIfc({ schema: 'IFC9' }), /unknown schema 'IFC9'/],
    ['a preview of a schema', sampleIfc({ schema: 'IFC4X1' }), /unknown schema 'IFC4X1'/],
    ['a truncated file', sampleIfc().slice(0, 3000), /truncated: END-ISO-10303-21 is missing after 3000 bytes/],
    ['a header alone', 'ISO-10303-21;\nEND-ISO-10303-21;\n', /no FILE_SCHEMA/],
  ])('%s is refused by name, with the reason', async (_, content, reason) => {
    await expect(refuse(content)).rejects.toMatchObject({ name: 'InputError', message: expect.stringMatching(reason) });
  });

  it('a folder is not a file', async () => {
    await expect(bakeFile(root, root, {}, () => {})).rejects.toThrow(/: not a file$/);
  });

  it('a missing file is named', async () => {
    await expect(bakeFile(join(root, 'none.ifc'), root, {}, () => {})).rejects.toThrow(/none\.ifc: no such file$/);
  });

  it('a file without building and storeys bakes with warnings, its storey inferred from the heights of its products', async () => {
    const { report, building, tileset } = await bake({ bare: true });
    expect(report.warnings).toEqual(
      expect.arrayContaining([
        'no IfcBuilding in the file',
        'no IfcBuildingStorey in the file: 1 storeys inferred from the heights of its products',
      ]),
    );
    expect(building.building).toBeNull();
    expect(report.withGeometry).toBe(5);
    expect(tileset.root.children).toMatchObject([
      {
        content: { uri: 'storeys/00-shell.glb' },
        extras: { storey: 'inferred-1F', name: '1F', index: 0, part: 'shell' },
        children: [{ content: { uri: 'storeys/00-mep.glb' } }],
      },
    ]);
  });

  it('a file without products bakes to an empty tileset', async () => {
    const empty = sampleIfc().replace(
      /^#\d+=IFC(SLAB|WALL|DOOR|WINDOW|SPACE|SENSOR|OPENINGELEMENT|REL\w+|STYLEDITEM)\(.*\n/gm,
      '',
    );
    const report = await refuse(empty);
    expect(report).toMatchObject({ products: 0, triangles: 0 });
    expect(report.warnings).toContain('no product of the file has a shape');
  });
});
