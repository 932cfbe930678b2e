import { expect, test } from 'vitest';
import { storeyBand } from './storey-band.ts';

const TOWER = { heightM: 90, storeyCount: 30 };

test.each(['17F', 'F17', '17层', '17 F'])('a block shows storey %s where the building’s height puts it', (name) => {
  expect(storeyBand(name, TOWER)).toEqual({ bottom: 48, top: 51 });
});

test.each(['B1', 'RF', '31F', '0F', '', 'roof'])('a block shows no band for %s', (name) => {
  expect(storeyBand(name, TOWER)).toBeNull();
});
