import { describe, expect, test } from 'vitest';
import { readCrs } from './crs-text.ts';
import { groundProjector } from './ground-projector.ts';

const GEOGCS =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const gaussKruger = (name: string, meridian: number, falseEasting: number, geogcs = GEOGCS) =>
  `PROJCS["${name}",${geogcs},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${falseEasting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

describe('readCrs', () => {
  test.each([
    ['EPSG:4547', 'EPSG:4547'],
    ['urn:ogc:def:crs:EPSG::4490', 'EPSG:4490'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['WGS 84', 'EPSG:4326'],
    ['CGCS2000', 'EPSG:4490'],
    ['CGCS2000_3_Degree_GK_CM_114E', 'EPSG:4547'],
    ['CGCS2000_3_Degree_GK_Zone_38', 'EPSG:4526'],
    ['CGCS2000 / Gauss-Kruger CM 111E', 'EPSG:4508'],
    ['CGCS2000_GK_Zone_19', 'EPSG:4497'],
    ['WGS_1984_UTM_Zone_49N', 'EPSG:32649'],
    ['WGS_1984_Web_Mercator_Auxiliary_Sphere', 'EPSG:3857'],
    ['gcj02', 'GCJ-02'],
    [GEOGCS, 'EPSG:4490'],
    [gaussKruger('CGCS2000_3_Degree_GK_CM_114E', 114, 500_000), 'EPSG:4547'],
    [
      'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.25,AUTHORITY["EPSG","7030"]]],AUTHORITY["EPSG","4326"]]',
      'EPSG:4326',
    ],
  ])('%s is %s', (text, crs) => {
    expect(readCrs(text)).toMatchObject({ crs });
  });

  test('a zone of nobody’s list is read from its parameters', () => {
    const reading = readCrs(gaussKruger('Taiyuan city plan', 112.5, 500_000));
    expect(reading).toMatchObject({ name: 'Taiyuan city plan' });
    const { longitude, latitude } = groundProjector('crs' in reading ? reading.crs : '')(500_000, 4_190_000);
    expect(longitude).toBeCloseTo(112.5, 9);
    expect(latitude).toBeCloseTo(37.84, 1);
  });

  test.each([
    [
      gaussKruger('Xian_1980_3_Degree_GK_CM_114E', 114, 5e5, GEOGCS.replace('D_China_2000', 'D_Xian_1980')),
      'D_Xian_1980',
    ],
    ['Beijing 1954', 'not public'],
    ['EPSG:27700', 'not known here'],
    ['local grid', 'not known here'],
  ])('%s is refused: %s', (text, reason) => {
    expect(readCrs(text)).toEqual({ reason: expect.stringContaining(reason) });
  });
});
