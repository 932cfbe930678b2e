import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildingModel } from 'twin-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTile } from '../tiles/read-tile.test-kit.ts';
import { bakeFile } from './bake-file.ts';
import { SAMPLE_IDS, type SampleKit, type SampleOptions, sampleIfc } from './sample-ifc.test-kit.ts';

const IDS = {
  system: '0Sample$System00000001',
  circuit: '0Sample$System00000002',
  zone: '0Sample$Zone0000000001',
  stair: '0Sample$Stair000000001',
  flight: '0Sample$Flight00000001',
  post: (at: number) => `0Sample$Post000000000${at}`,
  painted: '0Sample$Painted0000001',
  shaded: '0Sample$Shaded00000001',
} as const;

/** A round post of 48 sides as a mapped shape, set up six times: large and often enough to be repeated as instances. */
function addPosts({ add, context, placement, storeys }: SampleKit): void {
  const point = (...xyz: number[]) => add(`IFCCARTESIANPOINT((${xyz.map((value) => value.toFixed(6)).join(',')}))`);
  const corners = Array.from({ length: 48 }, (_, at) => (at * Math.PI) / 24);
  const ring = corners.map((angle) => point(0.15 * Math.cos(angle), 0.15 * Math.sin(angle)));
  const curve = add(`IFCPOLYLINE((${[...ring, ring[0]].join(',')}))`);
  const profile = add(`IFCARBITRARYCLOSEDPROFILEDEF(.AREA.,$,${curve})`);
  const axes = add(`IFCAXIS2PLACEMENT3D(${point(0, 0, 0)},$,$)`);
  const solid = add(`IFCEXTRUDEDAREASOLID(${profile},${axes},${add('IFCDIRECTION((0.,0.,1.))')},2.5)`);
  const color = add('IFCCOLOURRGB($,1.,0.,0.)');
  const style = add(`IFCSURFACESTYLE('Red',.BOTH.,(${add(`IFCSURFACESTYLESHADING(${color},0.)`)}))`);
  add(`IFCSTYLEDITEM(${solid},(${style}),$)`);
  const map = add(
    `IFCREPRESENTATIONMAP(${axes},${add(`IFCSHAPEREPRESENTATION(${context},'Body','SweptSolid',(${solid}))`)})`,
  );
  const posts = Array.from({ length: 6 }, (_, at) => {
    // Each stands turned by 30° more than the one before.
    const [cos, sin] = [Math.cos((at * Math.PI) / 6), Math.sin((at * Math.PI) / 6)];
    const [x, y] = [cos, sin].map((value) => value.toFixed(9));
    const axis = [`IFCDIRECTION((${x},${y},0.))`, `IFCDIRECTION((-${y},${x},0.))`, 'IFCDIRECTION((0.,0.,1.))'];
    const [u, v, w] = axis.map((entity) => add(entity.replace('--', '')));
    const target = add(`IFCCARTESIANTRANSFORMATIONOPERATOR3D(${u},${v},${point(0, 0, 0)},1.,${w})`);
    const item = add(`IFCMAPPEDITEM(${map},${target})`);
    const shape = add(`IFCSHAPEREPRESENTATION(${context},'Body','MappedRepresentation',(${item}))`);
    const whole = add(`IFCPRODUCTDEFINITIONSHAPE($,$,(${shape}))`);
    return add(`IFCCOLUMN('${IDS.post(at)}',$,'Post',$,$,${placement(at + 1, 4.5, 0)},${whole},$,$)`);
  });
  add(`IFCRELCONTAINEDINSPATIALSTRUCTURE('0Sample$Rel0000000050',$,$,$,(${posts.join(',')}),${storeys?.ground})`);
}

function addSystems({ add, products }: SampleKit): void {
  const system = add(
    `IFCDISTRIBUTIONSYSTEM('${IDS.system}',$,'Fire alarm',$,$,'Fire alarm of both floors',.FIREPROTECTION.)`,
  );
  const circuit = add(`IFCDISTRIBUTIONCIRCUIT('${IDS.circuit}',$,'Loop 1',$,'loop',$,.USERDEFINED.)`);
  const zone = add(`IFCZONE('${IDS.zone}',$,'Tenant',$,$,$)`);
  add(`IFCRELASSIGNSTOGROUP('0Sample$Rel0000000060',$,$,$,(${products.sensor}),$,${system})`);
  add(`IFCRELASSIGNSTOGROUP('0Sample$Rel0000000061',$,$,$,(${products.sensor}),$,${circuit})`);
  add(`IFCRELASSIGNSTOGROUP('0Sample$Rel0000000062',$,$,$,(${products.wall}),$,${zone})`);
}

function addType({ add, products }: SampleKit): void {
  const rating = add("IFCPROPERTYSINGLEVALUE('FireRating',$,IFCLABEL('1 h'),$)");
  const load = add("IFCPROPERTYSINGLEVALUE('LoadBearing',$,IFCBOOLEAN(.T.),$)");
  const set = add(`IFCPROPERTYSET('0Sample$Set00000000070',$,'Pset_WallCommon',$,(${rating},${load}))`);
  const type = add(`IFCWALLTYPE('0Sample$Type0000000001',$,'W 200',$,$,(${set}),$,$,$,.STANDARD.)`);
  add(`IFCRELDEFINESBYTYPE('0Sample$Rel0000000070',$,$,$,(${products.wall}),${type})`);
}

function addProperties({ add, products }: SampleKit): void {
  const values = [
    "IFCPROPERTYENUMERATEDVALUE('Status',$,(IFCLABEL('NEW'),IFCLABEL('TEMPORARY')),$)",
    "IFCPROPERTYLISTVALUE('Layers',$,(IFCLENGTHMEASURE(0.1),IFCLENGTHMEASURE(0.05)),$)",
    "IFCPROPERTYBOUNDEDVALUE('Temperature',$,IFCREAL(30.),IFCREAL(-5.),$,$)",
    "IFCPROPERTYBOUNDEDVALUE('Nominal',$,$,$,$,IFCREAL(20.))",
    "IFCPROPERTYTABLEVALUE('Curve',$,(IFCREAL(1.),IFCREAL(2.)),(IFCREAL(10.),IFCREAL(40.)),$,$,$,$)",
    "IFCPROPERTYSINGLEVALUE('Unknown',$,IFCLOGICAL(.U.),$)",
  ].map(add);
  const inner = add("IFCPROPERTYSINGLEVALUE('Lambda',$,IFCREAL(0.04),$)");
  const complex = add(`IFCCOMPLEXPROPERTY('Insulation',$,'usage',(${inner}))`);
  const set = add(`IFCPROPERTYSET('0Sample$Set00000000080',$,'Values',$,(${[...values, complex].join(',')}))`);
  const quantity = add("IFCQUANTITYVOLUME('NetVolume',$,$,8.,$)");
  const quantities = add(`IFCELEMENTQUANTITY('0Sample$Set00000000081',$,'Qto_SlabBaseQuantities',$,$,(${quantity}))`);
  add(`IFCRELDEFINESBYPROPERTIES('0Sample$Rel0000000080',$,$,$,(${products.slab}),${set})`);
  add(`IFCRELDEFINESBYPROPERTIES('0Sample$Rel0000000081',$,$,$,(${products.slab}),${quantities})`);
}

function addStair({ add, box, placement, storeys }: SampleKit): void {
  const stair = add(`IFCSTAIR('${IDS.stair}',$,'Stair',$,$,${placement(0, 0, 0)},$,$,.STRAIGHT_RUN_STAIR.)`);
  const flight = add(
    `IFCSTAIRFLIGHT('${IDS.flight}',$,'Flight',$,$,${placement(6, 1, 0)},${box(1, 3, 3).shape},$,17,16,0.18,0.28,.STRAIGHT.)`,
  );
  add(`IFCRELAGGREGATES('0Sample$Rel0000000090',$,$,$,${stair},(${flight}))`);
  add(`IFCRELCONTAINEDINSPATIALSTRUCTURE('0Sample$Rel0000000091',$,$,$,(${stair}),${storeys?.ground})`);
}

/** One product painted by its material alone, one by IfcSurfaceStyleShading with IFC4's transparency. */
function addPaint({ add, box, context, placement, storeys }: SampleKit): void {
  const styleOf = (r: number, g: number, b: number, transparency: string) => {
    const color = add(`IFCCOLOURRGB($,${r.toFixed(1)},${g.toFixed(1)},${b.toFixed(1)})`);
    return add(`IFCSURFACESTYLE($,.BOTH.,(${add(`IFCSURFACESTYLESHADING(${color},${transparency})`)}))`);
  };
  const painted = add(`IFCFURNITURE('${IDS.painted}',$,'Table',$,$,${placement(3, 2, 0)},${box(1, 1, 0.7).shape},$,$)`);
  const material = add("IFCMATERIAL('Blue wood',$,$)");
  const item = add(`IFCSTYLEDITEM($,(${styleOf(0, 0, 1, '$')}),$)`);
  const styled = add(`IFCSTYLEDREPRESENTATION(${context},'Style','Material',(${item}))`);
  add(`IFCMATERIALDEFINITIONREPRESENTATION($,$,(${styled}),${material})`);
  add(`IFCRELASSOCIATESMATERIAL('0Sample$Rel0000000100',$,$,$,(${painted}),${material})`);
  const pane = box(1, 0.02, 1);
  add(`IFCSTYLEDITEM(${pane.solid},(${styleOf(0, 1, 0, '0.25')}),$)`);
  const shaded = add(`IFCFURNITURE('${IDS.shaded}',$,'Screen',$,$,${placement(3, 3, 0)},${pane.shape},$,$)`);
  add(`IFCRELCONTAINEDINSPATIALSTRUCTURE('0Sample$Rel0000000101',$,$,$,(${painted},${shaded}),${storeys?.ground})`);
}

describe('what bake reads of elements', () => {
  let root: string;
  let out: string;
  let building: BuildingModel;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'twin-facts-'));
    ({ out, building } = await bake({
      more: (kit) => {
        for (const write of [addPosts, addSystems, addType, addProperties, addStair, addPaint]) write(kit);
      },
    }));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  async function bake(options: SampleOptions) {
    const folder = await mkdtemp(join(root, 'bake-'));
    await writeFile(join(folder, 'sample.ifc'), sampleIfc(options));
    await mkdir(join(folder, 'out'));
    const report = await bakeFile(join(folder, 'sample.ifc'), join(folder, 'out'), {}, () => {});
    const json = JSON.parse(await readFile(join(folder, 'out', 'building.json'), 'utf8'));
    return { out: join(folder, 'out'), report, building: BuildingModel.parse(json) };
  }
  const element = (globalId: string) => building.elements.find((one) => one.globalId === globalId);

  it('systems: IfcSystem and its kinds with their elements, zones left out', async () => {
    expect(building.systems).toEqual([
      {
        globalId: IDS.system,
        name: 'Fire alarm',
        ifcClass: 'IfcDistributionSystem',
        predefinedType: 'FIREPROTECTION',
        elements: 1,
      },
      {
        globalId: IDS.circuit,
        name: 'Loop 1',
        ifcClass: 'IfcDistributionCircuit',
        predefinedType: 'loop',
        elements: 1,
      },
    ]);
    expect(element(SAMPLE_IDS.sensor)?.systems).toEqual([IDS.system, IDS.circuit]);
    expect((await readTile(join(out, 'storeys/01-mep.glb'))).rows).toEqual([
      {
        GlobalId: SAMPLE_IDS.sensor,
        name: 'Smoke detector',
        tag: 'SM-201',
        class: 'IfcSensor',
        storey: SAMPLE_IDS.upper,
        system: IDS.system,
        device: 'SM-201',
      },
    ]);
  });

  it('types by name; their property sets under those of the element itself', () => {
    expect(element(SAMPLE_IDS.wall)?.type).toBe('W 200');
    expect(building.properties[SAMPLE_IDS.wall]).toEqual({
      Pset_WallCommon: { FireRating: '2 h', LoadBearing: true },
    });
  });

  it('properties of every kind as something to read, quantities too', () => {
    expect(building.properties[SAMPLE_IDS.slab]).toEqual({
      Values: {
        Status: 'NEW, TEMPORARY',
        Layers: '0.1, 0.05',
        Temperature: '-5 – 30',
        Nominal: 20,
        Curve: '1: 10; 2: 40',
        Unknown: null,
        'Insulation.Lambda': 0.04,
      },
      Qto_SlabBaseQuantities: { NetVolume: 8 },
    });
  });

  it('stairs and their flights; a stair without a shape has the extent of its flights', () => {
    const box = { min: [6, 1, 0], max: [7, 4, 3] };
    expect(building.stairs).toEqual([
      { globalId: IDS.stair, name: 'Stair', ifcClass: 'IfcStair', storey: SAMPLE_IDS.ground, box },
      { globalId: IDS.flight, name: 'Flight', ifcClass: 'IfcStairFlight', storey: SAMPLE_IDS.ground, box },
    ]);
  });

  it('the space that an element stands in, its box, and how many of each class there are', () => {
    expect(element(SAMPLE_IDS.sensor)).toMatchObject({
      space: SAMPLE_IDS.space,
      box: { min: [2.95, 2.45, 5.7], max: [3.05, 2.55, 5.75] },
    });
    expect(building.classes).toMatchObject({ IfcColumn: 6, IfcSensor: 1, IfcStairFlight: 1 });
  });

  it('a shape of a hundred triangles used six times is sent once, each use in its place and with its feature', async () => {
    const tile = await readTile(join(out, 'storeys/00-shell.glb'));
    const posts = tile.primitives.filter(({ isInstance }) => isInstance);
    expect(posts.map(({ features }) => tile.rows[features[0] ?? -1]?.GlobalId)).toEqual(
      Array.from({ length: 6 }, (_, at) => IDS.post(at)),
    );
    for (const [at, { positions, colors }] of posts.entries()) {
      expect([...colors.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
      const range = (axis: number) => {
        const values = positions.filter((_, i) => i % 3 === axis);
        return [Math.min(...values), Math.max(...values)] as const;
      };
      const [[left, right], [front, back], [foot, head]] = [range(0), range(1), range(2)];
      expect((left + right) / 2).toBeCloseTo(at + 1, 2);
      expect((front + back) / 2).toBeCloseTo(4.5, 2);
      expect(right - left).toBeCloseTo(0.3, 2);
      expect([foot, head]).toEqual([expect.closeTo(0, 4), expect.closeTo(2.5, 4)]);
    }
  });

  it('what is round is shaded as round: normals point away from its axis', async () => {
    const tile = await readTile(join(out, 'storeys/00-shell.glb'));
    const post = tile.primitives.find(({ isInstance }) => isInstance)!;
    const side = Array.from(post.features.keys()).filter((v) => Math.abs(post.normals[v * 3 + 2]!) < 0.5);
    // 48 corners, each once above and once below: facets of their own would take twice as many.
    expect(side).toHaveLength(96);
    for (const v of side) {
      const [x, y] = [post.positions[v * 3]! - 1, post.positions[v * 3 + 1]! - 4.5];
      const [nx, ny] = [post.normals[v * 3]!, post.normals[v * 3 + 1]!];
      expect((x * nx + y * ny) / (Math.hypot(x, y) * Math.hypot(nx, ny))).toBeGreaterThan(0.998);
    }
  });

  it('colors by the material where the shape has none, and the transparency of IfcSurfaceStyleShading', async () => {
    const tile = await readTile(join(out, 'storeys/00-interior.glb'));
    const colorOf = (globalId: string) => {
      for (const { material, colors, features, indices } of tile.primitives) {
        const v = indices.find((vertex) => tile.rows[features[vertex]!]?.GlobalId === globalId);
        if (v !== undefined) return [material, ...colors.subarray(v * 4, v * 4 + 4)];
      }
      return null;
    };
    expect(colorOf(IDS.painted)).toEqual(['opaque', 0, 0, 255, 255]);
    expect(colorOf(IDS.shaded)).toEqual(['transparent', 0, 255, 0, 191]);
  });
});
