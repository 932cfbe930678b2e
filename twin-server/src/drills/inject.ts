import { datastreamOf, deviceByCode, type Reading } from 'twin-core';
import type { PlannedInject } from 'twin-core/drill';
import type { DrillBranch } from './drill-branch.ts';
import type { DrillEntry, DrillRow } from './drill-record.ts';

/**
 * Lets an inject happen on the branch, at `clockMs` of the drill's clock, and says what is to be written down of it. Done twice, after a
 * crash, it happens once: an event by its id, a value by its time.
 */
export async function tellInject(
  branch: DrillBranch,
  site: string,
  { number, startsAt }: Pick<DrillRow, 'number' | 'startsAt'>,
  { key, atMs, device, event, observations, say }: PlannedInject,
  clockMs: number,
): Promise<DrillEntry[]> {
  const time = startsAt + atMs;
  const refused: string[] = [];
  const take = async (code: string, channel: Reading['channel'], body: unknown) => {
    const reading = { site, device: code, channel, body, protocol: 'drill', receivedAt: startsAt + clockMs };
    const { refusals } = await branch.take(reading);
    refused.push(...refusals.map(({ reason }) => reason));
  };
  // Identities of events are the site's: no two drills may share one.
  if (device !== null && event)
    await take(device, 'events', { id: `drill-${number}:${key}`, time, type: event.type, data: event.data });
  if (device !== null && observations && !isTold(branch, device, Object.keys(observations), time))
    await take(device, 'observations', { time, values: observations });
  const entries: DrillEntry[] = [];
  if (refused.length > 0) entries.push({ at: atMs, kind: 'refused', by: null, key, reason: refused.join('; ') });
  else if (device !== null) entries.push({ at: atMs, kind: 'inject', by: null, key });
  if (say) entries.push({ at: atMs, kind: 'say', by: null, key, to: say.to });
  return entries;
}

function isTold(branch: DrillBranch, code: string, properties: readonly string[], time: number): boolean {
  const state = branch.state();
  const device = deviceByCode(state, code);
  return device !== undefined && properties.every((property) => state.times[datastreamOf(device, property)]! >= time);
}
