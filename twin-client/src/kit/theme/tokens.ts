import { WALL_DARK } from '../../state/palette.ts';

/** Names of the color tokens: CSS variables `--name`. */
export interface ColorTokens {
  /** Surfaces, from the page's ground to what stands on a panel. */
  readonly ground: string;
  readonly panel: string;
  readonly raised: string;
  /** Behind a row that asks for attention; behind the one that is selected. */
  readonly hot: string;
  readonly chosen: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  /** The quietest text that still reads (4.5 : 1 on a panel). */
  readonly subtle: string;
  /** Marks that are not text: bars, ticks, empty cells. */
  readonly mark: string;
  readonly markDim: string;
  /** The ring around what has the keyboard. */
  readonly focus: string;
  /** The one action of a form, and the text on it. */
  readonly action: string;
  readonly onAction: string;
  readonly p1: string;
  readonly p2: string;
  readonly p3: string;
  readonly p4: string;
}

export type ThemeName = 'wall-dark' | 'desk-grey' | 'light';

/** The themes: one set of names, three sets of colors. Normal is grey everywhere; only priorities are saturated. */
export const THEMES: Readonly<Record<ThemeName, ColorTokens>> = {
  'wall-dark': {
    ground: WALL_DARK.background,
    panel: '#101a2b',
    raised: '#152238',
    hot: '#2a1620',
    chosen: '#1b2c47',
    line: WALL_DARK.line,
    text: WALL_DARK.text,
    muted: WALL_DARK.muted,
    subtle: '#8496ad',
    mark: '#4a5e7b',
    markDim: '#22314a',
    focus: '#9fc3ff',
    action: '#c9d8ec',
    onAction: '#0b1220',
    p1: WALL_DARK.priority[1],
    p2: WALL_DARK.priority[2],
    p3: WALL_DARK.priority[3],
    p4: WALL_DARK.priority[4],
  },
  'desk-grey': {
    ground: '#23272e',
    panel: '#2a2f37',
    raised: '#323842',
    hot: '#3d2a30',
    chosen: '#364050',
    line: '#434b57',
    text: '#e6eaef',
    muted: '#b4bdc9',
    subtle: '#aab4c1',
    mark: '#6d7888',
    markDim: '#434b57',
    focus: '#a9cbff',
    action: '#d6dfea',
    onAction: '#1d2127',
    p1: '#ff9093',
    p2: '#ffab3d',
    p3: '#ffe873',
    p4: '#6fd4ff',
  },
  light: {
    ground: '#eef1f5',
    panel: '#ffffff',
    raised: '#f4f6f9',
    hot: '#fdecec',
    chosen: '#e3ecf8',
    line: '#d3dae3',
    text: '#17202c',
    muted: '#495667',
    subtle: '#566476',
    mark: '#8592a3',
    markDim: '#d3dae3',
    focus: '#1f5fbf',
    action: '#1c3a63',
    onAction: '#ffffff',
    // Red, orange and yellow differ in lightness too: without cones for red or green nothing else of them does.
    p1: '#bf223c',
    p2: '#a35200',
    p3: '#473700',
    p4: '#0b6590',
  },
};

/** Sets a theme's variables on an element, normally the document's root. */
export function applyTheme(element: HTMLElement, name: ThemeName): void {
  element.dataset.theme = name;
  for (const [token, color] of Object.entries(THEMES[name])) {
    element.style.setProperty(`--${token.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, color);
  }
}
