import type { Evacuation, WayIn } from '../records/route.ts';

/** Ways out of buildings and in for responders. Every method rejects with a Problem. */
export interface RoutesPort {
  /** With the routes of one storey, by name. */
  out(building: string, storey: string | null, signal?: AbortSignal): Promise<Evacuation>;
  /** To a space, by GlobalId. */
  in(building: string, space: string, signal?: AbortSignal): Promise<WayIn>;
}
