import { Label } from 'twin-core';
import {
  LONGEST_SCENARIO,
  type ReadScenario,
  Scenario,
  scenarioJsonSchema,
  scenarioOfAlarm,
  writeScenario,
} from 'twin-core/drill';
import { z } from 'zod';
import type { ScenarioText } from '../drills/scenario-table.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const FaultView = z.object({
  line: z.int(),
  column: z.int(),
  path: z.string().describe("dotted; '' for the whole"),
  message: Label,
});

const ScenarioView = z.object({
  code: z.string(),
  title: Label.nullable().describe('null where it cannot be read'),
  place: Label.nullable(),
  preset: z.boolean().describe('comes with the program and never changes'),
  injects: z.int(),
  steps: z.int(),
  changedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  changedAt: z.number().nullable().describe('epoch ms'),
  faults: z.array(FaultView).describe('what is wrong with it on this site now'),
});
const ScenarioDetail = ScenarioView.extend({ text: z.string().describe('YAML or JSON') });

const Text = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(LONGEST_SCENARIO)
    .refine((value) => value.isWellFormed() && !value.includes('\u0000'), {
      error: 'expected text that can be stored',
    }),
});
/** UTF-8 of a letter takes three bytes at most, escaped as JSON six. */
const BODY_LIMIT = LONGEST_SCENARIO * 6;

/** Scenarios of drills: presets, and the site's own. */
export function drillScenarioEndpoints(deps: ApiDeps): Endpoint[] {
  const { scenarios, incidentOf, access, now = Date.now } = deps;
  const params = z.object({ code });
  return [
    endpoint({
      method: 'get',
      path: '/drills/scenario-schema',
      tag: 'drills',
      summary: 'The JSON Schema that scenario files are written against',
      right: 'twin.view',
      answer: { status: 200, description: 'A JSON Schema', schema: z.record(z.string(), z.unknown()) },
      handle: () => scenarioJsonSchema(),
    }),
    endpoint({
      method: 'get',
      path: '/drills/scenarios',
      tag: 'drills',
      summary: 'Scenarios: presets first, then those of the site',
      right: 'drill.join',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them, or a page', schema: listOf(ScenarioView) },
      problems: ['conflict', 'unavailable'],
      handle: async ({ query }) => {
        const items = (await viewAll(await scenarios.list())).map(({ text: _text, ...rest }) => rest);
        return pageOfWhole(items, query, ({ code: own }) => own);
      },
    }),
    endpoint({
      method: 'post',
      path: '/drills/scenarios/check',
      logged: 'asRead',
      tag: 'drills',
      summary: 'What is wrong with a text, and what it says where nothing is',
      right: 'drill.lead',
      body: Text,
      bodyLimit: BODY_LIMIT,
      answer: {
        status: 200,
        description: 'The scenario, or its faults',
        schema: z.object({ scenario: Scenario.nullable(), faults: z.array(FaultView) }),
      },
      handle: ({ body }) => checked(scenarios.read(body.text)),
    }),
    endpoint({
      method: 'get',
      path: '/drills/scenarios/of-alarm/{code}',
      tag: 'drills',
      summary: 'A recorded alarm as a scenario, to be changed and stored',
      right: 'drill.lead',
      params,
      answer: { status: 200, description: 'Its text, as YAML', schema: z.object({ text: z.string() }) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code: alarm } }) => {
        const incident = await incidentOf(alarm);
        if (!incident)
          throw new Problem('not-found', `nothing was recorded of an alarm ${alarm} that can be told again`);
        return { text: writeScenario(scenarioOfAlarm(incident)) };
      },
    }),
    endpoint({
      method: 'get',
      path: '/drills/scenarios/{code}',
      tag: 'drills',
      summary: 'A scenario with its text',
      right: 'drill.lead',
      params,
      answer: { status: 200, description: 'The scenario', schema: ScenarioDetail },
      problems: ['not-found', 'unavailable'],
      handle: ({ params: { code: of } }) => detail(of),
    }),
    endpoint({
      method: 'put',
      path: '/drills/scenarios/{code}',
      tag: 'drills',
      summary: 'Store a scenario of the site; the code in its text is this one',
      right: 'drill.lead',
      params,
      body: Text,
      bodyLimit: BODY_LIMIT,
      answer: { status: 200, description: 'The scenario', schema: ScenarioDetail },
      problems: ['conflict', 'unavailable'],
      handle: async ({ params: { code: of }, body, caller }) => {
        if (scenarios.isPreset(of))
          throw new Problem('conflict', `${of} comes with the program; store it under another code`);
        const read = scenarios.read(body.text);
        if ('faults' in read) throw refused(read.faults);
        if (read.scenario.code !== of)
          throw refused([{ line: 1, column: 1, path: 'code', message: { zh: `应为 ${of}`, en: `expected ${of}` } }]);
        await scenarios.put(read.scenario, body.text, caller.principal!.id, now());
        await access.audit.append(caller, { action: 'drill.scenario', subject: of, result: 'done' });
        return detail(of);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/drills/scenarios/{code}',
      tag: 'drills',
      summary: 'Remove a scenario of the site; drills that were run by it stay',
      right: 'drill.lead',
      params,
      answer: { status: 204, description: 'It is removed' },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { code: of }, caller }) => {
        if (scenarios.isPreset(of)) throw new Problem('conflict', `${of} comes with the program`);
        if (!(await scenarios.remove(of))) throw new Problem('not-found', `no scenario ${of}`);
        await access.audit.append(caller, { action: 'drill.scenario.remove', subject: of, result: 'done' });
      },
    }),
  ];

  async function detail(of: string): Promise<z.infer<typeof ScenarioDetail>> {
    const kept = await scenarios.get(of);
    if (!kept) throw new Problem('not-found', `no scenario ${of}`);
    return (await viewAll([kept]))[0]!;
  }

  async function viewAll(texts: readonly ScenarioText[]): Promise<z.infer<typeof ScenarioDetail>[]> {
    const names = await access.accounts.namesOf(texts.flatMap(({ changedBy }) => changedBy ?? []));
    return texts.map(({ changedBy, ...kept }) => {
      const { scenario, faults } = checked(scenarios.read(kept.text));
      return {
        ...kept,
        title: scenario?.title ?? null,
        place: scenario?.place.label ?? null,
        injects: scenario?.injects.length ?? 0,
        steps: scenario?.steps.length ?? 0,
        changedBy: changedBy === null ? null : { id: changedBy, name: names.get(changedBy)?.displayName ?? changedBy },
        faults,
      };
    });
  }
}

type Faults = z.infer<typeof FaultView>[];

function checked(read: ReadScenario): { scenario: Scenario | null; faults: Faults } {
  return 'scenario' in read ? { scenario: read.scenario, faults: [] } : { scenario: null, faults: [...read.faults] };
}

/** The first fault in words, all of them as fields. */
function refused(faults: readonly z.infer<typeof FaultView>[]): Problem {
  const said = faults.map(({ line, path, message }) => ({
    in: 'body' as const,
    field: 'text',
    reason: `line ${line}, ${path}: ${message.en}`,
  }));
  return new Problem('invalid-input', `body.text: ${said[0]!.reason}`, { faults: said });
}
