import {
  type Alarm,
  type AlarmActionRecord,
  type Catalogue,
  conditionOf,
  Label,
  ToldWays,
  type TwinState,
} from 'twin-core';
import { z } from 'zod';

const CONDITIONS = ['active', 'acknowledged', 'returned', 'normal', 'shelved', 'suppressed', 'outOfService'] as const;
const CASES = ['new', 'acknowledged', 'inProgress', 'resolved', 'closed'] as const;

export const ConditionWord = z.enum(CONDITIONS);
export const CaseWord = z.enum(CASES);

const milliseconds = z.number().describe('epoch ms');

export const GroupView = z.object({
  lead: z.string().describe('id of the leading alarm'),
  why: z.enum(['zone', 'below', 'flood']).describe('one zone at one time; a cause above it; one place in a flood'),
  scope: z.string().describe('the zone, the device above, or the place'),
});

const StepView = z.object({
  by: z.string().describe('account id'),
  at: milliseconds,
  answer: z.string().nullable(),
  told: ToldWays.optional().describe('what people were told of ways when it was done'),
});

export const ReferralView = z.object({
  to: z.string().describe('account id of the party'),
  by: z.string().describe('account id'),
  at: milliseconds,
  message: z.string().nullable(),
  receivedAt: milliseconds.nullable().describe('when the party said that it has it'),
  reply: z.string().nullable(),
  repliedAt: milliseconds.nullable(),
});

/** What became of one target of an action. */
export const ResultView = z.object({ target: z.string(), ok: z.boolean(), detail: z.string().nullable() });

const ActionView = z.object({
  id: z.string(),
  action: z.looseObject({ do: z.string() }).describe('as declared, or the order of a person'),
  by: z.string().describe('account id, or rule'),
  askedAt: milliseconds,
  endedAt: milliseconds.nullable(),
  ok: z.boolean().nullable(),
  attempts: z.int(),
  results: z.array(ResultView),
});

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
  dismissalBy: z
    .string()
    .nullable()
    .describe('account id of who called it false, where a second person is to confirm it'),
  assignee: z.string().nullable().describe('account id'),
  referrals: z.array(ReferralView).describe('to whom it was passed, and what came back'),
  escalated: z.boolean(),
  occurrences: z.int(),
  lastTime: milliseconds,
  value: z.number().nullable(),
  data: z.record(z.string(), z.unknown()).nullable(),
  group: GroupView.nullable().describe('the incident it belongs to; null for one of its own'),
  sourceNormalAt: milliseconds.nullable().describe('latched: since when its source is normal'),
  procedure: z.string().nullable(),
  steps: z.record(z.string(), StepView).describe('the steps of its procedure that were done'),
  overdueSteps: z.array(z.string()),
  actions: z.array(ActionView),
});
export type AlarmView = z.infer<typeof AlarmView>;

/** An alarm as the list keeps it, which knows when it closed; the twin's own are open. */
export type ListedAlarm = Alarm & { readonly closedAt?: number | null };

/** What alarms closed by an earlier version do not say. */
const BEFORE_INCIDENTS = {
  group: null,
  sourceNormalAt: null,
  dismissalBy: null,
  procedure: null,
  steps: {},
  referrals: [],
};

const viewAction = (action: AlarmActionRecord): z.infer<typeof ActionView> => ({
  ...action,
  action: { ...action.action },
  results: [...action.results],
});

/** An alarm as given out. */
export function viewAlarm(alarm: ListedAlarm, catalogue: Catalogue, deviceName: string | undefined): AlarmView {
  return {
    ...BEFORE_INCIDENTS,
    ...alarm,
    actions: (alarm.actions ?? []).map(viewAction),
    overdueSteps: [...(alarm.overdueSteps ?? [])],
    referrals: [...(alarm.referrals ?? [])],
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
