import type { Alarm } from 'twin-core';
import { useIncidents } from '../../kit/center-context.ts';
import { isHidden } from '../../state/incidents.ts';

/** The most urgent alarm that nobody has acknowledged; incidents are in that order. */
export function useTopAlarm(): Alarm | null {
  return useIncidents().find(({ lead, waiting }) => waiting && !isHidden(lead))?.waiting ?? null;
}
