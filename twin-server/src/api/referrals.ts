import { type Alarm, conditionOf, Label, type Referral } from 'twin-core';
import { z } from 'zod';
import { viewHandled } from './alarm-actions.ts';
import { CaseWord, ConditionWord, ReferralView } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';

/** Alarms that were passed to an account and are given out at most, the newest first. */
const MOST = 200;

const milliseconds = z.number().describe('epoch ms');

/** As much of an alarm as somebody outside the centre has to know: what and where, never whose. */
const ReferredView = ReferralView.omit({ to: true, by: true }).extend({
  alarm: z.string().describe('id of the alarm'),
  label: Label,
  priority: z.int(),
  device: z.string().describe('name of the device'),
  building: z.string().nullable().describe('name of the building'),
  storey: z.string().nullable(),
  zone: z.string().nullable().describe('name of the zone'),
  location: z.object({ longitude: z.number(), latitude: z.number() }).nullable().describe('degrees, WGS 84'),
  time: milliseconds,
  condition: ConditionWord,
  case: CaseWord,
  from: z.string().describe('who passed it on'),
});

const said = text(500).refine((value) => value.trim() !== '', { error: 'expected a reply' });

/** Alarms that are passed to other parties, with their receipt and reply (E6.1.8-2). */
export function referralEndpoints(deps: ApiDeps): Endpoint[] {
  const answerWith = (action: 'receive' | 'reply', summary: string, body: z.ZodType<{ readonly reply?: string }>) =>
    endpoint({
      method: 'post',
      path: `/referrals/{alarm}/${action}`,
      tag: 'alarms',
      summary,
      right: 'alarm.reply',
      params: z.object({ alarm: code }),
      body,
      answer: { status: 200, description: 'As it stands after it, journaled', schema: ReferralView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { alarm }, body: { reply }, caller }) => {
        const by = caller.principal!.id;
        const rest = { until: null, assignee: null, step: null, answer: null };
        const done = await deps.handleAlarm({ alarm, action, by, reason: reply ?? null, ...rest });
        return (await viewHandled(deps, alarm, done)).referrals.find(({ to }) => to === by)!;
      },
    });
  return [
    endpoint({
      method: 'get',
      path: '/referrals',
      tag: 'alarms',
      summary: `The last ${MOST} alarms that were passed to the caller, the newest first`,
      right: 'alarm.reply',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of alarms, or all of them', schema: listOf(ReferredView) },
      problems: ['conflict'],
      handle: async ({ query, caller }) =>
        pageOfWhole(await referredTo(deps, caller.principal!.id), query, ({ alarm }) => alarm),
    }),
    answerWith('receive', 'Say that an alarm was received', z.strictObject({})),
    answerWith('reply', 'Say what was done about an alarm', z.strictObject({ reply: said })),
  ];
}

async function referredTo(deps: ApiDeps, account: string): Promise<z.infer<typeof ReferredView>[]> {
  const { rows } = await deps.pool.query<{ body: Alarm }>(
    `SELECT body FROM alarm WHERE site = $1 AND body->'referrals' @> $2::jsonb AND body->'referrals' <> '[]'
     ORDER BY raised_at DESC, id DESC LIMIT $3`,
    [deps.site, JSON.stringify([{ to: account }]), MOST],
  );
  const names = await deps.access.accounts.namesOf(rows.flatMap(({ body }) => body.referrals.map(({ by }) => by)));
  return rows.map(({ body: alarm }) => {
    const { by, message, at, receivedAt, reply, repliedAt } = alarm.referrals.find(
      ({ to }) => to === account,
    ) as Referral;
    return {
      ...placeOf(deps, alarm),
      alarm: alarm.id,
      label: deps.catalogue.rule(alarm.code)?.label ?? { zh: alarm.code, en: alarm.code },
      priority: alarm.priority,
      time: alarm.time,
      condition: conditionOf(alarm),
      case: alarm.case,
      from: names.get(by)?.displayName ?? '',
      message,
      at,
      receivedAt,
      reply,
      repliedAt,
    };
  });
}

function placeOf({ registry }: ApiDeps, { device: code, building, storey, zone }: Alarm) {
  const device = registry.device(code);
  return {
    device: device?.name ?? code,
    building: (building && registry.building(building)?.name) ?? building,
    storey,
    zone: (zone && registry.zone(zone)?.name) ?? zone,
    location: device ? { longitude: device.location.longitude, latitude: device.location.latitude } : null,
  };
}
