import { useAlarms, useCenter, useNow } from '../../../kit/center-context.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { Evacuation } from '../../../state/records/route.ts';

/** Ways open again without an alarm: looked at anew so often, milliseconds. */
const REFRESH_MS = 15_000;

/** Facilities whose alarms change the ways. */
const FIRE: ReadonlySet<string> = new Set(['fire-alarm', 'fire-facilities']);

/** The ways out of a building, with those of one storey, kept current; null until they are known, `failed` where there are none. */
export function useEvacuation(
  building: string,
  storey: string | null,
): { evacuation: Evacuation | null; failed: boolean } {
  const { api } = useCenter();
  const here = useAlarms().filter((alarm) => alarm.building === building && FIRE.has(alarm.facility));
  const news = here.map(({ id, active, falseAlarm }) => `${id}${active}${falseAlarm}`).join(' ');
  const turn = Math.floor(useNow() / REFRESH_MS);
  const loaded = useLoaded(`${building} ${storey} ${news} ${turn}`, (signal) =>
    api.routes.out(building, storey, signal),
  );
  // What is only refreshed stays in sight meanwhile; another storey's routes do not.
  const last = loaded.last?.building === building ? loaded.last : null;
  return { evacuation: loaded.state === 'ready' ? loaded.value : last, failed: loaded.state === 'failed' };
}
