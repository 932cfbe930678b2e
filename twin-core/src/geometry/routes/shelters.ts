/** People who stand outside together, and how far it is for them to each shelter, metres; a shelter they cannot walk to is left out. */
export interface Evacuated {
  readonly id: string;
  readonly persons: number;
  readonly distanceM: ReadonlyMap<string, number>;
}

/** A shelter: 5.8.8-2 asks for its place and its capacity. */
export interface ShelterRoom {
  readonly id: string;
  /** Persons; null where it is not recorded: then it takes none, since nobody knows whether they fit. */
  readonly capacity: number | null;
}

/** Where a group goes; null where no shelter with room for them can be walked to. */
export interface ShelterChoice {
  readonly shelter: string | null;
  readonly distanceM: number | null;
  /** What is free in it when they are in. */
  readonly freeAfter: number | null;
}

/**
 * The nearest shelter with room for each group; the shortest way of all is given out first, so that nobody is sent past a shelter
 * that those from further away have filled. Groups stay together.
 */
export function assignShelters(
  groups: readonly Evacuated[],
  shelters: readonly ShelterRoom[],
): Map<string, ShelterChoice> {
  const free = new Map(shelters.map(({ id, capacity }) => [id, capacity ?? 0]));
  const ways = groups
    .flatMap((group) =>
      shelters.map(({ id }) => ({ group, shelter: id, distanceM: group.distanceM.get(id) ?? Infinity })),
    )
    .filter(({ distanceM }) => Number.isFinite(distanceM))
    .sort((a, b) => a.distanceM - b.distanceM);
  const chosen = new Map<string, ShelterChoice>();
  for (const { group, shelter, distanceM } of ways) {
    const room = free.get(shelter) ?? 0;
    if (chosen.has(group.id) || room < Math.max(1, group.persons)) continue;
    free.set(shelter, room - group.persons);
    chosen.set(group.id, { shelter, distanceM, freeAfter: room - group.persons });
  }
  for (const { id } of groups) if (!chosen.has(id)) chosen.set(id, { shelter: null, distanceM: null, freeAfter: null });
  return chosen;
}
