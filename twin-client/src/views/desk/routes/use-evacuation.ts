import { useAlarms, useCenter, useNow } from '../../../kit/center-context.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { AlarmWays, Evacuation } from '../../../state/records/route.ts';

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
  const loaded = useLoaded(`${building} ${storey} ${useWaysTurn(building)}`, (signal) =>
    api.routes.out(building, storey, signal),
  );
  // What is only refreshed stays in sight meanwhile; another storey's routes do not.
  const last = loaded.last?.building === building ? loaded.last : null;
  return { evacuation: loaded.state === 'ready' ? loaded.value : last, failed: loaded.state === 'failed' };
}

/** What people are told of an open alarm's building, kept current; null until it is known, and for no alarm. */
export function useAlarmWays(
  alarm: { readonly id: string; readonly building: string | null } | null,
): AlarmWays | null {
  const { api } = useCenter();
  const turn = useWaysTurn(alarm?.building ?? '');
  const { last } = useLoaded(alarm?.building ? `${alarm.id} ${turn}` : null, async (signal) => ({
    id: alarm!.id,
    ways: await api.routes.told(alarm!.id, signal),
  }));
  return last !== null && last.id === alarm?.id ? last.ways : null;
}

/** Another text whenever the ways of a building may be others. */
function useWaysTurn(building: string): string {
  const here = useAlarms().filter((alarm) => alarm.building === building && FIRE.has(alarm.facility));
  const news = here.map(({ id, active, falseAlarm }) => `${id}${active}${falseAlarm}`).join(' ');
  return `${news} ${Math.floor(useNow() / REFRESH_MS)}`;
}
