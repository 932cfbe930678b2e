import { PRESET_LAYOUTS } from 'twin-core';
import { expect, test } from 'vitest';
import { freeId, missingPanels, seamsOf, shifted, withoutPanel, withPanel } from './grid-edit.ts';

const HD = PRESET_LAYOUTS[0]!;
const queue = HD.panels.findIndex(({ kind }) => kind === 'queue');

test('a panel is moved and sized by cells and stays on the grid', () => {
  const { x, y, w, h } = HD.panels[queue]!;
  expect(shifted(HD, queue, { dx: -2, dh: 1 }).panels[queue]).toMatchObject({ x: x - 2, y, w, h: h + 1 });
  expect(shifted(HD, queue, { dx: 99, dy: -99 }).panels[queue]).toMatchObject({ x: HD.columns - w, y: 0 });
  expect(shifted(HD, queue, { dw: 99, dh: -99 }).panels[queue]).toMatchObject({ w: HD.columns - x, h: 1 });
  expect(shifted(HD, queue, { dx: -2 }).panels[0]).toBe(HD.panels[0]);
});

test('panels come and go; what is missing is offered', () => {
  const without = withoutPanel(HD, queue);
  expect(missingPanels(HD)).not.toContain('queue');
  expect(missingPanels(without)).toContain('queue');
  expect(missingPanels(withPanel(without, 'queue'))).toEqual(missingPanels(HD));
});

test('seams of equal screens, and an id that is free', () => {
  expect([1, 2, 4].map(seamsOf)).toEqual([[], [0.5], [0.25, 0.5, 0.75]]);
  expect(freeId('hd', ['hd', 'hd-2'])).toBe('hd-3');
});
