import type { BuildingOutline, SpaceModel } from 'twin-core';

/** A room that people can be in, with the name of its storey. */
export interface FoundRoom {
  readonly globalId: string;
  readonly name: string;
  readonly storey: string;
}

const MOST = 8;
/** Types of spaces nobody stays in. */
const SHAFTS: ReadonlySet<string | null> = new Set(['LIFT', 'SHAFT']);

/** What people call a space: a home by its number, others by their long name. */
export const roomName = ({ objectType, name, longName }: SpaceModel): string =>
  objectType === 'HOME' ? name : (longName ?? name);

/** Rooms whose number or name holds what was typed, those that are called so first; none for nothing typed. */
export function findRooms({ spaces, storeys }: BuildingOutline, typed: string): FoundRoom[] {
  const wanted = typed.trim().toLowerCase();
  if (wanted === '') return [];
  const storeyNames = new Map(storeys.map(({ globalId, name }) => [globalId, name]));
  const rank = (name: string) => (name.toLowerCase() === wanted ? 0 : name.toLowerCase().endsWith(wanted) ? 1 : 2);
  return spaces
    .filter(({ objectType }) => !SHAFTS.has(objectType))
    .filter(({ name, longName }) => `${name} ${longName ?? ''}`.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a.name) - rank(b.name))
    .slice(0, MOST)
    .map((space) => ({
      globalId: space.globalId,
      name: roomName(space),
      storey: storeyNames.get(space.storey ?? '') ?? '',
    }));
}
