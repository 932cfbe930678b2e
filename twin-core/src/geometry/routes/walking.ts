/**
 * How people walk and queue. Hydraulic model of the SFPE Handbook of Fire Protection Engineering (5th ed. 2016, chapter 59, Gwynne and
 * Rosenbaum), tables 59.1 to 59.5; metres, seconds, persons.
 */
export const WALKING = {
  /** Unhindered speed on the level: 0.85 k with k = 1.40 m/s. */
  levelMS: 1.19,
  /** Along the slope of a stair of 190 mm by 254 mm, the steepest of the tables (k = 1.00 m/s): homes have steep stairs. */
  stairMS: 0.85,
  /** Most persons a second through each metre of effective width. */
  doorFlow: 1.32,
  stairFlow: 0.94,
  /** Taken off each side of a door or of a stair beside walls: the boundary layer. */
  boundaryM: 0.15,
  /**
   * In smoke people go slower: 0.3 m/s at an extinction of 0.5 /m in irritant smoke (Jin 1978, in the same handbook, chapter 61), a quarter of
   * the level speed. Where smoke may be, a way counts as so much longer.
   */
  smokeFactor: 4,
  /** Where nothing says how wide something is: GB 50016-2014 (2018), 5.5.30: doors of homes 0.90 m, evacuation stairs 1.10 m. */
  doorWidthM: 0.9,
  stairWidthM: 1.1,
} as const;

/** Persons a second that pass a door or a stair of this clear width. */
export function flowThrough(kind: 'door' | 'stair', widthM: number | null): number {
  const width = widthM ?? (kind === 'door' ? WALKING.doorWidthM : WALKING.stairWidthM);
  // One person at a time still gets through what is as narrow as its boundary layers.
  const effectiveM = Math.max(width - 2 * WALKING.boundaryM, 0.3);
  return effectiveM * (kind === 'door' ? WALKING.doorFlow : WALKING.stairFlow);
}
