import { expect, test } from 'vitest';
import { countClasses } from './count-classes.ts';

test('6.4.1-2-6 classes are listed by how many there are, a standard case with its class', () => {
  expect(countClasses({ IfcDoor: 5, IfcWall: 3, IfcWallStandardCase: 4, IfcBeam: 5 })).toEqual([
    ['IfcWall', 7],
    ['IfcBeam', 5],
    ['IfcDoor', 5],
  ]);
});
