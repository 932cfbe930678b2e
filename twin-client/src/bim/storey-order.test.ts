import type { StoreyModel } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { cutHeight, drawnStoreys, orderStoreys, PARTS, storeyBeside, storeyUnderfoot } from './storey-order.ts';

function storey(name: string, index: number, shell = [`storeys/${index}.glb`]): StoreyModel {
  const content = { shell, interior: [], mep: [] };
  return {
    globalId: `id-${name}`,
    name,
    index,
    elevation: index * 3,
    box: null,
    inferred: false,
    content,
    spaceContent: null,
    products: 1,
  };
}

const [b1, f1, f2, f3] = [storey('B1', 0), storey('1F', 1), storey('2F', 2), storey('3F', 3)];
const order = [b1, f1, f2, f3];

describe('orderStoreys', () => {
  test('from the lowest up, whatever order the file has', () => {
    expect(orderStoreys({ storeys: [f3, b1, f2, f1] })).toEqual(order);
  });

  test('a storey with nothing to draw is left out', () => {
    expect(orderStoreys({ storeys: [f1, storey('M', 2, []), f3] })).toEqual([f1, f3]);
  });
});

describe('drawnStoreys', () => {
  const whole = (of: StoreyModel) => ({ storey: of, parts: PARTS });
  const outside = (of: StoreyModel) => ({ storey: of, parts: ['shell'] });

  test('inside: a storey is drawn whole and comes first, then the outside of those below it from near to far', () => {
    expect(drawnStoreys(order, f3, 'solid')).toEqual([whole(f3), outside(f2), outside(f1)]);
  });

  test('nothing is below the lowest', () => {
    expect(drawnStoreys(order, b1, 'solid')).toEqual([whole(b1)]);
  });

  test('the whole building draws the outside of all, and all of a storey whose file tells no outside apart', () => {
    const mixed = { ...f2, content: { shell: [], interior: ['storeys/02-interior.glb'], mep: [] } };
    expect(drawnStoreys([f1, mixed], null, 'solid')).toEqual([outside(f1), whole(mixed)]);
  });

  test('inside: plan: a storey alone', () => {
    expect(drawnStoreys(order, f3, 'plan')).toEqual([whole(f3)]);
  });

  test('inside: walk: a storey with its ceiling and the stairs up and down', () => {
    expect(drawnStoreys(order, f2, 'walk')).toEqual([whole(f2), whole(f3), whole(f1)]);
    expect(drawnStoreys(order, f3, 'walk')).toEqual([whole(f3), whole(f2)]);
  });
});

describe('storeyUnderfoot', () => {
  test('inside: walk: the storey changes on arriving, up and down, and not on the landing between', () => {
    expect(storeyUnderfoot(order, f1, f1.elevation + 1.5)).toBe(f1);
    expect(storeyUnderfoot(order, f1, f2.elevation - 0.2)).toBe(f2);
    expect(storeyUnderfoot(order, f2, f2.elevation - 0.5)).toBe(f2);
    expect(storeyUnderfoot(order, f2, f2.elevation - 1.5)).toBe(f1);
  });
});

describe('storeyBeside', () => {
  test('one up and one down', () => {
    expect([storeyBeside(order, f2, 1), storeyBeside(order, f2, -1)]).toEqual([f3, f1]);
  });

  test('at either end there is none further', () => {
    expect([storeyBeside(order, f3, 1), storeyBeside(order, b1, -1)]).toEqual([f3, b1]);
  });

  test('from the whole building a step enters it at its end', () => {
    expect([storeyBeside(order, null, 1), storeyBeside(order, null, -1)]).toEqual([b1, f3]);
  });
});

describe('cutHeight', () => {
  test('rooms are cut open above the floor, under the heads of 2.1 m doors', () => {
    const cut = cutHeight(f2, true, 'solid')!;
    expect(cut).toBeGreaterThan(f2.elevation + 1.9);
    expect(cut).toBeLessThan(f2.elevation + 2.1);
  });

  test('a roof is shown whole', () => {
    expect(cutHeight(f3, false, 'solid')).toBeNull();
  });

  test('inside: a plan is cut at 1.2 m; a walker has a ceiling overhead', () => {
    expect(cutHeight(f2, true, 'plan')).toBeCloseTo(f2.elevation + 1.2);
    expect(cutHeight(f2, true, 'walk')).toBeNull();
  });
});
