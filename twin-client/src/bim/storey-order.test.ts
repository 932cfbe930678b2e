import type { StoreyModel } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { cutHeight, drawnStoreys, orderStoreys, storeyBeside } from './storey-order.ts';

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
  test('the storey shown comes first, then those below it from near to far', () => {
    expect(drawnStoreys(order, f3)).toEqual([f3, f2, f1]);
  });

  test('nothing is below the lowest', () => {
    expect(drawnStoreys(order, b1)).toEqual([b1]);
  });

  test('the whole building draws all', () => {
    expect(drawnStoreys(order, null)).toEqual(order);
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
    const cut = cutHeight(f2, true)!;
    expect(cut).toBeGreaterThan(f2.elevation + 1.9);
    expect(cut).toBeLessThan(f2.elevation + 2.1);
  });

  test('a roof is shown whole', () => {
    expect(cutHeight(f3, false)).toBeNull();
  });
});
