import { layoutFaults, type WallLayout, type WallPanel, type WallPanelKind } from './layout.ts';

/** Panels that tell of one facility alone. */
const FACILITY_OF: Readonly<Partial<Record<WallPanelKind, string>>> = {
  energy: 'energy',
  access: 'access-control',
  parking: 'parking',
  water: 'secondary-water',
};

/** A layout without the panels of facilities that a site does not have: those beside or above take their places, never across a seam. */
export function presentLayout(layout: WallLayout, facilities: ReadonlySet<string>): WallLayout {
  const absent = layout.panels.filter(({ kind }) => {
    const facility = FACILITY_OF[kind];
    return facility !== undefined && !facilities.has(facility);
  });
  return absent.reduce((rest, { kind }) => without(rest, kind), layout);
}

/** The layout without a panel. Where nothing ends along the whole of one of its sides, its place stays empty. */
function without(layout: WallLayout, kind: WallPanelKind): WallLayout {
  const gone = layout.panels.find((panel) => panel.kind === kind)!;
  const panels = layout.panels.filter((panel) => panel !== gone);
  for (const grow of GROWTHS) {
    const grown = panels.map((panel) => ({ panel, now: grow(panel, gone) })).filter(({ now }) => now !== null);
    const next = { ...layout, panels: panels.map((panel) => grow(panel, gone) ?? panel) };
    if (grown.length > 0 && cells(next.panels) === cells(layout.panels) && layoutFaults(next).length === 0) return next;
  }
  return { ...layout, panels };
}

const cells = (panels: readonly WallPanel[]) => panels.reduce((sum, { w, h }) => sum + w * h, 0);

/** A panel grown over the one that goes, where it lies along that one's left, right, upper or lower side; else null. */
const GROWTHS: readonly ((panel: WallPanel, gone: WallPanel) => WallPanel | null)[] = [
  (panel, gone) => (panel.x + panel.w === gone.x && isBeside(panel, gone) ? wider(panel, gone, panel.x) : null),
  (panel, gone) => (panel.x === gone.x + gone.w && isBeside(panel, gone) ? wider(panel, gone, gone.x) : null),
  (panel, gone) => (panel.y + panel.h === gone.y && isInLine(panel, gone) ? higher(panel, gone, panel.y) : null),
  (panel, gone) => (panel.y === gone.y + gone.h && isInLine(panel, gone) ? higher(panel, gone, gone.y) : null),
];

const isBeside = (panel: WallPanel, gone: WallPanel) => panel.y >= gone.y && panel.y + panel.h <= gone.y + gone.h;
const isInLine = (panel: WallPanel, gone: WallPanel) => panel.x >= gone.x && panel.x + panel.w <= gone.x + gone.w;
const wider = (panel: WallPanel, gone: WallPanel, x: number) => ({ ...panel, x, w: panel.w + gone.w });
const higher = (panel: WallPanel, gone: WallPanel, y: number) => ({ ...panel, y, h: panel.h + gone.h });
