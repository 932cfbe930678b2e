/** How much of something is left to see: ghost is a breath of it, hidden nothing. */
export type Fade = 'ghost' | 'hidden';

/** Axes of the building frame: x right, y forward, z up. */
export type SectionAxis = 'x' | 'y' | 'z';

/** A plane that cuts a building open. */
export interface SectionCut {
  readonly axis: SectionAxis;
  /** Where along the axis, as a share 0 to 1 of the building's extent. */
  readonly share: number;
  /** Cuts away the side of the smaller coordinates instead of that of the greater. */
  readonly flipped: boolean;
}

/** How one building is opened up for a look inside. */
export interface BuildingLook {
  /** What an isolated storey shows of the storeys under it. */
  readonly below: Fade | 'solid';
  /** How far the storeys are pulled apart, 0 to 1. */
  readonly explode: number;
  /** IFC class → how it is faded. Classes not named are drawn as they are. */
  readonly classes: Readonly<Record<string, Fade>>;
  /** GlobalId of a system → how what belongs to it is faded. */
  readonly systems: Readonly<Record<string, Fade>>;
  readonly section: SectionCut | null;
}

/** A building as it stands. */
export const PLAIN_LOOK: BuildingLook = { below: 'ghost', explode: 0, classes: {}, systems: {}, section: null };

/** Whether a look changes nothing. */
export function isPlainLook({ below, explode, classes, systems, section }: BuildingLook): boolean {
  return (
    below === PLAIN_LOOK.below &&
    explode === 0 &&
    section === null &&
    Object.keys(classes).length === 0 &&
    Object.keys(systems).length === 0
  );
}

/** IfcWallStandardCase is drawn, faded and listed as IfcWall is. */
export const plainClass = (ifcClass: string) => ifcClass.replace(/(StandardCase|ElementedCase)$/, '');
