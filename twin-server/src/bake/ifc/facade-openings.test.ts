import { FacadeFile } from 'twin-core';
import { describe, expect, it } from 'vitest';
import { facadeOpenings } from './facade-openings.ts';
import type { Member } from './storey-group.ts';

/** A product of the shell that is a box turned by 30° in plan: millimetres, x along, y across. */
function box(ifcClass: string, x: [number, number], y: [number, number], z: [number, number], part = 'shell'): Member {
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const corners = [0, 1].flatMap((i) =>
    [0, 1].flatMap((j) => [0, 1].flatMap((k) => [x[i]! * c - y[j]! * s, x[i]! * s + y[j]! * c, z[k]!])),
  );
  return {
    product: { globalId: `${ifcClass} ${x[0]} ${y[0]}`, ifcClass },
    mesh: { pieces: [{ facets: { positions: Int32Array.from(corners) } }], bounds: [0, 0, z[0], 0, 0, z[1]] },
    part,
  } as unknown as Member;
}

const turned = (ring: [number, number][]): [number, number][] => {
  const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  return ring.map(([x, y]) => [x * c - y * s, x * s + y * c]);
};
const room = (globalId: string, west: number, east: number) => ({
  globalId,
  name: globalId,
  longName: null,
  objectType: null,
  storey: 'S3',
  footprint: turned([
    [west, 0.2],
    [east, 0.2],
    [east, 5],
    [west, 5],
  ]),
  box: null,
});
const storey = { globalId: 'S3', name: '3F' } as never;
const openings = (...members: Member[]) =>
  facadeOpenings({ spaces: [room('A', 0, 6), room('B', 6.2, 12)] }, [{ storey, members }]).openings;

describe('facade.json', () => {
  it('7.2.16-2 has a window with the space behind it, where it faces and its outer face, also of a building that stands askew', () => {
    const found = openings(box('IfcWindow', [1000, 2500], [0, 100], [6900, 8400]));
    FacadeFile.parse({ version: 1, openings: found });
    // Its outside is −y of the plan, which the turn by 30° against the clock makes 150° clockwise from +Y.
    expect(found).toMatchObject([{ kind: 'window', storey: '3F', space: 'A', widthM: 1.5, heightM: 1.5 }]);
    expect(found[0]!.outwardDeg).toBeCloseTo(150, 1);
    expect(found[0]!.middle[0]).toBeCloseTo(1.75 * Math.cos(Math.PI / 6), 2);
    expect(found[0]!.middle[2]).toBeCloseTo(7.65, 3);
  });

  it('7.2.16-2 takes a balcony for the door behind it: the gap above its railing, or its glazing above the parapet', () => {
    const door = box('IfcDoor', [1200, 3200], [0, 80], [6000, 8200]);
    const railing = box('IfcRailing', [1000, 4000], [-1400, -1350], [6000, 7100]);
    expect(openings(door)).toMatchObject([{ kind: 'door' }]);
    expect(openings(door, railing)).toMatchObject([{ kind: 'balcony', space: 'A', heightM: 1.4, widthM: 3 }]);
    const glazing = box('IfcCurtainWall', [1000, 4000], [-1400, -1350], [6000, 8700]);
    expect(openings(door, glazing)).toMatchObject([{ kind: 'balcony', heightM: 1.6 }]);
  });

  it('7.2.16-2 leaves out what opens from room to room, louvres, what is inside, and what has no space behind it', () => {
    expect(
      openings(
        box('IfcWindow', [6000, 6200], [1000, 3000], [6900, 8400]),
        box('IfcRailing', [1000, 1700], [-600, -550], [6000, 7100]),
        box('IfcWindow', [1000, 2500], [0, 100], [6900, 8400], 'interior'),
        box('IfcWindow', [20_000, 21_500], [0, 100], [6900, 8400]),
      ),
    ).toEqual([]);
  });
});
