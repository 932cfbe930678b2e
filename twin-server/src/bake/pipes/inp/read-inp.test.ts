import { describe, expect, test } from 'vitest';
import { readInp } from './read-inp.ts';

const SMALL = `[TITLE]
Two pipes; a pump
[JUNCTIONS]
;ID  Elev  Demand
 J1   100   10  ;
 J2   110       ;
[RESERVOIRS]
 R    90
[TANKS]
 T   130  5  0  10  40  0
[PIPES]
 P1  J1  J2  1000  12  100  0  Open ;
 P2  J2  T   500   6   100  0  CV
[PUMPS]
 PU  R   J1  HEAD 1
[VALVES]
 V   J1  T   8  PRV  40  0
[STATUS]
 V   Closed
[DEMANDS]
 J2  5
 J2  3
[OPTIONS]
 Units GPM
[COORDINATES]
 J1 0 0
 J2 100 0
 R -100 0
 T 100 50
[VERTICES]
 P1 50 10
[END]
[PIPES]
 nothing is read after the end
`;

const read = (text: string) => readInp(new TextEncoder().encode(text), 'net.inp');
const without = (section: string) => SMALL.replace(new RegExp(`\\[${section}\\][^[]*`), '');

describe('4.2.3 an EPANET input file', () => {
  test('is read in metres, millimetres and litres a second, whatever units it has', () => {
    const { nodes, links, warnings } = read(SMALL);
    expect([...nodes.keys()]).toEqual(['J1', 'J2', 'R', 'T']);
    expect(nodes.get('J1')).toMatchObject({ kind: 'junction', at: [0, 0] });
    expect(nodes.get('J1')?.elevationM).toBeCloseTo(30.48, 6);
    expect(nodes.get('J1')?.demandLps).toBeCloseTo(0.6309, 4);
    expect(nodes.get('J2')?.demandLps).toBeCloseTo(8 * 0.0630902, 4);
    expect(nodes.get('T')?.diameterMm).toBeCloseTo(12_192, 3);
    expect(links.get('P1')).toMatchObject({ kind: 'pipe', vertices: [[50, 10]], oneWay: false, closed: false });
    expect(links.get('P1')?.lengthM).toBeCloseTo(304.8, 6);
    expect(links.get('P1')?.diameterMm).toBeCloseTo(304.8, 6);
    expect(links.get('P2')).toMatchObject({ oneWay: true, closed: false });
    expect(links.get('PU')).toMatchObject({ kind: 'pump', from: 'R', to: 'J1', oneWay: true });
    expect(links.get('V')).toMatchObject({ kind: 'valve', valveType: 'PRV', oneWay: true, closed: true });
    expect(warnings).toEqual([]);
    const metric = read(SMALL.replace('GPM', 'LPS'));
    expect([metric.nodes.get('J1')?.elevationM, metric.links.get('P1')?.diameterMm]).toEqual([100, 12]);
  });

  test('that names no units is taken as EPANET takes it, and that is said', () => {
    const { warnings, units } = read(SMALL.replace(' Units GPM', ''));
    expect(units.flow).toBe('GPM');
    expect(warnings).toEqual([expect.stringContaining('GPM')]);
  });

  test('in the encoding of a Chinese Windows keeps its ids', () => {
    const bytes = Buffer.from(SMALL, 'latin1').toString('latin1').replaceAll('J2', '\xb9\xdc2');
    expect([...readInp(Buffer.from(bytes, 'latin1'), 'net.inp').nodes.keys()]).toContain('管2');
  });

  test.each([
    ['<html><body>', 'net.inp:1: HTML before the first section'],
    ['', 'net.inp: no sections'],
    ['hello', 'net.inp:1: text before the first section'],
    [without('PIPES'), 'net.inp: no section [PIPES]'],
    [without('COORDINATES'), 'net.inp: no section [COORDINATES]'],
    [SMALL.replace('1000  12', 'long  12'), 'net.inp:12: [PIPES] P1: length long: expected a number'],
    [SMALL.replace('J1   100', 'J1   NaN'), 'net.inp:5: [JUNCTIONS] J1: elevation NaN: expected a number'],
    [SMALL.replace('P1  J1  J2', 'P1  J1  J9'), 'net.inp:12: [PIPES] P1: node J9: no such node'],
    [SMALL.replace('P2  J2  T', 'P1  J2  T'), 'net.inp:13: [PIPES] P1: the same id a second time'],
    [SMALL.replace(' J2 100 0\n', ''), 'net.inp:6: [JUNCTIONS] J2: no place in [COORDINATES]'],
    [SMALL.replace('P1 50 10', 'P9 50 10'), 'net.inp:31: [VERTICES] P9: no such pipe'],
    [SMALL.replace('GPM', 'PINTS'), 'net.inp:24: Units PINTS: expected one of CFS'],
    [SMALL.replace('[VALVES]', '[[]'), 'net.inp:16: [[]: expected a section such as [PIPES]'],
  ])('that is wrong is refused with the place: %#', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
