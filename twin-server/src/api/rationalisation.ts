import { type AlarmRule, RuleSettings, registrationEvent, settingsFault, tunedRule } from 'twin-core';
import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, instant } from './input.ts';
import { periodOf } from './period.ts';
import { Problem } from './problem.ts';

const DAY_MS = 86_400_000;
/** The time that is looked at where none is given. */
const DEFAULT_DAYS = 30;
/** Observations gone through at most: about a minute of one processor. */
const MOST_OBSERVATIONS = 20_000_000;

/** What may be otherwise: as the settings of an alarm kind have it, so that what is tried can be set. */
const Changes = RuleSettings.pick({ limit: true, deadband: true, onDelayMs: true, offDelayMs: true });

const Body = z.strictObject({
  code: code.describe('alarm kind, such as env.noise; one that watches a value'),
  from: instant.optional().describe(`${DEFAULT_DAYS} days before \`to\` where not given`),
  to: instant.optional().describe('now where not given'),
  changes: Changes.describe('what is not given stays'),
});

const outcome = {
  recorded: z.int().describe('alarms that there were'),
  replayed: z
    .int()
    .describe('alarms that the rule as it is raises over the same observations: what the changed one is compared to'),
  changed: z.int().describe('alarms that the changed rule raises'),
  saved: z.int().describe('replayed less changed; below zero where there are more'),
  trueEvents: z
    .int()
    .describe(
      'recorded alarms that people confirmed, acknowledged and not dismissed as false, and that the rule as it is sees again',
    ),
  missed: z.int().describe('of these, what the changed rule does not see'),
  delayMs: z
    .number()
    .nullable()
    .describe('how much later it sees true events, the middle one; below zero where earlier'),
};

const Answer = z.object({
  from: z.number().describe('epoch ms'),
  to: z.number().describe('epoch ms'),
  code: z.string(),
  rule: Changes.describe('as it is'),
  changedRule: Changes,
  observations: z.int().describe('gone through, those of the day before included'),
  ...outcome,
  latestMs: z.number().describe('the most that a true event is seen later, ms'),
  earliestMs: z.number().describe('the most that one is seen earlier, ms'),
  unseen: z
    .int()
    .describe(
      'confirmed alarms that not even the rule as it is sees: their observations are gone, or it was another rule then',
    ),
  devices: z.array(z.object({ device: z.string(), ...outcome })).describe('devices with an alarm, by code'),
  missedEvents: z.array(z.object({ id: z.string(), device: z.string(), raisedAt: z.number() })),
});

type Changes = z.output<typeof Changes>;

/** What an alarm rule would have come to with other limits and delays: rationalisation as ISA-18.2 asks for it. */
export function rationalisationEndpoints(deps: ApiDeps): Endpoint[] {
  const { catalogue, published, whatIfs } = deps;
  return [
    endpoint({
      method: 'post',
      path: '/rationalisation',
      logged: 'asRead',
      tag: 'alarms',
      summary: 'Alarms saved and true events missed, had a rule had other limits and delays; changes nothing',
      right: 'alarm.handle',
      body: Body,
      answer: { status: 200, description: 'What it would have come to', schema: Answer },
      problems: ['not-found', 'conflict', 'gone', 'unavailable'],
      handle: async ({ body }) => {
        const { rule, facility, kinds } = findRule(deps, body.code);
        const changed = changedRule(rule, body.changes);
        const to = body.to ?? (deps.now ?? Date.now)();
        const period = periodOf(deps, { from: body.from ?? to - DEFAULT_DAYS * DAY_MS, to }, 'body');
        const devices = published().devices.flatMap((device) =>
          device && kinds.has(device.deviceKind) ? [registrationEvent(device)] : [],
        );
        const request = { facility, rule, changed, devices, ...period, most: MOST_OBSERVATIONS };
        const answer = await whatIfs.rationalise(request);
        if (answer.is === 'busy') throw new Problem('conflict', 'another one is under way; try again when it is over');
        if (answer.is === 'tooOld')
          throw new Problem('gone', `body.from: observations are kept since ${new Date(answer.oldest).toISOString()}`);
        if (answer.is === 'tooMany') {
          const found = Math.round(answer.observations / 1e6);
          throw refused(
            'from',
            `about ${found} million observations or more; at most ${MOST_OBSERVATIONS / 1e6} million are gone through: expected a shorter time`,
          );
        }
        const { is: _is, devices: perDevice, missedEvents, ...whole } = answer;
        const saved = <T extends { replayed: number; changed: number }>(of: T) => ({
          ...of,
          saved: of.replayed - of.changed,
        });
        return {
          ...period,
          code: body.code,
          rule: settingsOf(rule),
          changedRule: settingsOf(changed),
          ...saved(whole),
          devices: perDevice.map(saved),
          missedEvents: [...missedEvents],
        };
      },
    }),
  ];

  function findRule({ catalogue: { facilities } }: ApiDeps, wanted: string) {
    const rule = catalogue.rule(wanted);
    const facility = facilities.find(({ alarms }) => alarms.some((one) => one.code === wanted));
    if (!rule || !facility) throw new Problem('not-found', `no alarm kind ${wanted}`);
    return { rule, facility, kinds: new Set(rule.kinds ?? Object.keys(facility.deviceKinds)) };
  }
}

/** The rule with other limits and delays. Throws Problem for what a rule of its kind has not. */
function changedRule(rule: AlarmRule, changes: Changes): AlarmRule {
  if (!('property' in rule.when))
    throw refused('code', 'expected a kind of alarm that watches a value: what is reported or silent has no limit');
  const fault = settingsFault(rule, changes);
  if (fault) throw refused(`changes.${fault.field}`, fault.reason);
  return tunedRule(rule, changes);
}

/** Limits and delays of a rule. */
function settingsOf({ when, onDelayMs = 0, offDelayMs = 0 }: AlarmRule): Changes {
  if ('above' in when) return { limit: when.above, deadband: when.deadband ?? 0, onDelayMs, offDelayMs };
  if ('below' in when) return { limit: when.below, deadband: when.deadband ?? 0, onDelayMs, offDelayMs };
  return { onDelayMs, offDelayMs };
}

function refused(field: string, reason: string): Problem {
  return new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
}
