import type { BuildingLook } from '../../../state/building-look.ts';

/** What every tool that changes a building's look is given. */
export interface LookToolProps {
  readonly look: BuildingLook;
  onLook(look: BuildingLook): void;
}
