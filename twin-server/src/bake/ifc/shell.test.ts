import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuildingOutline, HouseRecord } from 'twin-core';
import { decodeShell, ELEMENT_STRIDE, type Shell } from 'twin-core/geometry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bakeFile } from './bake-file.ts';

const MODELS = join(import.meta.dirname, '../../../../models');

let folder: string;
let shell: Shell;
let outline: BuildingOutline;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twin-shell-'));
  await bakeFile(join(MODELS, 'b08.ifc'), folder, {}, () => undefined);
  shell = decodeShell(await readFile(join(folder, 'shell.bin')))!;
  outline = BuildingOutline.parse(JSON.parse(await readFile(join(folder, 'outline.json'), 'utf8')));
});
afterAll(() => rm(folder, { recursive: true }));

const elements = () =>
  Array.from({ length: shell.elements.length / ELEMENT_STRIDE }, (_, i) => {
    const [first, isOpening, storey, space] = shell.elements.subarray(i * ELEMENT_STRIDE, (i + 1) * ELEMENT_STRIDE);
    const end = shell.elements[(i + 1) * ELEMENT_STRIDE] ?? shell.triangles.length / 9;
    return { first: first!, end, isOpening: isOpening === 1, storey: storey!, space: space! };
  });

describe('7.2.16-1 shell.bin: what of a building is seen from outside', () => {
  test('windows, glazed fronts and outer doors are openings, each one box; railings are left out', () => {
    const openings = elements().filter(({ isOpening }) => isOpening);
    const { IfcWindow = 0, IfcRailing = 0 } = outline.classes;
    expect(openings.length).toBeGreaterThan(IfcWindow);
    expect(openings.every(({ first, end }) => end - first === 12)).toBe(true);
    const total = Object.values(outline.classes).reduce((sum, count) => sum + count, 0);
    expect(elements().length).toBeLessThan(total - IfcRailing);
  });

  test('all of it lies within the building, in metres of its frame', () => {
    const { min, max } = outline.box!;
    for (let axis = 0; axis < 3; axis++) {
      const values = shell.triangles.filter((_, i) => i % 3 === axis);
      expect(values.reduce((least, value) => Math.min(least, value))).toBeGreaterThanOrEqual(min[axis]! - 0.001);
      expect(values.reduce((most, value) => Math.max(most, value))).toBeLessThanOrEqual(max[axis]! + 0.001);
    }
  });

  test('every home has windows, and most windows are known to be of a home', async () => {
    const houses = z.array(HouseRecord).parse(JSON.parse(await readFile(join(MODELS, 'houses.json'), 'utf8')));
    const homes = houses.flatMap(({ building, ifcSpaceGuid }) => (building === 'B08' && ifcSpaceGuid) || []);
    const seen = new Set(shell.spaces);
    expect(homes.filter((home) => !seen.has(home))).toEqual([]);
    const openings = elements().filter(({ isOpening }) => isOpening);
    const ofHomes = openings.filter(({ space }) => homes.includes(shell.spaces[space] ?? ''));
    expect(ofHomes.length / openings.length).toBeGreaterThan(0.7);
    expect(openings.filter(({ space }) => space < 0).length / openings.length).toBeLessThan(0.05);
  });
});
