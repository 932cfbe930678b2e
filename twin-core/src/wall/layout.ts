import { z } from 'zod';

/** What a wall can show in a place of its own. The scene, and what stands beside it. */
export const WALL_PANELS = [
  'scene',
  'queue',
  'families',
  'cameras',
  'procedure',
  'metrics',
  'density',
  'environment',
  'water',
  'energy',
  'access',
  'parking',
  'devices',
  'charging',
  'duties',
] as const;
export type WallPanelKind = (typeof WALL_PANELS)[number];

const cells = (least: number) => z.int().min(least).max(288);

/** A panel on the grid of its layout, whole cells from the upper left corner. */
const WallPanel = z.strictObject({
  kind: z.enum(WALL_PANELS),
  x: cells(0),
  y: cells(0),
  w: cells(1),
  h: cells(1),
});
export type WallPanel = z.infer<typeof WallPanel>;

/** The title strip above the grid, as a share of the wall's height. */
export const STRIP_SHARE = 1 / 15;

/** Where two screens of a wall meet, as a share of its width or height. */
const Seam = z.number().gt(0).lt(1);

/**
 * How a wall is divided (WALL): panels on a grid that covers it below the title strip, the seams of its screens, and from how far it is read. `heightM` is the height
 * of the lit surface, metres; letters are sized by it and by `viewingM`, metres.
 */
export const WallLayout = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, { error: 'expected a word of a-z, 0-9 and -, 32 at most' }),
  name: z.string().trim().min(1).max(60),
  columns: cells(4),
  rows: cells(4),
  panels: z.array(WallPanel).min(1).max(24),
  seamsX: z.array(Seam).max(15),
  seamsY: z.array(Seam).max(15),
  viewingM: z.number().min(0.5).max(30),
  heightM: z.number().min(0.2).max(20),
});
export type WallLayout = z.infer<typeof WallLayout>;

/** What is wrong with a layout, and of which panels; `i` and `other` are their places in the list. */
export type LayoutFault =
  | { readonly is: 'outside'; readonly i: number }
  | { readonly is: 'overlap'; readonly i: number; readonly other: number }
  | { readonly is: 'seam'; readonly i: number; readonly at: number }
  | { readonly is: 'twice'; readonly i: number };

/** A grid line is on a seam when it is this near, in cells: thirds of a width are no decimal numbers. */
const NEAR = 1e-6;

/** Faults of a layout: panels outside the grid, over each other, twice, or across a seam, where no text and no symbol may be. */
export function layoutFaults({ columns, rows, panels, seamsX, seamsY }: WallLayout): LayoutFault[] {
  return panels.flatMap((panel, i): LayoutFault[] => {
    const faults: LayoutFault[] = [];
    if (panel.x + panel.w > columns || panel.y + panel.h > rows) faults.push({ is: 'outside', i });
    if (panels.findIndex(({ kind }) => kind === panel.kind) < i) faults.push({ is: 'twice', i });
    const other = panels.findIndex((one, at) => at < i && overlap(one, panel));
    if (other >= 0) faults.push({ is: 'overlap', i, other });
    const seam =
      seamsX.find((at) => isInside(at * columns, panel.x, panel.w)) ??
      seamsY.find((at) => isInside(belowStrip(at) * rows, panel.y, panel.h));
    if (seam !== undefined) faults.push({ is: 'seam', i, at: seam });
    return faults;
  });
}

/** A share of the wall's height, as a share of its grid. */
export const belowStrip = (share: number) => (share - STRIP_SHARE) / (1 - STRIP_SHARE);

const isInside = (line: number, from: number, size: number) => line > from + NEAR && line < from + size - NEAR;

const overlap = (a: WallPanel, b: WallPanel) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/**
 * Height of letters that are seen under an angle, as a share of the wall's height: WALL asks for 16 minutes of arc for text and 20 for alarm
 * titles and figures.
 */
export function lettersOf({ viewingM, heightM }: Pick<WallLayout, 'viewingM' | 'heightM'>, arcMinutes: number): number {
  return (2 * viewingM * Math.tan(((arcMinutes / 60) * Math.PI) / 360)) / heightM;
}
