import type { RoutesPort } from '../../state/ports/routes.ts';
import { AlarmWays, Evacuation, WayIn } from '../../state/records/route.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Ways out of buildings and in for responders. */
export function routesPort(at: Address): RoutesPort {
  const of = (building: string) => `/buildings/${encodeURIComponent(building)}`;
  return {
    out: (building, storey, signal) =>
      ask(at(`${of(building)}/routes`, { storey: storey ?? undefined }), Evacuation, { signal }),
    from: (building, from, signal) => ask(at(`${of(building)}/routes`, { from }), Evacuation, { signal }),
    told: (alarm, signal) => ask(at(`/alarms/${encodeURIComponent(alarm)}/ways`), AlarmWays, { signal }),
    in: (building, to, signal) => ask(at(`${of(building)}/responders`, { to }), WayIn, { signal }),
  };
}
