import { join } from 'node:path';
import { localToGeo } from 'twin-core';
import { fromGeographic, toGeographic } from 'twin-core/crs';
import { describe, expect, it, test } from 'vitest';
import { type SampleOptions, sampleIfc, TAIYUAN_CONVERSION } from '../sample-ifc.test-kit.ts';
import { groundDistanceM } from './ground-distance.ts';
import { readFileGeoreference, readTextGeoreference } from './read-text.test-kit.ts';

const TAIYUAN = { longitude: 112.55, latitude: 37.87 };
/** As IfcSite writes it: to the microsecond. */
const TAIYUAN_SITE = '(37,52,12,0),(112,33,0,1),790.';

/** The sample with its map conversion's text changed. */
const converted = (change: (line: string) => string, options: SampleOptions = {}) =>
  sampleIfc({ ...options, georeference: (context) => TAIYUAN_CONVERSION(context).map(change) });

const codes = ({ georeference }: Awaited<ReturnType<typeof readTextGeoreference>>) =>
  georeference.findings.map(({ code }) => code);

describe('issue 2: a map conversion', () => {
  it('that is as it should be is believed, with what was read and nothing to doubt', async () => {
    const told = await readTextGeoreference(sampleIfc({ georeference: TAIYUAN_CONVERSION }));
    expect(told.georeference).toMatchObject({ source: 'IfcMapConversion', believed: true, crs: 'EPSG:4546' });
    expect(told.finding('map.read')).toMatchObject({
      verdict: 'ok',
      values: { easting: 636350.5, northing: 4193060.25, rotationDeg: 30 },
    });
    expect(told.warnings).toEqual([]);
    expect(told.georeference.candidates).toMatchObject([{ source: 'IfcMapConversion', believed: true, residualM: 0 }]);
  });

  it('with easting and northing exchanged is refused, and the exchange is offered', async () => {
    const told = await readTextGeoreference(
      converted((line) => line.replace('636350.5,4193060.25', '4193060.25,636350.5')),
    );
    expect(told.finding('map.swapped')?.verdict).toBe('refused');
    expect(told.georeference.believed).toBe(false);
    const [offered] = told.georeference.candidates;
    expect(groundDistanceM(offered!.placement, toGeographic('EPSG:4546', 636350.5, 4193060.25))).toBeLessThan(0.01);
  });

  it('on top of coordinates that are of the map already is counted once, with a warning', async () => {
    const [x, y, z] = [636350, 4193060, 790];
    const told = await readTextGeoreference(
      converted((line) => line),
      [x, y, z],
    );
    expect(told.finding('map.twice')?.verdict).toBe('doubt');
    expect(told.georeference.believed).toBe(true);
    expect(groundDistanceM(told.georeference.placement, toGeographic('EPSG:4546', x, y))).toBeLessThan(0.01);
    expect(told.warnings).toEqual([expect.stringContaining('adds them once more')]);
  });

  it('in another unit than declared is read by where it lies, with a warning', async () => {
    const told = await readTextGeoreference(
      converted((line) => line.replace('636350.5,4193060.25,790.', '636350500.,4193060250.,790000.')),
    );
    expect(told.finding('map.unit')?.values).toMatchObject({ unitM: 0.001, declaredM: 1 });
    expect(groundDistanceM(told.georeference.placement, TAIYUAN)).toBeLessThan(2000);
    expect(told.warnings).toHaveLength(1);
  });

  it('outside its CRS is refused with the numbers it gave', async () => {
    const told = await readTextGeoreference(converted((line) => line.replace('636350.5,4193060.25', '12.,34.')));
    expect(told.finding('map.outside')).toMatchObject({ verdict: 'refused', values: { easting: 12, northing: 34 } });
    expect(told.georeference).toMatchObject({ source: 'none', believed: false });
  });

  it('in a CRS nobody knows is refused; the grids its numbers fit near IfcSite are offered', async () => {
    const told = await readTextGeoreference(
      converted((line) => line.replace("'EPSG:4546','CGCS2000 / 3-degree Gauss-Kruger CM 111E'", "'Site grid','own'"), {
        sitePlace: TAIYUAN_SITE,
      }),
    );
    expect(told.finding('map.crs')).toMatchObject({ verdict: 'refused', values: { crs: 'Site grid' } });
    expect(told.georeference.source).toBe('IfcSite');
    const reasons = told.georeference.candidates.map(({ reason }) => reason);
    expect(reasons.some((reason) => reason.includes('EPSG:4546'))).toBe(true);
  });

  it('with the zone in the easting is one of the 6-degree or 3-degree grids with zone numbers', async () => {
    const told = await readTextGeoreference(
      converted((line) =>
        line
          .replace("'EPSG:4546','CGCS2000 / 3-degree Gauss-Kruger CM 111E'", "'CGCS2000',$")
          .replace('636350.5', '37636350.5'),
      ),
    );
    expect(told.georeference.candidates).toMatchObject([
      { believed: false, residualM: null, reason: expect.stringContaining('EPSG:4525') },
    ]);
    expect(groundDistanceM(told.georeference.candidates[0]!.placement, TAIYUAN)).toBeLessThan(2000);
  });

  it('without a direction, or with a scale that no units explain, is read with a doubt', async () => {
    const told = await readTextGeoreference(
      converted((line) => line.replace('0.8660254037844387,0.5,1.)', '0.,0.,25.4)')),
    );
    expect(told.finding('map.direction')?.verdict).toBe('doubt');
    expect(told.finding('map.scale')).toMatchObject({ verdict: 'doubt', values: { scale: 25.4 } });
    expect(told.georeference.believed).toBe(true);
  });

  it("a grid's scale factor moves what is drawn far from the origin", async () => {
    const text = converted((line) => line.replace('0.8660254037844387,0.5,1.)', '1.,0.,0.9996)'));
    const { georeference } = await readTextGeoreference(text, [2000, 0, 0]);
    const expected = toGeographic('EPSG:4546', 636350.5 + 1999.2, 4193060.25);
    expect(groundDistanceM(georeference.placement, expected)).toBeLessThan(0.01);
  });

  it('a scale that converts millimetres is no scale factor', async () => {
    const text = converted((line) => line.replace('0.5,1.)', '0.5,0.001)').replace(",'CM 111E',$)", ",'CM 111E',#902)"))
      .replace('.LENGTHUNIT.,$,.METRE.', '.LENGTHUNIT.,.MILLI.,.METRE.')
      .replace('ENDSEC;\nEND-ISO', '#902=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);\nENDSEC;\nEND-ISO');
    const told = await readTextGeoreference(text);
    expect(told.finding('units.length')?.values).toEqual({ unit: 'mm' });
    expect(codes(told)).not.toContain('map.scale');
    expect(groundDistanceM(told.georeference.placement, toGeographic('EPSG:4546', 636350.5, 4193060.25))).toBeLessThan(
      0.01,
    );
  });

  it('in survey feet tells how far the other foot would be', async () => {
    const foot = 1200 / 3937;
    const numbers = [636350.5, 4193060.25, 790].map((meters) => (meters / foot).toFixed(6)).join(',');
    const text = converted((line) =>
      line.replace('636350.5,4193060.25,790.', numbers).replace(",'CM 111E',$)", ",'CM 111E',#905)"),
    ).replace(
      'ENDSEC;\nEND-ISO',
      [
        '#902=IFCDIMENSIONALEXPONENTS(1,0,0,0,0,0,0);',
        '#903=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);',
        '#904=IFCMEASUREWITHUNIT(IFCLENGTHMEASURE(0.3048006096012192),#903);',
        "#905=IFCCONVERSIONBASEDUNIT(#902,.LENGTHUNIT.,'US SURVEY FOOT',#904);",
        'ENDSEC;\nEND-ISO',
      ].join('\n'),
    );
    const told = await readTextGeoreference(text);
    expect(groundDistanceM(told.georeference.placement, toGeographic('EPSG:4546', 636350.5, 4193060.25))).toBeLessThan(
      0.01,
    );
    expect(told.finding('units.feet')).toMatchObject({
      verdict: 'note',
      values: { unit: 'US survey ft', other: 'ft' },
    });
    expect(told.finding('units.feet')?.values.differenceM).toBeCloseTo(8.5, 1);
  });

  it('IFC2X3: property sets speak as the entity does, numbers in text too', async () => {
    const text = sampleIfc({
      schema: 'IFC2X3',
      georeference: (_context, site) => [
        "#900=IFCPROPERTYSINGLEVALUE('Eastings',$,IFCLABEL('636350.5'),$);",
        "#901=IFCPROPERTYSINGLEVALUE('Northings',$,IFCLENGTHMEASURE(4193060.25),$);",
        "#902=IFCPROPERTYSINGLEVALUE('OrthogonalHeight',$,IFCLENGTHMEASURE(790.),$);",
        "#903=IFCPROPERTYSINGLEVALUE('Name',$,IFCLABEL('EPSG:4546'),$);",
        "#904=IFCPROPERTYSET('0Sample$Set00000000002',$,'ePset_MapConversion',$,(#900,#901,#902));",
        "#905=IFCPROPERTYSET('0Sample$Set00000000003',$,'ePset_ProjectedCRS',$,(#903));",
        `#906=IFCRELDEFINESBYPROPERTIES('0Sample$Rel00000000020',$,$,$,(${site}),#904);`,
        `#907=IFCRELDEFINESBYPROPERTIES('0Sample$Rel00000000021',$,$,$,(${site}),#905);`,
      ],
    });
    const { georeference } = await readTextGeoreference(text);
    expect(georeference).toMatchObject({ source: 'ePSet_MapConversion', believed: true });
    expect(groundDistanceM(georeference.placement, toGeographic('EPSG:4546', 636350.5, 4193060.25))).toBeLessThan(0.01);
  });

  it('IFC4.3: a rigid operation moves the axes without turning them', async () => {
    const text = sampleIfc({
      schema: 'IFC4X3_ADD2',
      georeference: (context) => [
        "#900=IFCPROJECTEDCRS('EPSG:4546',$,'CGCS2000',$,'Gauss-Kruger','CM 111E',$);",
        `#901=IFCRIGIDOPERATION(${context},#900,IFCLENGTHMEASURE(636350.5),IFCLENGTHMEASURE(4193060.25),790.);`,
      ],
    });
    const { georeference } = await readTextGeoreference(text);
    expect(georeference).toMatchObject({ source: 'IfcRigidOperation', believed: true });
    expect(groundDistanceM(georeference.placement, toGeographic('EPSG:4546', 636350.5, 4193060.25))).toBeLessThan(0.01);
  });
});

describe('issue 2: IfcSite', () => {
  const site = (place: string) => readTextGeoreference(sampleIfc({ sitePlace: place }));

  it.each([
    ['Boston', '(42,21,31,181945),(-71,-3,-24,-263305),0.'],
    ['London', '(51,30,0,549316),(0,-7,-34,-450321),0.'],
    ['Amersfoort', '(52,9,0,0),(5,23,0,0),0.'],
    ['San Francisco', '(37,47,42,0),(-122,-23,-38,-400000),0.'],
    ['Boulder', '(40,1,1,200000),(-105,-16,-58,-800000),0.'],
    ['zero', '(0,0,0,0),(0,0,0,0),0.'],
  ])('at %s stands by default of its tool: told, offered, not believed', async (city, place) => {
    const told = await site(place);
    expect(told.finding('site.default')).toMatchObject({
      verdict: 'refused',
      values: { tool: expect.stringContaining(city) },
    });
    expect(told.georeference).toMatchObject({ source: 'IfcSite', believed: false });
    expect(told.georeference.candidates).toHaveLength(1);
  });

  it('minutes that cannot be are decimals: refused, and offered as such', async () => {
    const told = await site('(37,87,0,0),(112,55,0,0),790.');
    expect(told.finding('site.minutes')).toMatchObject({
      verdict: 'refused',
      values: { axis: 'latitude', minutes: 87 },
    });
    expect(told.georeference.believed).toBe(false);
    const offered = told.georeference.candidates.map(({ placement }) => placement.latitude);
    expect(offered).toContain(37.87);
  });

  it('a sign on the degrees alone counts for all parts', async () => {
    const told = await site('(37,52,12,0),(-112,33,0,1),790.');
    expect(told.georeference.placement.longitude).toBeCloseTo(-112.55, 6);
    expect(told.finding('site.signs')?.values.sum).toBeCloseTo(-111.45, 6);
  });

  it('latitude and longitude exchanged are refused, and offered the right way round', async () => {
    const told = await site('(112,33,0,1),(37,52,12,0),790.');
    expect(told.finding('site.swapped')?.verdict).toBe('refused');
    expect(told.georeference.candidates[0]?.placement.latitude).toBeCloseTo(37.87, 6);
  });

  it('not on Earth is refused', async () => {
    const told = await site('(112,33,0,1),(237,52,12,0),790.');
    expect(told.finding('site.outside')?.verdict).toBe('refused');
  });

  it('to the minute alone is a doubt of two kilometres', async () => {
    const told = await site('(37,52,0),(112,33,0),790.');
    expect(told.finding('site.precision')).toMatchObject({ verdict: 'doubt', values: { precisionM: 1855 } });
    expect(told.georeference.believed).toBe(true);
  });

  it('that speaks of a point far from what is drawn is not believed', async () => {
    const told = await readTextGeoreference(sampleIfc({ sitePlace: TAIYUAN_SITE }), [90_000, 0, 0]);
    expect(told.finding('site.far')).toMatchObject({ verdict: 'refused', values: { distanceM: 90_000 } });
    expect(told.georeference.believed).toBe(false);
  });

  it('agrees or disagrees with the map conversion: by how many metres is told', async () => {
    const { longitude, latitude } = toGeographic('EPSG:4546', 636350.5, 4193060.25);
    const parts = (degrees: number) => {
      const seconds = Math.round(degrees * 3600);
      return `(${Math.floor(seconds / 3600)},${Math.floor(seconds / 60) % 60},${seconds % 60},0)`;
    };
    const near = await readTextGeoreference(
      sampleIfc({ georeference: TAIYUAN_CONVERSION, sitePlace: `${parts(latitude)},${parts(longitude)},790.` }),
    );
    expect(near.finding('places.agree')?.verdict).toBe('ok');
    const far = await readTextGeoreference(
      sampleIfc({ georeference: TAIYUAN_CONVERSION, sitePlace: '(38,52,12,0),(112,33,0,1),790.' }),
    );
    expect(far.finding('places.disagree')?.verdict).toBe('doubt');
    expect(Number(far.finding('places.disagree')?.values.residualM)).toBeGreaterThan(100_000);
    expect(far.georeference.candidates[1]?.residualM).toBeGreaterThan(100_000);
  });
});

describe('issue 2: false origins and large coordinates', () => {
  const grid = fromGeographic('EPSG:4546', TAIYUAN.longitude, TAIYUAN.latitude);
  const at = (x: number, y: number) => [Math.round(x), Math.round(y), 790] as const;

  it('coordinates of a grid are recognized and not believed without a second word', async () => {
    const told = await readTextGeoreference(sampleIfc(), at(grid.easting, grid.northing));
    expect(told.finding('coordinates.grid')?.verdict).toBe('doubt');
    expect(told.georeference).toMatchObject({ believed: false, candidates: [] });
  });

  // The 3-degree zone 37 and the 6-degree zone 19 both have their meridian at 111° E.
  it.each([
    ['EPSG:4525', 37],
    ['EPSG:4497', 19],
  ])('%s is told by the zone in front of its easting', async (crs, zone) => {
    const told = await readTextGeoreference(sampleIfc(), at(grid.easting + zone * 1e6, grid.northing));
    expect(told.georeference.candidates).toMatchObject([
      { source: 'coordinates', believed: false, reason: expect.stringContaining(crs) },
    ]);
    expect(groundDistanceM(told.georeference.candidates[0]!.placement, TAIYUAN)).toBeLessThan(1);
  });

  it('with IfcSite at the same place they are believed, in the grid that fits', async () => {
    const told = await readTextGeoreference(sampleIfc({ sitePlace: TAIYUAN_SITE }), at(grid.easting, grid.northing));
    expect(told.finding('coordinates.confirmed')?.verdict).toBe('ok');
    expect(told.georeference).toMatchObject({ source: 'coordinates', believed: true, crs: 'EPSG:4546' });
    expect(groundDistanceM(told.georeference.placement, TAIYUAN)).toBeLessThan(1);
  });

  it('UTM near IfcSite is told from Gauss–Krüger by its scale', async () => {
    const utm = fromGeographic('EPSG:32649', TAIYUAN.longitude, TAIYUAN.latitude);
    const told = await readTextGeoreference(sampleIfc({ sitePlace: TAIYUAN_SITE }), at(utm.easting, utm.northing));
    expect(told.georeference).toMatchObject({ source: 'coordinates', believed: true, crs: 'EPSG:32649' });
  });

  it('northing first, as surveyors write it, is offered', async () => {
    const told = await readTextGeoreference(sampleIfc(), at(grid.northing, grid.easting + 37_000_000));
    expect(told.georeference.candidates[0]?.reason).toContain('northing first');
    expect(groundDistanceM(told.georeference.candidates[0]!.placement, TAIYUAN)).toBeLessThan(1);
  });

  it('a model drawn far away in no grid is remarked', async () => {
    const told = await readTextGeoreference(sampleIfc(), [5000, 0, 0]);
    expect(told.finding('coordinates.large')).toMatchObject({ verdict: 'note', values: { distanceM: 5000 } });
  });
});

describe('issue 2: heights', () => {
  const withDatum = (datum: string) =>
    converted((line) => line.replace("'CGCS2000',$,'Gauss", `'CGCS2000','${datum}','Gauss`));

  test.each([
    ['EGM96', 'EGM96', -18.4],
    ['EPSG:5737', 'Yellow Sea 1985', -18.4],
    ['1985 National Height Datum', 'Yellow Sea 1985', -18.4],
    ['WGS84 ellipsoid', 'ellipsoid', 0],
    ['EPSG:4979', 'ellipsoid', 0],
    ['Harbour zero', "'Harbour zero'", -18.4],
  ])('heights over %s are brought to the ellipsoid', async (named, datum, geoidM) => {
    const told = await readTextGeoreference(withDatum(named));
    expect(told.finding('height.datum')?.values.datum).toBe(datum);
    expect(told.georeference.placement.height - 790).toBeCloseTo(geoidM, 0);
  });

  it('no datum is an assumption that is told with what it costs', async () => {
    const told = await readTextGeoreference(sampleIfc({ georeference: TAIYUAN_CONVERSION }));
    expect(told.finding('height.assumed')).toMatchObject({ verdict: 'note' });
    expect(told.finding('height.assumed')?.values.geoidM).toBeCloseTo(-18.4, 0);
  });

  it('two heights that differ by the geoid are of two datums', async () => {
    const { longitude, latitude } = toGeographic('EPSG:4546', 636350.5, 4193060.25);
    const parts = (degrees: number) => {
      const millionths = Math.round(degrees * 3.6e9);
      const [seconds, rest] = [Math.floor(millionths / 1e6), millionths % 1e6];
      return `(${Math.floor(seconds / 3600)},${Math.floor(seconds / 60) % 60},${seconds % 60},${rest})`;
    };
    const told = await readTextGeoreference(
      sampleIfc({ georeference: TAIYUAN_CONVERSION, sitePlace: `${parts(latitude)},${parts(longitude)},771.6` }),
    );
    expect(told.finding('height.geoid')).toMatchObject({ verdict: 'doubt' });
    expect(told.finding('height.geoid')?.values.differenceM).toBeCloseTo(18.4, 1);
  });

  it('a height in millimetres is read as one', async () => {
    const told = await readTextGeoreference(sampleIfc({ sitePlace: '(37,52,12,0),(112,33,0,1),790000.' }));
    expect(told.finding('height.implausible')?.values).toEqual({ givenM: 790_000, usedM: 790 });
    expect(told.georeference.placement.height).toBeCloseTo(790 - 18.4, 0);
  });
});

describe('issue 2: north', () => {
  it('TrueNorth turns a model placed by IfcSite, and is compared with a map conversion', async () => {
    const north = (text: string) =>
      text
        .replace(/(IFCGEOMETRICREPRESENTATIONCONTEXT\(.*),\$\);/, '$1,#950);')
        .replace('ENDSEC;\nEND-ISO', '#950=IFCDIRECTION((-0.5,0.8660254037844387));\nENDSEC;\nEND-ISO');
    const alone = await readTextGeoreference(north(sampleIfc({ sitePlace: TAIYUAN_SITE })));
    expect(alone.georeference.placement.headingDeg).toBeCloseTo(30, 6);
    const both = await readTextGeoreference(north(sampleIfc({ georeference: TAIYUAN_CONVERSION })));
    expect(both.finding('north.disagrees')?.values.differenceDeg).toBeCloseTo(60 - 0.95, 1);
  });
});

it("issue 2: the caller's word leaves the doctor's findings, and residuals count from it", async () => {
  const placed = { longitude: 112.551, latitude: 37.87, height: 771, headingDeg: 0 };
  const { georeference } = await readTextGeoreference(
    sampleIfc({ georeference: TAIYUAN_CONVERSION }),
    [0, 0, 0],
    placed,
  );
  expect(georeference).toMatchObject({ source: 'override', placement: placed });
  expect(georeference.findings.map(({ code }) => code)).toContain('map.read');
  const { placement } = georeference.candidates[0]!;
  expect(georeference.candidates[0]?.residualM).toBeCloseTo(groundDistanceM(placed, placement), 6);
});

it('distances on the ground: a metre near by, the sphere far away', () => {
  const here = { ...TAIYUAN, height: 0, headingDeg: 0 };
  expect(groundDistanceM(here, localToGeo(here, [3, 4, 0]))).toBeCloseTo(5, 3);
  // Taiyuan to Boston by geod(1): 10 990 km.
  expect(groundDistanceM(TAIYUAN, { longitude: -71.06, latitude: 42.36 }) / 1000).toBeCloseTo(10_900, -3);
});

const FIXTURES = process.env.TWIN_FIXTURES;
describe.skipIf(!FIXTURES)('issue 2: sample files of the field', () => {
  const file = (name: string) => readFileGeoreference(join(FIXTURES ?? '', 'ifc', `${name}.ifc`));

  it('duplex: the property sets are believed, IfcSite lies an ocean away', async () => {
    const told = await file('duplex_a_arch_georef_ifc2x3');
    expect(told.georeference).toMatchObject({ source: 'ePSet_MapConversion', believed: true, crs: 'EPSG:9897' });
    expect(Number(told.finding('places.disagree')?.values.residualM)).toBeGreaterThan(6e6);
  });

  it('pcert: millimetres, UTM south, turned by 60°', async () => {
    const told = await file('pcert_building_mapconversion_ifc4');
    expect(told.finding('map.read')?.values).toMatchObject({ crs: 'EPSG:32760', rotationDeg: 60 });
    expect(told.finding('units.length')?.values).toEqual({ unit: 'mm' });
    expect(told.warnings).toEqual([]);
  });

  it.each(['office_a_ifc2x3', 'tall_building_mm_ifc2x3', 'wall_door_column_ifc4x3add2'])(
    '%s: Boston by default, a warning and no belief',
    async (name) => {
      const told = await file(name);
      expect(told.finding('site.default')?.values.tool).toContain('Boston');
      expect(told.georeference.believed).toBe(false);
      expect(told.warnings).toHaveLength(1);
    },
  );

  it('renga: nothing is said, and its unit is found beside a broken project', async () => {
    const told = await file('renga_house_ifc2x3');
    expect(codes(told)).toEqual(['units.length', 'none']);
    expect(told.finding('units.length')?.values).toEqual({ unit: 'mm' });
  });
});
