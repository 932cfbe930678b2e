import fc from 'fast-check';
import { Catalogue, type DeviceRecord, FACILITIES } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { matchElements } from './match-elements.ts';
import { propose, SURE } from './propose.ts';
import { deviceAt, element, outlineWith, PLACEMENT } from './sample-model.test-kit.ts';

const catalogue = new Catalogue(FACILITIES);
const ifcOfKind = (kind: string) => catalogue.kind(kind)?.kind.ifc ?? null;
const kinds = FACILITIES.flatMap(({ deviceKinds }) => Object.keys(deviceKinds));
const proposals = (devices: DeviceRecord[], elements: ReturnType<typeof element>[]) =>
  propose(outlineWith(elements), PLACEMENT, { devices, ifcOfKind, kinds });
const brief = (devices: DeviceRecord[], elements: ReturnType<typeof element>[]) =>
  proposals(devices, elements).map(({ id, globalId, confidence }) => [id, globalId, (confidence ?? -1) >= SURE]);

describe('6.4.1-8-6 devices find their place: by what names them', () => {
  test('an element whose Tag is the device’s code is that device, wherever it is drawn', () => {
    expect(brief([deviceAt('FA-1', [2, 2, 2.5])], [element('e1', [18, 8, 2.5], { tag: 'FA-1' })])).toEqual([
      ['element:FA-1', 'e1', true],
      ['space:FA-1', 'space-s1-101', false],
    ]);
  });

  test('a Tag given twice names nobody', () => {
    const twice = [element('e1', [18, 8, 2.5], { tag: 'FA-1' }), element('e2', [18, 2, 2.5], { tag: 'FA-1' })];
    const found = matchElements([deviceAt('FA-1', [2, 2, 2.5])], outlineWith(twice), PLACEMENT, ifcOfKind);
    expect(found.filter(({ confidence }) => confidence >= SURE)).toEqual([]);
  });

  test('what the registry holds already is not proposed again', () => {
    const bound = deviceAt('FA-1', [2, 2, 2.5], { ifcGuid: 'e1', storey: '1F', space: '101' });
    expect(proposals([bound], [element('e1', [2, 2, 2.5])])).toEqual([]);
  });
});

describe('6.4.1-8-6 devices find their place: by geometry, class and name, with a confidence', () => {
  test('at the same place, of the right class and storey and by the same name: sure', () => {
    const device = deviceAt('FA-1', [2, 2, 2.5], { storey: '1F' });
    expect(proposals([device], [element('e1', [2.05, 2, 2.5])])[0]).toMatchObject({
      id: 'element:FA-1',
      evidence: ['0.1 m', 'class', 'name', 'storey'],
    });
    expect(brief([device], [element('e1', [2.05, 2, 2.5])])[0]).toEqual(['element:FA-1', 'e1', true]);
  });

  test.each([
    ['3 m away', element('e1', [5, 2, 2.5])],
    ['of another class', element('e1', [2, 2, 2.5], { predefinedType: 'HEATSENSOR' })],
    [
      'of the group that IFC2X3 has',
      element('e1', [2, 2, 2.5], { ifcClass: 'IfcDistributionControlElement', predefinedType: null }),
    ],
  ])('%s: proposed, not bound', (_name, one) => {
    expect(brief([deviceAt('FA-1', [2, 2, 2.5], { storey: '1F' })], [one])[0]).toEqual(['element:FA-1', 'e1', false]);
  });

  test('what can be no such device is not proposed for it', () => {
    const pump = element('e1', [2, 2, 2.5], { ifcClass: 'IfcPump', predefinedType: null });
    expect(proposals([deviceAt('FA-1', [2, 2, 2.5])], [pump]).map(({ kind }) => kind)).toEqual(['space', 'new']);
  });

  test('two elements beside each other are not told apart: neither is bound', () => {
    const device = deviceAt('FA-1', [2, 2, 2.5], { storey: '1F' });
    const [best] = proposals([device], [element('e1', [2.03, 2, 2.5]), element('e2', [1.97, 2, 2.5])]);
    expect(best?.evidence).toContain('ambiguous');
    expect(best?.confidence).toBeLessThan(SURE);
  });

  test('the storey that the record names decides between rooms above each other', () => {
    const spaces = (storey: string) =>
      proposals([deviceAt('FA-1', [2, 2, 2.9], { storey })], []).map(({ space, confidence }) => [
        space,
        (confidence ?? 0) >= SURE,
      ]);
    expect(spaces('1F')).toEqual([['101', true]]);
    expect(spaces('2F')).toEqual([['201', true]]);
  });

  test('a record that names another room than the geometry is left to a person', () => {
    const [found] = proposals([deviceAt('FA-1', [2, 2, 2.5], { storey: '1F', space: '102' })], []);
    expect(found).toMatchObject({ space: '101', evidence: expect.arrayContaining(['differs']) });
    expect(found?.confidence).toBeLessThan(SURE);
  });

  test('an element that is nobody becomes a proposal with the kinds it may be', () => {
    expect(proposals([], [element('e1', [12, 2, 2.5])])).toEqual([
      expect.objectContaining({ id: 'new:e1', kind: 'new', storey: '1F', confidence: null, kinds: ['smoke-detector'] }),
    ]);
  });

  test('nothing is sure without a name or the right class and place; no element or device is taken twice', () => {
    const point = fc.tuple(
      fc.double({ min: -5, max: 25, noNaN: true }),
      fc.double({ min: -5, max: 15, noNaN: true }),
      fc.double({ min: 0, max: 6, noNaN: true }),
    );
    const classes = fc.constantFrom(
      ['IfcSensor', 'SMOKESENSOR'],
      ['IfcSensor', 'HEATSENSOR'],
      ['IfcAlarm', 'SIREN'],
      ['IfcFlowTerminal', null],
    );
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 12 }),
        fc.array(fc.tuple(point, classes), { maxLength: 12 }),
        (ds, es) => {
          const devices = ds.map((at, i) => deviceAt(`D-${i}`, at as [number, number, number]));
          const elements = es.map(([at, [ifcClass, predefinedType]], i) =>
            element(`e${i}`, at as [number, number, number], {
              ifcClass: ifcClass as string,
              predefinedType: predefinedType as string | null,
            }),
          );
          const found = matchElements(devices, outlineWith(elements), PLACEMENT, ifcOfKind);
          expect(new Set(found.map(({ device }) => device)).size).toBe(found.length);
          expect(new Set(found.map(({ element: one }) => one)).size).toBe(found.length);
          for (const { confidence, element: one } of found) {
            expect(confidence).toBeLessThan(1);
            if (confidence >= SURE) expect(one.predefinedType).toBe('SMOKESENSOR');
          }
        },
      ),
    );
  });
});
