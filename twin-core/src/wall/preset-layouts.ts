import type { WallLayout, WallPanel, WallPanelKind } from './layout.ts';

const panel = (kind: WallPanelKind, x: number, y: number, w: number, h: number): WallPanel => ({ kind, x, y, w, h });

/** A wall of two rows of 55-inch screens, or of LED as high, read from the middle of a room (WALL: 3 to 8 m). */
const READ = { viewingM: 5, heightM: 1.36 } as const;

/** The layouts that every site has; sites add their own. A screen of 16 : 9 has 48 columns. */
export const PRESET_LAYOUTS: readonly WallLayout[] = [
  {
    id: 'hd',
    name: '1920 × 1080',
    columns: 48,
    rows: 24,
    panels: [
      panel('families', 0, 0, 10, 10),
      panel('environment', 0, 10, 10, 6),
      panel('devices', 0, 16, 10, 4),
      panel('charging', 0, 20, 10, 4),
      panel('metrics', 10, 0, 24, 3),
      panel('scene', 10, 3, 24, 17),
      panel('density', 10, 20, 6, 4),
      panel('energy', 16, 20, 6, 4),
      panel('access', 22, 20, 6, 4),
      panel('parking', 28, 20, 6, 4),
      panel('queue', 34, 0, 14, 11),
      panel('cameras', 34, 11, 14, 8),
      panel('procedure', 34, 19, 14, 5),
    ],
    seamsX: [],
    seamsY: [],
    ...READ,
  },
  {
    id: 'wide',
    name: '3840 × 1080',
    columns: 96,
    rows: 24,
    panels: [
      panel('families', 0, 0, 11, 10),
      panel('environment', 0, 10, 11, 6),
      panel('devices', 0, 16, 11, 4),
      panel('charging', 0, 20, 11, 4),
      panel('metrics', 11, 0, 37, 3),
      panel('scene', 11, 3, 37, 21),
      panel('queue', 48, 0, 19, 15),
      panel('procedure', 48, 15, 19, 9),
      panel('cameras', 67, 0, 29, 14),
      panel('density', 67, 14, 16, 5),
      panel('duties', 83, 14, 13, 5),
      panel('energy', 67, 19, 11, 5),
      panel('access', 78, 19, 9, 5),
      panel('parking', 87, 19, 9, 5),
    ],
    seamsX: [1 / 2],
    seamsY: [],
    ...READ,
  },
  {
    id: 'uhd',
    name: '3840 × 2160',
    columns: 48,
    rows: 24,
    panels: [
      panel('families', 0, 0, 9, 8),
      panel('environment', 0, 8, 9, 5),
      panel('water', 0, 13, 9, 4),
      panel('devices', 0, 17, 9, 3),
      panel('charging', 0, 20, 9, 4),
      panel('metrics', 9, 0, 26, 3),
      panel('scene', 9, 3, 26, 17),
      panel('density', 9, 20, 8, 4),
      panel('energy', 17, 20, 6, 4),
      panel('access', 23, 20, 6, 4),
      panel('parking', 29, 20, 6, 4),
      panel('queue', 35, 0, 13, 10),
      panel('cameras', 35, 10, 13, 8),
      panel('procedure', 35, 18, 13, 6),
    ],
    seamsX: [],
    seamsY: [],
    // Twice the rows of a wall as high: more is told of the same distance.
    viewingM: 4,
    heightM: 1.36,
  },
  {
    id: 'ultra',
    name: '5760 × 1080',
    columns: 144,
    rows: 24,
    panels: [
      panel('families', 0, 0, 16, 11),
      panel('devices', 0, 11, 16, 5),
      panel('charging', 0, 16, 16, 8),
      panel('queue', 16, 0, 32, 24),
      panel('metrics', 48, 0, 48, 3),
      panel('scene', 48, 3, 48, 21),
      panel('cameras', 96, 0, 32, 16),
      panel('procedure', 128, 0, 16, 8),
      panel('access', 128, 8, 16, 4),
      panel('parking', 128, 12, 16, 4),
      panel('environment', 96, 16, 12, 8),
      panel('water', 108, 16, 12, 8),
      panel('energy', 120, 16, 12, 8),
      panel('density', 132, 16, 12, 8),
    ],
    seamsX: [1 / 3, 2 / 3],
    seamsY: [],
    ...READ,
  },
];

/** The preset for a wall whose width is so many times its height. */
export function presetFor(aspect: number, rows: number): WallLayout {
  const wide = aspect > 4.4 ? 'ultra' : aspect > 2.6 ? 'wide' : rows > 1600 ? 'uhd' : 'hd';
  return PRESET_LAYOUTS.find(({ id }) => id === wide)!;
}
