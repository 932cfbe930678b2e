import type { AlarmWays, Evacuation, WayIn } from '../records/route.ts';

/** Ways out of buildings and in for responders. Every method rejects with a Problem. */
export interface RoutesPort {
  /** With the routes of one storey, by name. */
  out(building: string, storey: string | null, signal?: AbortSignal): Promise<Evacuation>;
  /** With the route of a space, by GlobalId, or of a home, by its code. */
  from(building: string, from: string, signal?: AbortSignal): Promise<Evacuation>;
  /** What people are told of an open alarm's building. */
  told(alarm: string, signal?: AbortSignal): Promise<AlarmWays>;
  /** To a space, by GlobalId. */
  in(building: string, space: string, signal?: AbortSignal): Promise<WayIn>;
}
