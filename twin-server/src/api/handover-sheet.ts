import { type Alarm, conditionOf, type Device, Label } from 'twin-core';
import { z } from 'zod';
import { countAlarms } from '../alarm/alarm-statistics.ts';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { CaseWord, ConditionWord } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';

const DAY_MS = 86_400_000;
/** Lines of each list at most; how many there are is told in whole. */
const LISTED = 500;

const place = { building: z.string().nullable(), storey: z.string().nullable() };
const accountId = z.string().nullable().describe('account id');
const time = z.number().describe('epoch ms');

const OpenAlarm = z.object({
  id: z.string(),
  code: z.string(),
  label: Label,
  device: z.string(),
  deviceName: z.string(),
  ...place,
  priority: z.int(),
  raisedAt: time,
  condition: ConditionWord,
  case: CaseWord,
  escalated: z.boolean(),
  assignee: accountId,
  acknowledgedBy: accountId,
  members: z.int().describe('alarms that are part of this incident'),
});

const ShelvedAlarm = OpenAlarm.extend({
  until: time.describe('when it comes back, epoch ms'),
  shelvedBy: accountId,
  reason: z.string().nullable(),
});

const SilentDevice = z.object({
  device: z.string(),
  deviceName: z.string(),
  ...place,
  lastHeard: time.nullable().describe('epoch ms; null where it never spoke'),
});

/** What whoever comes has to know, as the system sees it. It holds ids of people, never names. */
export const HandoverSheet = z.object({
  at: time.describe('when the sheet was made, epoch ms'),
  since: time.describe('the handover before, or 24 h ago where there is none; epoch ms'),
  raised: z
    .array(z.object({ priority: z.int(), count: z.int(), falseAlarms: z.int() }))
    .describe('alarms since then, by priority'),
  open: z.object({
    count: z.int(),
    items: z.array(OpenAlarm).describe('incidents by priority, then age; what is part of one is counted with it'),
  }),
  shelved: z.object({ count: z.int(), items: z.array(ShelvedAlarm).describe('by the time they come back') }),
  silent: z.object({ count: z.int(), items: z.array(SilentDevice).describe('the longest silent first') }),
});
export type HandoverSheet = z.infer<typeof HandoverSheet>;

/** The sheet as of now; `before` is when the shift before was handed over, epoch ms. */
export async function writeSheet(deps: ApiDeps, before: number | null): Promise<HandoverSheet> {
  const { pool, site, published, registry, now = Date.now } = deps;
  const state = published();
  const at = now();
  const since = before ?? at - DAY_MS;
  const alarms = [...state.alarms.values()];
  const heardAt = ({ slot }: Device) => (Number.isNaN(state.heard[slot]!) ? null : state.heard[slot]!);
  const isShelved = ({ shelvedUntil }: Alarm) => shelvedUntil !== null;
  const open = alarms
    .filter((alarm) => !isShelved(alarm) && !alarm.group)
    .sort((a, b) => a.priority - b.priority || a.raisedAt - b.raisedAt);
  const shelved = alarms.filter(isShelved).sort((a, b) => a.shelvedUntil! - b.shelvedUntil!);
  const silent = state.devices
    .filter((device) => device?.silent === true)
    .sort((a, b) => (heardAt(a!) ?? 0) - (heardAt(b!) ?? 0));
  const reasons = await readReasons(deps, shelved.slice(0, LISTED));
  const { groups } = await countAlarms(pool, site, { from: since, to: Math.max(at, since + 1), by: 'priority' });
  const line = (alarm: Alarm) => lineOf(deps, alarm, state.members.get(alarm.id)?.size ?? 0);
  return {
    at,
    since,
    raised: groups
      .map(({ key, count, falseAlarms }) => ({ priority: Number(key), count, falseAlarms }))
      .sort((a, b) => a.priority - b.priority),
    open: { count: open.length, items: open.slice(0, LISTED).map(line) },
    shelved: {
      count: shelved.length,
      items: shelved.slice(0, LISTED).map((alarm) => ({
        ...line(alarm),
        until: alarm.shelvedUntil!,
        shelvedBy: alarm.shelvedBy,
        reason: reasons.get(alarm.id) ?? null,
      })),
    },
    silent: {
      count: silent.length,
      items: silent.slice(0, LISTED).map((device) => ({
        device: device!.code,
        deviceName: registry.device(device!.code)?.name ?? device!.code,
        building: device!.building,
        storey: device!.storey,
        lastHeard: heardAt(device!),
      })),
    },
  };
}

function lineOf({ catalogue, registry }: ApiDeps, alarm: Alarm, members: number): z.infer<typeof OpenAlarm> {
  const { id, code, device, building, storey, priority, raisedAt, escalated, assignee, acknowledgedBy } = alarm;
  return {
    id,
    code,
    label: catalogue.rule(code)?.label ?? { zh: code, en: code },
    device,
    deviceName: registry.device(device)?.name ?? device,
    building,
    storey,
    priority,
    raisedAt,
    condition: conditionOf(alarm),
    case: alarm.case,
    escalated,
    assignee,
    acknowledgedBy,
    members,
  };
}

/** Why alarms were put aside, by their ids: the reason that was given last. */
async function readReasons({ pool, site }: ApiDeps, alarms: readonly Alarm[]): Promise<Map<string, string>> {
  if (alarms.length === 0) return new Map();
  const { rows } = await pool.query<{ alarm: string; reason: string }>(
    `SELECT DISTINCT ON (alarm) alarm, body->>'reason' AS reason FROM journal
     WHERE site = $1 AND branch = $2 AND alarm = ANY($3) AND kind = 'alarm.handled' AND body->>'action' = 'shelve'
     ORDER BY alarm, seq DESC, ordinal DESC`,
    [site, LIVE_BRANCH, alarms.map(({ id }) => id)],
  );
  return new Map(rows.map(({ alarm, reason }) => [alarm, reason]));
}

/** Ids of all people that a sheet speaks of. */
export function peopleOf({ open, shelved }: HandoverSheet): string[] {
  return [
    ...open.items.flatMap(({ assignee, acknowledgedBy }) => [assignee, acknowledgedBy]),
    ...shelved.items.flatMap(({ assignee, acknowledgedBy, shelvedBy }) => [assignee, acknowledgedBy, shelvedBy]),
  ].filter((id) => id !== null);
}
