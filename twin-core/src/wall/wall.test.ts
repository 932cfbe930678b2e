import { describe, expect, test } from 'vitest';
import {
  layoutFaults,
  lettersOf,
  PRESET_LAYOUTS,
  presentLayout,
  presetFor,
  WallLayout,
  type WallView,
  wallView,
} from './index.ts';

const HD = PRESET_LAYOUTS[0]!;

describe('layouts of a wall (WALL)', () => {
  test.each(PRESET_LAYOUTS.map((layout) => [layout.id, layout] as const))(
    '%s has no fault: nothing on a seam, over another or outside',
    (_, layout) => {
      expect(WallLayout.parse(layout)).toEqual(layout);
      expect(layoutFaults(layout)).toEqual([]);
    },
  );

  test('each shows the scene, the queue, the four families and at least nine cameras', () => {
    for (const { panels } of PRESET_LAYOUTS)
      expect(panels.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['scene', 'queue', 'families', 'cameras']));
  });

  test('a preset fits the window by its aspect and its rows', () => {
    expect(presetFor(1920 / 1080, 1080).id).toBe('hd');
    expect(presetFor(3840 / 1080, 1080).id).toBe('wide');
    expect(presetFor(3840 / 2160, 2160).id).toBe('uhd');
    expect(presetFor(5760 / 1080, 1080).id).toBe('ultra');
  });

  test('faults name the panels', () => {
    const faulty = (panels: typeof HD.panels, seams: Partial<typeof HD> = {}) =>
      layoutFaults({ ...HD, panels, ...seams });
    expect(faulty([{ kind: 'scene', x: 40, y: 0, w: 10, h: 4 }])).toEqual([{ is: 'outside', i: 0 }]);
    expect(
      faulty([
        { kind: 'scene', x: 0, y: 0, w: 10, h: 4 },
        { kind: 'queue', x: 9, y: 3, w: 10, h: 4 },
      ]),
    ).toEqual([{ is: 'overlap', i: 1, other: 0 }]);
    expect(
      faulty([
        { kind: 'queue', x: 0, y: 0, w: 10, h: 4 },
        { kind: 'queue', x: 10, y: 0, w: 10, h: 4 },
      ]),
    ).toEqual([{ is: 'twice', i: 1 }]);
    expect(faulty([{ kind: 'scene', x: 20, y: 0, w: 10, h: 4 }], { seamsX: [0.5] })).toEqual([
      { is: 'seam', i: 0, at: 0.5 },
    ]);
    expect(faulty([{ kind: 'scene', x: 16, y: 0, w: 16, h: 4 }], { seamsX: [1 / 3, 2 / 3] })).toEqual([]);
  });

  const ALL = ['energy', 'access-control', 'parking', 'secondary-water'];
  test.each(PRESET_LAYOUTS.map((layout) => [layout.id, layout] as const))(
    '%s: what a site has not got has no panel, and leaves no gap and no panel on a seam',
    (_, layout) => {
      expect(presentLayout(layout, new Set(ALL))).toBe(layout);
      for (const facilities of [[], ...ALL.map((facility) => [facility])]) {
        const shown = presentLayout(layout, new Set(facilities));
        const kinds = shown.panels.map(({ kind }) => kind);
        expect(kinds.includes('parking')).toBe(facilities.includes('parking'));
        expect(kinds.includes('access')).toBe(facilities.includes('access-control'));
        expect(layoutFaults(shown)).toEqual([]);
        const covered = shown.panels.reduce((sum, { w, h }) => sum + w * h, 0);
        expect(covered).toBe(layout.columns * layout.rows);
      }
    },
  );

  test('letters: 20 minutes of arc are 29 mm at 5 m and 47 mm at 8 m, 46 and 73 px on a 55-inch Full-HD screen', () => {
    const [near, far] = [5, 8].map((viewingM) => lettersOf({ viewingM, heightM: 0.685 }, 20));
    expect(near! * 685).toBeCloseTo(29, 0);
    expect(far! * 685).toBeCloseTo(46.5, 0);
    expect(near! * 1080).toBeCloseTo(46, 0);
    expect(far! * 1080).toBeCloseTo(73, 0);
  });
});

describe('what takes the view of a wall (WALL)', () => {
  const sent: WallView = { kind: 'building', code: 'B05', storey: null };
  const patrol: WallView = { kind: 'building', code: 'B01', storey: null };
  test('an alarm that waits; not from who holds the wall', () => {
    expect(wallView({ waiting: 'A1', sent, held: false, patrol })).toEqual({
      view: { kind: 'alarm', id: 'A1' },
      source: 'alarm',
    });
    expect(wallView({ waiting: 'A1', sent, held: true, patrol })).toEqual({ view: sent, source: 'director' });
  });
  test('then what was sent, then the tour, then the whole site', () => {
    const site: WallView = { kind: 'site' };
    expect(wallView({ waiting: null, sent, held: false, patrol }).source).toBe('director');
    expect(wallView({ waiting: null, sent: site, held: false, patrol })).toEqual({ view: patrol, source: 'patrol' });
    expect(wallView({ waiting: null, sent: site, held: false, patrol: null }).source).toBe('site');
  });
});
