import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fromGeographic } from 'twin-core/crs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zipArchive } from '../bake/ifc/zip-archive.test-kit.ts';
import { type GeoFeature, type ReadOptions, readFeatures } from './index.ts';
import { dbf, shp } from './shapefile/sample-shapefile.test-kit.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-geodata-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let written = 0;

/** Reads a file of this content whole. */
async function read(content: string | Uint8Array, options: ReadOptions = {}) {
  written += 1;
  const path = join(folder, `f${written}`);
  await writeFile(path, content);
  const file = await readFeatures(path, { name: 'f', ...options });
  const features: GeoFeature[] = [];
  for await (const feature of file.features()) features.push(feature);
  return { ...file, warnings: file.warnings, features };
}

const square = (x: number, y: number, side = 0.001): [number, number][] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const feature = (coordinates: unknown, more: object = {}, type = 'Polygon') => ({
  type: 'Feature',
  properties: {},
  geometry: { type, coordinates },
  ...more,
});
const collection = (features: readonly object[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });

describe('6.4.1-9 GeoJSON', () => {
  const one = feature([square(112.55, 37.87)], { id: 7, properties: { name: '一号楼 "A" {[', n: [1, { a: '}' }] } });

  test.each<[string, string | Uint8Array]>([
    ['a collection', collection([one])],
    ['one feature', JSON.stringify(one)],
    ['a row of features', `${JSON.stringify(one)}\n`],
    ['text with separators (RFC 8142)', `\x1e${JSON.stringify(one)}\n`],
    ['with a byte order mark, spread out', `\ufeff${JSON.stringify(JSON.parse(collection([one])), null, 2)}`],
    ['gzipped', gzipSync(collection([one]))],
  ])('%s gives its feature', async (_, content) => {
    const { features, crs, count, warnings } = await read(content);
    expect({ crs, count, warnings }).toEqual({ crs: 'EPSG:4326', count: 1, warnings: [] });
    expect(features).toEqual([
      {
        id: '7',
        name: '一号楼 "A" {[',
        geometry: { type: 'Polygon', coordinates: [square(112.55, 37.87)] },
        properties: one.properties,
      },
    ]);
  });

  test('text in GBK is read', async () => {
    // The second name is no UTF-8; the first would be.
    const named = (name: string) => feature([square(112.55, 37.87)], { properties: { name } });
    const [before, between, after] = collection([named('@'), named('@')]).split('@');
    const [taiyuan, city] = [Buffer.from([0xcc, 0xab, 0xd4, 0xad]), Buffer.from([0xb3, 0xc7])];
    const gbk = Buffer.concat([Buffer.from(before!), taiyuan, Buffer.from(between!), city, Buffer.from(after!)]);
    expect((await read(gbk)).features.map(({ name }) => name)).toEqual(['太原', '城']);
  });

  test('a crs member counts also after the features', async () => {
    const { easting, northing } = fromGeographic('EPSG:4547', 112.55, 37.87);
    const features = [feature([easting, northing], {}, 'Point')];
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4547' } };
    const found = await read(JSON.stringify({ type: 'FeatureCollection', features, crs }));
    expect(found.crs).toBe('EPSG:4547');
    const { coordinates } = found.features[0]!.geometry as { coordinates: number[] };
    expect(coordinates[0]).toBeCloseTo(112.55, 9);
    expect(coordinates[1]).toBeCloseTo(37.87, 9);
  });

  const many = collection(Array.from({ length: 5000 }, (_, i) => feature([square(112 + i / 1e4, 37)])));
  test('what is longer than a chunk is read across its borders', async () => {
    expect((await read(many)).features).toHaveLength(5000);
  });

  test.each<[string, string | Uint8Array, RegExp]>([
    ['HTML', '<!DOCTYPE html><html><head><title>Sign in</title>', /^f: an HTML page \("Sign in"\).*expected GeoJSON/],
    ['a broken-off file', many.slice(0, 300_000), /^f: ends at byte 300000 after \d+ whole features: truncated/],
    ['a broken-off gzip', gzipSync(many).subarray(0, 9000), /^f: gzip: unexpected end of file/],
    ['nothing', '', /^f: the file is empty/],
    ['a collection of nothing', collection([]), /^f: no features in it/],
    ['other JSON', '{"type":"Topology","objects":{}}', /^f: TopoJSON/],
    ['no map', 'a;b;c', /^f: no map by its first bytes \("a;b;c"\)/],
    ['NaN', collection([one]).replace('112.55', 'NaN'), /^f: feature 1 is not JSON/],
    [
      'nothing but infinity',
      collection([feature(['far', 37], {}, 'Point')]).replace('"far"', '1e999'),
      /^f: none of its 1 features can be used: 1 × coordinate that is no finite number/,
    ],
    [
      'an unknown CRS',
      collection([one], { crs: { properties: { name: 'EPSG:27700' } } }),
      /^f: crs member: the CRS EPSG:27700 is not known here; say which it is with --crs/,
    ],
    [
      'metres as degrees',
      collection([feature([38_512_345, 4_190_000], {}, 'Point')]),
      /^f: coordinates such as 38512345, 4190000 are no degrees of EPSG:4326; say with --crs/,
    ],
    ['swapped axes', collection([feature([37.87, 112.55], {}, 'Point')]), /^f: latitude and longitude are swapped/],
    ['a bare .shp', Buffer.from([0, 0, 0x27, 0x0a, 0]), /^f: a bare .shp: zip it/],
  ])('%s is refused with the reason', async (_, content, reason) => {
    await expect(read(content)).rejects.toThrow(reason);
    await expect(read(content)).rejects.toMatchObject({ name: 'InputError' });
  });

  test('a file, a feature, a number of features beyond the limits is refused', async () => {
    await expect(read(many, { limits: { maxBytes: 1000 } })).rejects.toThrow(/at most 1000 are read: cut it/);
    await expect(read(many, { limits: { maxFeatures: 10 } })).rejects.toThrow(/5000 features, at most 10/);
    await expect(read(many, { limits: { maxFeatureBytes: 20 } })).rejects.toThrow(/longer than 20 bytes/);
    const spaces = gzipSync(Buffer.alloc(40_000_000, 0x20));
    await expect(read(Buffer.concat([gzipSync('{'), spaces]))).rejects.toThrow(/more than 200 times its size/);
  });
});

describe('shapes that are not as they should be', () => {
  const shape = async (coordinates: unknown, type = 'Polygon') => {
    const { features, warnings } = await read(collection([feature(coordinates, {}, type), feature([square(113, 37)])]));
    return { geometry: features.length === 2 ? features[0]!.geometry : null, warnings };
  };

  test.each<[string, unknown, unknown, string]>([
    ['not closed', [square(112, 37).slice(0, -1)], [square(112, 37)], 'ring not closed'],
    ['wrong way round', [square(112, 37).reverse()], [[...square(112, 37)].reverse().reverse()], 'wrong way round'],
    ['hole outside', [square(112, 37), square(112.1, 37).reverse()], [square(112, 37)], 'hole outside of its surface'],
    [
      'a spike',
      [
        [
          [112, 37],
          [112.001, 37],
          [112.002, 37],
          [112.001, 37],
          [112.001, 37.001],
          [112, 37.001],
          [112, 37],
        ],
      ],
      [square(112, 37).map(([x, y]) => [x, y])],
      '',
    ],
  ])('%s: mended', async (_, coordinates, expected, warning) => {
    const { geometry, warnings } = await shape(coordinates);
    expect(geometry?.type).toBe('Polygon');
    const close = (rings: unknown) =>
      (rings as number[][][]).map((ring) => ring.map(([x, y]) => [x!.toFixed(6), y!.toFixed(6)].join()).sort());
    expect(close(geometry?.coordinates).map((ring) => [...new Set(ring)])).toEqual(
      close(expected).map((ring) => [...new Set(ring)]),
    );
    if (warning) expect(warnings).toContainEqual(expect.stringContaining(warning));
  });

  test('a ring that crosses itself falls into its two halves, both counter-clockwise', async () => {
    const { geometry, warnings } = await shape([
      [
        [112, 37],
        [112.002, 37.002],
        [112.002, 37],
        [112, 37.002],
        [112, 37],
      ],
    ]);
    expect(geometry).toMatchObject({ type: 'MultiPolygon' });
    const polygons = (geometry as { coordinates: number[][][][] }).coordinates;
    const areas = polygons.map(
      ([ring]) =>
        ring!.reduce(
          (sum, [x, y], i) =>
            sum + (i === 0 ? 0 : (ring![i - 1]![0]! - 112) * (y! - 37) - (x! - 112) * (ring![i - 1]![1]! - 37)),
          0,
        ) / 2,
    );
    for (const area of areas) expect(area).toBeCloseTo(1e-6, 9);
    expect(areas).toHaveLength(2);
    expect(warnings).toContainEqual(expect.stringContaining('taken apart'));
  });

  test('a loop inside that runs against its ring is a hole', async () => {
    const outline = [
      [112, 37],
      [112.004, 37],
      [112.004, 37.004],
      [112, 37.004],
      [112, 37],
      [112.001, 37.002],
      [112.002, 37.003],
      [112.002, 37.001],
      [112.001, 37.002],
      [112, 37],
    ];
    const { geometry } = await shape([outline]);
    expect((geometry as { coordinates: unknown[] }).coordinates).toHaveLength(2);
  });

  test.each<[string, unknown, string, string]>([
    [
      'a wall',
      [
        [
          [112, 37, 0],
          [112, 37, 9],
          [112.001, 37, 9],
          [112, 37, 0],
        ],
      ],
      'Polygon',
      'ring without an area',
    ],
    [
      'a line of one place',
      [
        [112, 37],
        [112, 37],
      ],
      'LineString',
      'line of a single place',
    ],
    [
      'no finite number',
      [
        [
          [112, 'x'],
          [112, 37],
        ],
      ],
      'Polygon',
      'no finite number',
    ],
    ['a circle', [112, 37], 'Circle', 'shape of the type "Circle"'],
  ])('%s: left out and said, the rest stays', async (_, coordinates, type, warning) => {
    const { geometry, warnings } = await shape(coordinates, type);
    expect(geometry).toBeNull();
    expect(warnings).toContainEqual(expect.stringContaining(warning));
  });

  test('heights are kept, collections become several features, repeated ids are told apart', async () => {
    const geometries = [
      { type: 'Point', coordinates: [112, 37, 5] },
      { type: 'Point', coordinates: [112, 38] },
    ];
    const both = { type: 'Feature', id: 'a', properties: null, geometry: { type: 'GeometryCollection', geometries } };
    const { features, warnings } = await read(collection([both, feature([112, 39], { id: 'a' }, 'Point')]));
    expect(features.map(({ id, geometry }) => [id, geometry.coordinates])).toEqual([
      ['a', [112, 37, 5]],
      ['a~2', [112, 38]],
      ['a~3', [112, 39]],
    ]);
    expect(warnings).toEqual(['2 × id that another feature has too: numbered (first: feature 1)']);
  });
});

describe('zipped shapefiles', () => {
  const clockwise = [...square(500_000, 4_190_000, 100)].reverse();
  const hole = square(500_020, 4_190_020, 20);
  const apart = [...square(500_300, 4_190_000, 50)].reverse();
  const shapes = shp([[clockwise, hole], [apart]]);
  const gbk = Buffer.from([0xc2, 0xa5]);
  const table = dbf(
    [
      [gbk, Buffer.from('18.5')],
      [Buffer.from('B'), Buffer.from('***')],
    ],
    [
      ['名', 'C', 8],
      ['height', 'N', 6],
    ].map(([n, t, l]) => [n === '名' ? 'name' : n, t, l]) as [string, 'C' | 'N', number][],
  );
  const prj =
    'PROJCS["CGCS2000_3_Degree_GK_CM_111E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",111.0],UNIT["Meter",1.0]]';
  const pack = (more: Record<string, string | Uint8Array> = {}) =>
    zipArchive(
      Object.entries({ 'a/b.shp': shapes, 'a/b.dbf': table, 'a/b.prj': prj, ...more }).map(([name, content]) => ({
        name,
        content,
      })),
    );

  test.each([
    ['without a .cpg', {}],
    ['with one', { 'a/b.cpg': 'GBK' }],
  ])('GBK, CGCS2000 and holes are understood %s', async (_, more) => {
    const { features, crs, format } = await read(pack(more));
    expect({ crs, format }).toEqual({ crs: 'EPSG:4546', format: 'shapefile' });
    expect(features.map(({ properties }) => properties)).toEqual([{ name: '楼', height: 18.5 }, { name: 'B' }]);
    expect(features.map(({ geometry }) => geometry.coordinates.length)).toEqual([2, 1]);
    const [[longitude, latitude]] = (features[0]!.geometry as { coordinates: [number, number][][] })
      .coordinates[0]! as [[number, number]];
    expect(longitude).toBeCloseTo(111, 2);
    expect(latitude).toBeCloseTo(37.84, 1);
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      'no CRS',
      zipArchive([{ name: 'b.shp', content: shapes }]),
      /^f: names no CRS, and coordinates such as 500000, 4190000 are no degrees/,
    ],
    [
      'Xian 80',
      pack({
        'a/b.prj': prj
          .replace('D_China_2000', 'D_Xian_1980')
          .replace('CGCS2000_3', 'Xian_1980_3')
          .replace('China_Geodetic_Coordinate_System_2000', 'Xian_1980'),
      }),
      /^f: .prj: the CRS Xian_1980.*datum D_Xian_1980/,
    ],
    [
      'a cut .shp',
      pack({ 'a/b.shp': shapes.subarray(0, 250) }),
      /^f: a\/b.shp: ends at byte 108 in the middle of shape 1: truncated/,
    ],
    ['fewer rows', pack({ 'a/b.dbf': dbf([], [['n', 'C', 3]]) }), /^f: a\/b.dbf: has only 0 rows/],
    ['two shapefiles', pack({ 'c.shp': shapes }), /^f: 2 shapefiles in it/],
    ['none', zipArchive([{ name: 'a.txt', content: 'x' }]), /^f: zip archive without a .shp \(found a.txt\)/],
    [
      'a bomb',
      pack({ 'a/b.shp': Buffer.concat([shapes, Buffer.alloc(40_000_000)]) }),
      /^f: a\/b.shp: unpacks to more than 200 times its size/,
    ],
    [
      'a size that lies',
      zipArchive([{ name: 'b.shp', content: Buffer.alloc(5000), lies: { size: 100 } }]),
      /^f: b.shp: /,
    ],
    ['no zip', Buffer.from('PK\x03\x04 and nothing'), /^f: zip archive: /],
  ])('%s is refused with the reason', async (_, content, reason) => {
    await expect(read(content)).rejects.toThrow(reason);
    await expect(read(content)).rejects.toMatchObject({ name: 'InputError' });
  });
});

describe('OpenStreetMap XML', () => {
  const node = (id: number, x: number, y: number, tags = '') =>
    `<node id="${id}" lon="${112 + x / 1e3}" lat="${37 + y / 1e3}">${tags}</node>`;
  const way = (id: number, nodes: number[], tags = '') =>
    `<way id="${id}">${nodes.map((n) => `<nd ref="${n}"/>`).join('')}${tags}</way>`;
  const tag = (k: string, v: string) => `<tag k="${k}" v="${v}"/>`;
  const nodes = [
    node(1, 0, 0),
    node(2, 9, 0),
    node(3, 9, 9),
    node(4, 0, 9),
    node(5, 3, 3),
    node(6, 6, 3),
    node(7, 6, 6),
    node(8, 3, 6),
  ].join('\n');
  const osm = (inside: string) => `<?xml version='1.0'?>\n<osm version="0.6"><!-- a > b -->${nodes}${inside}</osm>`;

  test('surfaces, lines and points by their tags; multipolygons with their holes, their outer way not twice', async () => {
    const { features, format } = await read(
      osm(
        node(9, 1, 1, tag('amenity', 'caf&#233; &amp; bar')) +
          way(10, [1, 2, 3, 4, 1], tag('building', 'yes')) +
          way(11, [1, 2, 3, 4, 1], tag('highway', 'service')) +
          way(12, [1, 2, 3]) +
          way(13, [3, 4, 1]) +
          way(14, [5, 6, 7, 8, 5]) +
          way(15, [1, 2, 3, 4, 1], tag('building', 'old')) +
          `<relation id="20"><member type="way" ref="12" role="outer"/><member type="way" ref="13" role="outer"/><member type="way" ref="14" role="inner"/>${tag('type', 'multipolygon')}${tag('landuse', 'grass')}</relation>` +
          `<relation id="21"><member type="way" ref="15" role=""/><member type="way" ref="14" role="inner"/>${tag('type', 'multipolygon')}</relation>`,
      ),
    );
    expect(format).toBe('osm-xml');
    expect(
      features.map(({ id, geometry, properties }) => [id, geometry.type, geometry.coordinates.length, properties]),
    ).toEqual([
      ['node/9', 'Point', 2, { amenity: 'café & bar' }],
      ['way/10', 'Polygon', 1, { building: 'yes' }],
      ['way/11', 'LineString', 5, { highway: 'service' }],
      ['relation/20', 'Polygon', 2, { landuse: 'grass' }],
      ['relation/21', 'Polygon', 2, { building: 'old' }],
    ]);
  });

  test.each<[string, string, RegExp]>([
    ['broken off', osm('').slice(0, -10), /^f: ends at character \d+ without <\/osm>: truncated/],
    [
      'other XML',
      '<?xml version="1.0"?><gpx></gpx>',
      /^f: character 21: XML, but its outermost element is gpx, expected osm/,
    ],
    ['KML', '<?xml version="1.0"?><kml></kml>', /^f: KML or GML/],
  ])('%s is refused with the reason', async (_, content, reason) => {
    await expect(read(content)).rejects.toThrow(reason);
  });

  test('more nodes than are held is refused', async () => {
    const content = osm(way(10, [1, 2, 3, 4, 1], tag('building', 'yes')));
    await expect(read(content, { limits: { maxNodes: 4 } })).rejects.toThrow(/more than 4 nodes: cut out/);
  });
});
