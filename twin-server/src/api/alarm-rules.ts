import { type AlarmRule, Label, RuleSettings, settingsFault } from 'twin-core';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';
import { ChangeQuery, checkIfAsked, inTurn, versionOf } from './record-version.ts';

const Rule = z.looseObject({ code: z.string(), label: Label, priority: z.int() });
const RuleView = z.object({
  code: z.string(),
  declared: Rule.describe('as its facility declares it'),
  effective: Rule.describe('as it holds here'),
  settings: RuleSettings.nullable().describe('what this site has otherwise; null for nothing'),
  version: z.string().describe('a word for these settings: sent back with a change'),
});

/** Alarm kinds and what the site has otherwise than declared: limits, delays, priorities, linked actions. */
export function alarmRuleEndpoints({ catalogue, rules, access }: ApiDeps): Endpoint[] {
  const declared = (given: string): AlarmRule => {
    const rule = catalogue.declaredRule(given);
    if (!rule) throw new Problem('not-found', `no alarm kind ${given}`);
    return rule;
  };
  const oneAtATime = inTurn();
  const standing = (given: string) => ({ settings: rules.settingsOf(given) });
  const view = (given: string): z.infer<typeof RuleView> => ({
    code: given,
    declared: { ...declared(given) },
    effective: { ...catalogue.rule(given)! },
    ...standing(given),
    version: versionOf(standing(given)),
  });
  const params = z.object({ code });
  return [
    endpoint({
      method: 'get',
      path: '/alarm-rules',
      tag: 'alarms',
      summary: 'The alarm kinds, as declared and as they hold here',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of alarm kinds, or all of them', schema: listOf(RuleView) },
      handle: ({ query }) => {
        const codes = catalogue.facilities.flatMap(({ alarms }) => alarms.map((rule) => rule.code));
        const { items, next } = pageOfWhole(codes, query, (one) => one);
        return { items: items.map(view), next };
      },
    }),
    endpoint({
      method: 'put',
      path: '/alarm-rules/{code}',
      tag: 'alarms',
      summary:
        'Have limits, delays, priority or actions of an alarm kind otherwise than declared, from the next message on',
      right: 'base.manage',
      params,
      query: ChangeQuery,
      body: RuleSettings,
      answer: { status: 200, description: 'The alarm kind', schema: RuleView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { code: given }, query, body, caller }) => {
        const fault = settingsFault(declared(given), body) ?? actionsFault(body);
        if (fault) {
          const { field, reason } = fault;
          throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
        }
        await oneAtATime(async () => {
          checkIfAsked(`the alarm kind ${given}`, standing(given), query);
          await rules.put(given, body);
        });
        await access.audit.append(caller, { action: 'alarmRule.change', subject: given, result: 'done', detail: body });
        return view(given);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/alarm-rules/{code}',
      tag: 'alarms',
      summary: 'Have an alarm kind as declared again',
      right: 'base.manage',
      params,
      query: ChangeQuery,
      answer: { status: 204, description: 'Done' },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { code: given }, query, caller }) => {
        declared(given);
        await oneAtATime(async () => {
          checkIfAsked(`the alarm kind ${given}`, standing(given), query);
          await rules.put(given, null);
        });
        await access.audit.append(caller, { action: 'alarmRule.reset', subject: given, result: 'done' });
      },
    }),
  ];

  function actionsFault({ actions = [] }: RuleSettings): { field: 'actions'; reason: string } | null {
    const reason = catalogue.actionFault(actions as NonNullable<AlarmRule['actions']>);
    return reason === null ? null : { field: 'actions', reason };
  }
}
