import { beforeAll, describe, expect, it } from 'vitest';
import type { IFC4, IfcAPI } from 'web-ifc';
import * as webIfc from 'web-ifc';
import type { BuildingDesign, Element } from './design.ts';
import { openIfcWriter } from './ifc-document.ts';
import { box } from './shape.ts';
import { writeBuilding } from './write-building.ts';

const LOCATION = {
  site: '试验小区',
  map: {
    crs: { code: 'EPSG:4546', description: 'CGCS2000 / 3-degree Gauss-Kruger CM 111E', zone: 'CM 111E' },
    eastings: 636386.8219,
    northings: 4194057.2545,
    normalHeightM: 790,
    verticalDatum: 'EGM96',
    xAxis: [0.99986, 0.016614],
    longitude: 112.55,
    latitude: 37.87,
  },
} as const;

const glass = (key: string): Omit<Element, 'at' | 'turnDeg'> => ({
  ifc: 'IfcWindow',
  key,
  name: '窗',
  shape: [box('glass', [0, 0.1, 0], [1.2, 0.02, 1.5])],
  type: { name: 'C1215', width: 1.2, height: 1.5, operation: 'SINGLE_PANEL' },
});

const wall = (key: string, y: number): Element => ({
  ifc: 'IfcWall',
  key,
  name: '外墙',
  at: [0, y, 0],
  turnDeg: 0,
  shape: [box('body', [0, 0, 0], [6, 0.25, 3])],
  external: true,
  openings: [1, 3.5].map((x) => ({
    at: [x, -0.1, 0.9] as const,
    width: 1.2,
    height: 1.5,
    depth: 0.45,
    fill: { ...glass(`${key}/window-${x}`), at: [0, 0.1, 0], turnDeg: 0 },
  })),
});

const HOUSE: BuildingDesign = {
  code: 'T01',
  name: '试验楼',
  description: '一层',
  address: '试验路1号',
  footprint: [
    [0, 0],
    [6, 0],
    [6, 4],
    [0, 4],
  ],
  palette: {
    body: { rgb: [0.9, 0.8, 0.7] },
    glass: { rgb: [0.4, 0.5, 0.6], transparency: 0.5 },
    space: { rgb: [1, 1, 1] },
  },
  storeys: [
    {
      name: '1F',
      elevation: 0.3,
      height: 3,
      spaces: [
        {
          key: 'home',
          name: '101',
          longName: '101室',
          objectType: 'HOME',
          ring: [
            [0.25, 0.25],
            [5.75, 0.25],
            [5.75, 3.75],
            [0.25, 3.75],
          ],
          height: 2.8,
        },
      ],
      elements: [
        wall('south', 0),
        wall('north', 3.75),
        {
          ifc: 'IfcSensor',
          key: 'device/FA-1',
          name: '感烟探测器',
          at: [3, 2, 2.8],
          turnDeg: 0,
          shape: [box('body', [-0.05, -0.05, -0.05], [0.1, 0.1, 0.05])],
          predefinedType: 'SMOKESENSOR',
          tag: 'FA-1',
          space: 'home',
        },
      ],
    },
  ],
};

describe('an authored IFC file', () => {
  let api: IfcAPI;
  let bytes: Uint8Array;
  let model: number;
  beforeAll(async () => {
    api = await openIfcWriter();
    bytes = writeBuilding(api, HOUSE, LOCATION, '2026-01-01T00:00:00');
    model = api.OpenModel(bytes);
  });
  const count = (type: number): number => api.GetLineIDsWithType(model, type).size();

  it('is the same to the byte when written again', () => {
    expect(Buffer.from(writeBuilding(api, HOUSE, LOCATION, '2026-01-01T00:00:00')).equals(Buffer.from(bytes))).toBe(
      true,
    );
  });

  it('is IFC4 with reals as ISO 10303-21 writes them and every GlobalId once', () => {
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain("FILE_SCHEMA(('IFC4'))");
    expect(text).not.toMatch(/[(,]-?\d+E[-+]?\d/);
    const identities = [...text.matchAll(/=IFC\w+\('([0-9A-Za-z_$]{22})'/g)].map(([, id]) => id);
    expect(new Set(identities).size).toBe(identities.length);
  });

  it('has its storey, home, walls, real openings and the windows that fill them', () => {
    expect(count(webIfc.IFCBUILDINGSTOREY)).toBe(1);
    expect(count(webIfc.IFCSPACE)).toBe(1);
    expect(count(webIfc.IFCWALL)).toBe(2);
    expect(count(webIfc.IFCOPENINGELEMENT)).toBe(4);
    expect(count(webIfc.IFCRELVOIDSELEMENT)).toBe(4);
    expect(count(webIfc.IFCRELFILLSELEMENT)).toBe(4);
    expect(count(webIfc.IFCWINDOWTYPE)).toBe(1);
  });

  it('gives triangles for every product that has a shape, and cuts the openings out of the walls', () => {
    const triangles = new Map<number, number>();
    api.StreamAllMeshes(model, (mesh) => {
      let sum = 0;
      for (let i = 0; i < mesh.geometries.size(); i += 1) {
        const geometry = api.GetGeometry(model, mesh.geometries.get(i).geometryExpressID);
        sum += geometry.GetIndexDataSize() / 3;
        geometry.delete();
      }
      triangles.set(mesh.expressID, sum);
    });
    const ids = [webIfc.IFCWALL, webIfc.IFCWINDOW, webIfc.IFCSENSOR].flatMap((type) => [
      ...api.GetLineIDsWithType(model, type),
    ]);
    expect(ids).toHaveLength(7);
    for (const id of ids) expect(triangles.get(id) ?? 0).toBeGreaterThanOrEqual(12);
    for (const id of api.GetLineIDsWithType(model, webIfc.IFCWALL)) expect(triangles.get(id)).toBeGreaterThan(12);
  });

  it('stands on the map by IfcMapConversion and carries the device code as Tag in its space', () => {
    const [conversion] = api.GetLineIDsWithType(model, webIfc.IFCMAPCONVERSION);
    const line: IFC4.IfcMapConversion = api.GetLine(model, conversion ?? 0);
    expect(line.Eastings.value).toBeCloseTo(LOCATION.map.eastings, 4);
    expect(line.OrthogonalHeight.value).toBe(790);
    const [sensor] = api.GetLineIDsWithType(model, webIfc.IFCSENSOR);
    const device: IFC4.IfcSensor = api.GetLine(model, sensor ?? 0, false, true);
    expect(device.Tag?.value).toBe('FA-1');
  });

  it('refuses two elements of one key and an element in a space that is not there', () => {
    const [storey] = HOUSE.storeys;
    const [first] = storey?.elements ?? [];
    if (!storey || !first) throw new Error('the house has walls');
    const twice = { ...HOUSE, storeys: [{ ...storey, elements: [first, first] }] };
    expect(() => writeBuilding(api, twice, LOCATION, '')).toThrow('T01: two elements are called 1F/south');
    const astray = { ...HOUSE, storeys: [{ ...storey, elements: [{ ...first, space: 'attic' }] }] };
    expect(() => writeBuilding(api, astray, LOCATION, '')).toThrow('south stands in an unknown space attic');
  });
});
