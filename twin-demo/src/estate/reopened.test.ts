import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import * as webIfc from 'web-ifc';
import type { Element } from '../ifc/design.ts';
import { openIfcWriter } from '../ifc/ifc-document.ts';
import { designOf, ESTATE_BUILDINGS } from './estate-buildings.ts';

const NUMBER = '10';

describe('an 11-storey slab read back by web-ifc', () => {
  const building = ESTATE_BUILDINGS.find(({ number }) => number === NUMBER);
  if (!building) throw new Error(`no building ${NUMBER}`);
  const design = designOf(building);
  const elements = design.storeys.flatMap((storey) => storey.elements);
  let api: webIfc.IfcAPI;
  let model: number;
  beforeAll(async () => {
    api = await openIfcWriter();
    model = api.OpenModel(await readFile(new URL(`../../../models/b${NUMBER}.ifc`, import.meta.url)));
  });
  const ids = (type: number): number[] => [...api.GetLineIDsWithType(model, type)];

  it('has 11 storeys and a roof at their elevations', () => {
    const storeys = ids(webIfc.IFCBUILDINGSTOREY).map((id): webIfc.IFC4.IfcBuildingStorey => api.GetLine(model, id));
    expect(storeys.map(({ Name, Elevation }) => [Name?.value, Elevation?.value])).toEqual(
      design.storeys.map(({ name, elevation }) => [name, elevation]),
    );
    expect(storeys.at(-1)?.Elevation?.value).toBeCloseTo(32.75, 3);
  });

  it('has 44 homes by number among its spaces', () => {
    const spaces = ids(webIfc.IFCSPACE).map((id): webIfc.IFC4.IfcSpace => api.GetLine(model, id));
    expect(spaces).toHaveLength(design.storeys.reduce((sum, storey) => sum + storey.spaces.length, 0));
    const homes = spaces.filter(({ ObjectType }) => ObjectType?.value === 'HOME');
    expect(homes).toHaveLength(44);
    expect(homes.map(({ Name }) => Name?.value)).toContain('2-1102');
    expect(homes.map(({ LongName }) => LongName?.value)).toContain('2单元1102室');
  });

  it('has an opening for every hole and a filling for every window and door', () => {
    const openings = elements.flatMap((element: Element) => element.openings ?? []);
    expect(ids(webIfc.IFCOPENINGELEMENT)).toHaveLength(openings.length);
    expect(ids(webIfc.IFCRELVOIDSELEMENT)).toHaveLength(openings.length);
    expect(ids(webIfc.IFCRELFILLSELEMENT)).toHaveLength(openings.filter(({ fill }) => fill).length);
    expect(ids(webIfc.IFCDOOR).length + ids(webIfc.IFCWINDOW).length).toBe(openings.filter(({ fill }) => fill).length);
  });

  it('every product with a shape has triangles, and all of them stand in the box of the building', () => {
    const seen = new Set<number>();
    const min = [Infinity, Infinity, Infinity];
    const max = [-Infinity, -Infinity, -Infinity];
    api.StreamAllMeshes(model, (mesh) => {
      for (let i = 0; i < mesh.geometries.size(); i += 1) {
        const placed = mesh.geometries.get(i);
        const geometry = api.GetGeometry(model, placed.geometryExpressID);
        const vertices = api.GetVertexArray(geometry.GetVertexData(), geometry.GetVertexDataSize());
        if (geometry.GetIndexDataSize() > 0) seen.add(mesh.expressID);
        const t = placed.flatTransformation;
        for (let v = 0; v < vertices.length; v += 6) {
          const at = [0, 1, 2].map((row) =>
            [0, 1, 2].reduce((sum, k) => sum + (t[k * 4 + row] ?? 0) * (vertices[v + k] ?? 0), t[12 + row] ?? 0),
          );
          at.forEach((value, axis) => {
            min[axis] = Math.min(min[axis] ?? value, value);
            max[axis] = Math.max(max[axis] ?? value, value);
          });
        }
        geometry.delete();
      }
    });
    const shaped = [
      webIfc.IFCWALL,
      webIfc.IFCWINDOW,
      webIfc.IFCDOOR,
      webIfc.IFCSLAB,
      webIfc.IFCSTAIRFLIGHT,
      webIfc.IFCSENSOR,
    ]
      .flatMap(ids)
      .filter((id) => !seen.has(id));
    expect(shaped).toEqual([]);
    // web-ifc turns to Y-up: x, z, −y.
    expect(min[0]).toBeGreaterThan(-23);
    expect(max[0]).toBeLessThan(23);
    expect(min[1]).toBeGreaterThan(-0.1);
    expect(max[1]).toBeLessThan(38);
    expect(min[2]).toBeGreaterThan(-10);
    expect(max[2]).toBeLessThan(10);
  });
});
