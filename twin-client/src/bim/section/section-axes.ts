import type { SectionAxis } from '../../state/building-look.ts';

/** Every axis that can be cut along, of the building frame: x to the right, y forward, z up. */
export const SECTION_AXES: readonly SectionAxis[] = ['x', 'y', 'z'];
