import type { Placement } from 'twin-core';
import type { BuildingPlace, MovedBuilding } from '../records/placement.ts';

/** Where buildings stand. Every method rejects with a Problem. */
export interface PlacementPort {
  /** What a building's file says of its place, where it stands, and what may be meant instead. */
  place(building: string, signal?: AbortSignal): Promise<BuildingPlace>;
  /** Says where it stands; its recorded plan position moves along or is kept. */
  put(building: string, placement: Placement, footprint: 'move' | 'keep'): Promise<MovedBuilding>;
}
