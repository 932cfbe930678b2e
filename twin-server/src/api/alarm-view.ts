import { type Alarm, type Catalogue, conditionOf, Label, type TwinState } from 'twin-core';
import { z } from 'zod';

const CONDITIONS = ['active', 'acknowledged', 'returned', 'normal', 'shelved', 'suppressed', 'outOfService'] as const;
const CASES = ['new', 'acknowledged', 'inProgress', 'resolved', 'closed'] as const;

export const ConditionWord = z.enum(CONDITIONS);
export const CaseWord = z.enum(CASES);

const milliseconds = z.number().describe('epoch ms');

/** An alarm as given out: as the twin has it, with its condition as one word, its label and its device's name. Times are epoch ms. */
export const AlarmView = z.object({
  id: z.string(),
  code: z.string(),
  label: Label,
  device: z.string(),
  deviceName: z.string(),
  facility: z.string(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  fault: z.boolean(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  zone: z.string().nullable(),
  property: z.string().nullable(),
  time: milliseconds,
  raisedAt: milliseconds,
  condition: ConditionWord,
  case: CaseWord,
  active: z.boolean(),
  acknowledged: z.boolean(),
  returnedAt: milliseconds.nullable(),
  closedAt: milliseconds.nullable(),
  acknowledgedAt: milliseconds.nullable(),
  acknowledgedBy: z.string().nullable().describe('account id'),
  shelvedUntil: milliseconds.nullable(),
  shelvedBy: z.string().nullable().describe('account id'),
  suppressed: z.boolean(),
  outOfService: z.boolean(),
  falseAlarm: z.boolean(),
  assignee: z.string().nullable().describe('account id'),
  escalated: z.boolean(),
  occurrences: z.int(),
  lastTime: milliseconds,
  value: z.number().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
});
export type AlarmView = z.infer<typeof AlarmView>;

/** An alarm as the list keeps it, which knows when it closed; the twin's own are open. */
export type ListedAlarm = Alarm & { readonly closedAt?: number | null };

/** An alarm as given out. */
export function viewAlarm(alarm: ListedAlarm, catalogue: Catalogue, deviceName: string | undefined): AlarmView {
  return {
    ...alarm,
    closedAt: alarm.closedAt ?? null,
    data: alarm.data && { ...alarm.data },
    condition: conditionOf(alarm),
    label: catalogue.rule(alarm.code)?.label ?? { zh: alarm.code, en: alarm.code },
    deviceName: deviceName ?? alarm.device,
  };
}

/** The open alarms of the published state that a test accepts. */
export function* openAlarms(state: TwinState, accepts: (alarm: Alarm) => boolean): Iterable<Alarm> {
  for (const alarm of state.alarms.values()) if (accepts(alarm)) yield alarm;
}
