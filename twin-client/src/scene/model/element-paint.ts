import { type BuildingLook, type Fade, plainClass } from '../../state/building-look.ts';
import type { Palette } from '../../state/palette.ts';
import type { TiledStorey } from './tile-arrangement.ts';

/** An element as its row of the tiles' property table names it; storey and system are GlobalIds, '' where there is none. */
export interface ElementRow {
  readonly globalId: string;
  readonly ifcClass: string;
  readonly storey: string;
  readonly system: string;
}

/** How an element is drawn: color #rrggbb and opacity 0 to 1. */
export interface Paint {
  readonly color: string;
  readonly alpha: number;
}

/** All that decides how a building's elements are drawn. */
export interface BuildingScene {
  readonly storeys: readonly TiledStorey[];
  /** Name of the storey shown alone; null shows all. */
  readonly isolated: string | null;
  /** Storey name → color of its worst alarm. */
  readonly alarmed: ReadonlyMap<string, string>;
  /** GlobalId of the element that is selected. */
  readonly highlighted: string | null;
  readonly look: BuildingLook;
}

export const GHOST_ALPHA = 0.15;
/** Of the windows seen from outside this many are softly lit. */
const LIT_SHARE = 0.045;

/** The tone a class of element is drawn in. Vertical parts recede, slabs and rails come forward. */
const TONES: Readonly<Record<string, 'light' | 'dark' | 'glass'>> = {
  IfcWindow: 'glass',
  IfcPlate: 'glass',
  IfcSlab: 'light',
  IfcRoof: 'light',
  IfcCovering: 'light',
  IfcRailing: 'light',
  IfcDoor: 'dark',
  IfcMember: 'dark',
  IfcColumn: 'dark',
  IfcBeam: 'dark',
};
const FLOORS: ReadonlySet<string> = new Set(['IfcSlab', 'IfcCovering']);

/** Mixes two #rrggbb colors; share 0 gives the first. */
export function mixColors(from: string, to: string, share: number): string {
  const channel = (color: string, at: number) => Number.parseInt(color.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(channel(from, at) * (1 - share) + channel(to, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The same share 0 to 1 for a GlobalId every time, so that a lit window stays the lit one (FNV-1a). */
function diceOf(globalId: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < globalId.length; i++) hash = Math.imul(hash ^ globalId.charCodeAt(i), 0x01000193);
  return (hash >>> 0) / 2 ** 32;
}

/** The stronger of two fades. */
function stronger(a: Fade | undefined, b: Fade | undefined): Fade | undefined {
  return a === 'hidden' || b === 'hidden' ? 'hidden' : (a ?? b);
}

/**
 * Decides how each element of a building is drawn; null hides it. Made once for a scene, asked for thousands of elements.
 * The selected element is seen whatever else is faded, unless its storey is hidden.
 */
export function elementPainter(scene: BuildingScene, palette: Palette): (element: ElementRow) => Paint | null {
  const { look, alarmed, isolated, highlighted, storeys } = scene;
  const { dark, light, glass, litGlass } = palette.building;
  const tones = { light, middle: mixColors(dark, light, 0.6), dark: mixColors(dark, light, 0.25), glass };
  const nameOf = new Map(storeys.map(({ globalId, name }) => [globalId, name]));
  const indexOf = new Map(storeys.map(({ globalId, index }) => [globalId, index]));
  const isolatedIndex = storeys.find(({ name }) => name === isolated)?.index;

  const storeyFade = (storey: string): Fade | undefined => {
    if (isolatedIndex === undefined) return undefined;
    const index = indexOf.get(storey);
    if (index === isolatedIndex) return undefined;
    if (index !== undefined && index > isolatedIndex) return 'hidden';
    return look.below === 'solid' ? undefined : look.below;
  };
  const colorOf = ({ globalId, ifcClass, storey }: ElementRow, plain: string): string => {
    if (globalId === highlighted) return palette.selection;
    const tone = TONES[plain] ?? 'middle';
    const name = nameOf.get(storey);
    const alarm = name === undefined ? undefined : alarmed.get(name);
    if (alarm !== undefined) {
      if (name !== isolated) return alarm;
      // Seen from near the storey is only tinted, so that the symbol in it stays the most saturated thing.
      return FLOORS.has(ifcClass) ? mixColors(tones.dark, alarm, 0.16) : mixColors(tones.middle, alarm, 0.38);
    }
    return tone === 'glass' && isolated === null && diceOf(globalId) < LIT_SHARE ? litGlass : tones[tone];
  };
  return (element) => {
    const below = storeyFade(element.storey);
    if (below === 'hidden') return null;
    const plain = plainClass(element.ifcClass);
    const color = colorOf(element, plain);
    if (element.globalId === highlighted) return { color, alpha: 1 };
    const fade = stronger(below, stronger(look.classes[plain], look.systems[element.system]));
    if (fade === 'hidden') return null;
    return { color, alpha: fade === 'ghost' ? GHOST_ALPHA : 1 };
  };
}
