import type { AlarmRule, Device, DeviceRegistered } from 'twin-core';
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
const HOUR_MS = 3_600_000;

const delay = z
  .int()
  .min(0)
  .max(24 * HOUR_MS)
  .optional();

const Changes = z.strictObject({
  above: z.number().optional().describe('limit of a rule that holds above one'),
  below: z.number().optional().describe('limit of a rule that holds below one'),
  deadband: z.number().min(0).optional().describe('in the unit of the value'),
  onDelayMs: delay.describe('ms that the condition must hold'),
  offDelayMs: delay.describe('ms that it must be gone'),
});

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
  trueEvents: z.int().describe('recorded alarms that people confirmed: acknowledged and not dismissed as false'),
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
          device && kinds.has(device.deviceKind) ? [registrationOf(device)] : [],
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
function changedRule(rule: AlarmRule, { onDelayMs, offDelayMs, ...limits }: Changes): AlarmRule {
  const { when } = rule;
  if (!('property' in when))
    throw refused('code', 'expected a kind of alarm that watches a value: what is reported or silent has no limit');
  for (const [field, value] of Object.entries(limits)) {
    const fits = field === 'deadband' ? !('equals' in when) : field in when;
    if (value !== undefined && !fits) throw refused(`changes.${field}`, `${rule.code} has no such limit`);
  }
  const given = Object.fromEntries(
    Object.entries({ onDelayMs, offDelayMs }).filter(([, value]) => value !== undefined),
  );
  const limit = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
  return { ...rule, ...given, when: { ...when, ...limit } };
}

/** Limits and delays of a rule. */
function settingsOf({ when, onDelayMs = 0, offDelayMs = 0 }: AlarmRule): Changes {
  const limit = 'above' in when ? { above: when.above } : 'below' in when ? { below: when.below } : {};
  const deadband = 'above' in when || 'below' in when ? { deadband: when.deadband ?? 0 } : {};
  return { ...limit, ...deadband, onDelayMs, offDelayMs };
}

function registrationOf({ alarms: _alarms, silent: _silent, lastHeard: _heard, ...device }: Device): DeviceRegistered {
  return { kind: 'device.registered', ...device };
}

function refused(field: string, reason: string): Problem {
  return new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
}
