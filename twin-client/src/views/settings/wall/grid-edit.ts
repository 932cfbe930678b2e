import { WALL_PANELS, type WallLayout, type WallPanel, type WallPanelKind } from 'twin-core';

/** Cells of a panel that is added: a third of a usual screen. */
const NEW_CELLS = [12, 6] as const;

/** Moves or sizes a panel by whole cells; it stays on the grid, and at least a cell large. */
export function shifted(
  layout: WallLayout,
  i: number,
  by: { dx?: number; dy?: number; dw?: number; dh?: number },
): WallLayout {
  const { columns, rows } = layout;
  const panels = layout.panels.map((panel, at): WallPanel => {
    if (at !== i) return panel;
    const x = clamp(panel.x + (by.dx ?? 0), 0, columns - panel.w);
    const y = clamp(panel.y + (by.dy ?? 0), 0, rows - panel.h);
    return {
      ...panel,
      x,
      y,
      w: clamp(panel.w + (by.dw ?? 0), 1, columns - x),
      h: clamp(panel.h + (by.dh ?? 0), 1, rows - y),
    };
  });
  return { ...layout, panels };
}

/** Adds a panel in the upper left corner; its editor moves it. */
export function withPanel(layout: WallLayout, kind: WallPanelKind): WallLayout {
  const [w, h] = [Math.min(NEW_CELLS[0], layout.columns), Math.min(NEW_CELLS[1], layout.rows)];
  return { ...layout, panels: [...layout.panels, { kind, x: 0, y: 0, w, h }] };
}

export const withoutPanel = (layout: WallLayout, i: number): WallLayout => ({
  ...layout,
  panels: layout.panels.filter((_, at) => at !== i),
});

/** Panels that the layout does not have yet. */
export const missingPanels = ({ panels }: WallLayout): readonly WallPanelKind[] =>
  WALL_PANELS.filter((kind) => !panels.some((panel) => panel.kind === kind));

/** Seams of a wall of so many equal screens side by side, as shares. */
export const seamsOf = (screens: number): number[] =>
  Array.from({ length: Math.max(0, screens - 1) }, (_, i) => (i + 1) / screens);

/** An id for a copy that no other layout has. */
export function freeId(id: string, taken: readonly string[]): string {
  for (let n = 2; ; n++) {
    const candidate = `${id.slice(0, 28)}-${n}`;
    if (!taken.includes(candidate)) return candidate;
  }
}

const clamp = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value));
