import { expect, test } from 'vitest';
import { legsOf, onStorey } from './route-legs.ts';

const point = (storey: string, space: string | null, x: number, z: number) => ({
  at: [x, 0, z] as [number, number, number],
  storey,
  space,
  inferred: false,
});
const isStair = (space: string) => space.startsWith('STAIR');

test('5.8.8-3 a way down one stair is told as three parts', () => {
  const line = [
    point('3F', 'HOME', 0, 6),
    point('3F', 'HOME', 5, 6),
    point('3F', 'STAIR-3', 9, 6),
    point('2F', null, 9, 3),
    point('2F', 'STAIR-2', 10, 3),
    point('1F', null, 9, 0),
    point('1F', 'LOBBY', 3, 0),
  ];
  expect(legsOf(line, isStair)).toEqual([
    { by: 'floor', storey: '3F', spaces: ['HOME', 'STAIR-3'], lengthM: 9 },
    { by: 'stair', from: '3F', to: '1F', stair: 'STAIR-3' },
    { by: 'floor', storey: '1F', spaces: ['LOBBY'], lengthM: 6 },
  ]);
  expect(onStorey(line, '1F').map(({ at: [x] }) => x)).toEqual([9, 3]);
});

test('7.2.7-5 who changes the stair on the way is told where', () => {
  const line = [
    point('3F', 'STAIR-A', 0, 6),
    point('2F', null, 0, 3),
    point('2F', 'LOBBY', 8, 3),
    point('2F', 'STAIR-B', 9, 3),
    point('1F', null, 9, 0),
  ];
  expect(legsOf(line, isStair).map((leg) => (leg.by === 'floor' ? leg.storey : `${leg.from}-${leg.to}`))).toEqual([
    '3F',
    '3F-2F',
    '2F',
    '2F-1F',
    '1F',
  ]);
});

test('5.8.8-3 on the ground there is no stair in it', () => {
  expect(legsOf([point('1F', 'HALL', 0, 0), point('1F', 'HALL', 4, 0)], isStair)).toEqual([
    { by: 'floor', storey: '1F', spaces: ['HALL'], lengthM: 4 },
  ]);
});
