import { scenarioOfAlarm } from 'twin-core/drill';
import { z } from 'zod';
import { drillName } from '../drills/drill.ts';
import type { OnAlarm } from '../drills/drill-record.ts';
import { MOST_PICTURE_BYTES, MOST_PICTURES } from '../drills/drills.ts';
import { TooOldError } from '../history/state-at.ts';
import { bodyFault } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { DrillDetail, DrillSummary, viewDrill, viewDrills } from './drill-view.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageOf, text, whole } from './input.ts';
import { Problem } from './problem.ts';
import { wholeOf } from './work-order-acts.ts';

const DrillNumber = whole(1, 1e15);
const params = z.object({ number: DrillNumber });
const said = text(500).refine((value) => value.trim() !== '', { error: 'expected some words' });
const MOST_SEED = 2 ** 31 - 1;

const NewDrill = z
  .strictObject({
    scenario: code.optional().describe('code of a scenario'),
    alarm: code.optional().describe('id of a recorded alarm, in place of a scenario'),
    seed: z.int().min(0).max(MOST_SEED).optional().describe('of its variations; a random one where not given'),
    onAlarm: z.enum(['pause', 'tell']).default('pause').describe('what a real critical alarm does to it'),
    begins: z
      .enum(['now', 'then'])
      .default('now')
      .describe('then: with the site as it was before the recorded alarm, where its log reaches back so far'),
    roles: z.record(z.string(), z.string()).default({}).describe('role by account id; others join'),
  })
  .refine(({ scenario, alarm }) => (scenario === undefined) !== (alarm === undefined), {
    error: 'expected a scenario or an alarm',
    path: ['scenario'],
  });

/** Drills: what is trained on a branch of its own, while the site lives on. */
export function drillEndpoints(deps: ApiDeps): Endpoint[] {
  const { drills, scenarios, incidentOf, access, decide, site } = deps;
  const { table } = drills;
  const problems = ['not-found', 'conflict', 'unavailable'] as const;
  const answer = { status: 200, description: 'The drill after it', schema: DrillDetail };
  return [
    endpoint({
      method: 'get',
      path: '/drills',
      tag: 'drills',
      summary: 'Drills, the newest first',
      right: 'twin.view',
      query: z.strictObject(page(50)),
      answer: { status: 200, description: 'A page of drills', schema: listOf(DrillSummary) },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const before = query.cursor === undefined ? null : decodeCursor(query.cursor, z.tuple([z.number()]))[0];
        const rows = (await table.list(before, query.limit + 1)).map((row) => {
          const drill = drills.find(drillName(row.number));
          return drill ? { ...row, paused: drill.paused } : row;
        });
        const { items, next } = pageOf(rows, query.limit, ({ number }) => [number]);
        return { items: await viewDrills(deps, items), next };
      },
    }),
    endpoint({
      method: 'post',
      path: '/drills',
      tag: 'drills',
      summary: 'Prepare a drill: it stands until it is begun',
      right: 'drill.lead',
      body: NewDrill,
      answer: { ...answer, status: 201 },
      problems,
      handle: async ({ body, caller, setHeader }) => {
        const scenario = await scenarioFor(body);
        await checkPeople(Object.keys(body.roles));
        const { seed = Math.floor(Math.random() * MOST_SEED), onAlarm, begins, roles } = body;
        const then = begins === 'then' && scenario.recorded ? Date.parse(scenario.recorded.from) : null;
        const start = { scenario, seed, onAlarm: onAlarm as OnAlarm, by: caller.principal!.id, from: then, roles };
        const drill = await drills.start(start).catch((cause: unknown) => {
          if (cause instanceof TooOldError) throw bodyFault('begins', cause.message);
          throw cause;
        });
        setHeader('Location', `/api/v1/drills/${drill.row.number}`);
        await note(caller, 'drill.start', drill.row.number, { scenario: scenario.code, seed });
        return view(drill.row.number, caller);
      },
    }),
    endpoint({
      method: 'get',
      path: '/drills/{number}',
      tag: 'drills',
      summary: 'A drill: the situation for who takes part, steps and score for who leads it and once it is over',
      right: 'twin.view',
      params,
      answer: { ...answer, description: 'The drill' },
      problems: ['not-found', 'unavailable'],
      handle: ({ params: { number }, caller }) => view(number, caller),
    }),
    endpoint({
      method: 'post',
      path: '/drills/{number}/join',
      tag: 'drills',
      summary: 'Take a role in a drill, or another one',
      right: 'drill.join',
      params,
      body: z.strictObject({ role: text(40).min(1) }),
      answer,
      problems,
      handle: async ({ params: { number }, body, caller }) => {
        await (await drills.going(number)).join(caller.principal!.id, body.role);
        await note(caller, 'drill.join', number, { role: body.role });
        return view(number, caller);
      },
    }),
    endpoint({
      method: 'post',
      path: '/drills/{number}/messages',
      tag: 'drills',
      summary: 'Say something to a role or to all in a drill, as by telephone',
      right: 'drill.join',
      params,
      body: z.strictObject({ to: text(40).min(1), text: said }),
      answer,
      problems,
      handle: async ({ params: { number }, body, caller }) => {
        await (await drills.going(number)).say(caller.principal!.id, body.to, body.text.trim());
        return view(number, caller);
      },
    }),
    ...(['resume', 'pause', 'end'] as const).map((act) =>
      endpoint({
        method: 'post',
        path: `/drills/{number}/${act}`,
        tag: 'drills',
        summary: { resume: 'Begin a drill, or let it go on', pause: 'Let a drill stand', end: 'End a drill' }[act],
        right: 'drill.lead',
        params,
        body: z.strictObject({}),
        answer,
        problems,
        handle: async ({ params: { number }, caller }) => {
          const drill = await drills.going(number);
          const by = caller.principal!.id;
          if (act === 'resume') await drill.resume(by);
          else if (act === 'pause') await drill.pause({ why: 'leader', by }, by);
          else await drill.end({ why: 'leader', by });
          await note(caller, `drill.${act}`, number);
          return view(number, caller);
        },
      }),
    ),
    endpoint({
      method: 'post',
      path: '/drills/{number}/pictures',
      tag: 'drills',
      summary: `Keep a picture of the scene: JPEG of ${MOST_PICTURE_BYTES / 1000} kB at most, ${MOST_PICTURES} a drill`,
      right: 'drill.join',
      params,
      query: z.strictObject({ moment: text(80).min(1) }),
      file: { types: ['image/jpeg'], limit: MOST_PICTURE_BYTES },
      answer: { status: 201, description: 'Which one it is', schema: z.object({ picture: z.int() }) },
      problems,
      handle: async ({ params: { number }, query, file, caller }) => {
        const jpeg = await wholeOf(file!);
        const { picture } = await drills.addPicture(number, caller.principal!.id, query.moment, jpeg);
        return { picture };
      },
    }),
    endpoint({
      method: 'get',
      path: '/drills/{number}/pictures/{picture}',
      tag: 'drills',
      summary: 'A picture of the scene',
      right: 'drill.join',
      params: params.extend({ picture: whole(1, MOST_PICTURES) }),
      answer: { status: 200, description: 'The picture (image/jpeg)', schema: z.unknown() },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { number, picture }, setHeader }) => {
        const jpeg = await table.jpeg(number, picture);
        if (!jpeg) throw new Problem('not-found', `drill ${number} has no picture ${picture}`);
        setHeader('Content-Type', 'image/jpeg');
        setHeader('X-Content-Type-Options', 'nosniff');
        setHeader('Cache-Control', 'private, max-age=3600, immutable');
        return (async function* () {
          yield jpeg;
        })();
      },
    }),
  ];

  async function view(number: number, caller: Caller): Promise<z.infer<typeof DrillDetail>> {
    const row = await table.get(number);
    if (!row) throw new Problem('not-found', `no drill ${number}`);
    return viewDrill(deps, row, drills.find(drillName(number)) ?? null, caller.principal!.id);
  }

  /** What is to be trained, as it stands on this site now. */
  async function scenarioFor({ scenario, alarm }: z.infer<typeof NewDrill>) {
    if (alarm !== undefined) {
      const incident = await incidentOf(alarm);
      if (!incident) throw bodyFault('alarm', `nothing was recorded of an alarm ${alarm} that can be told again`);
      return scenarioOfAlarm(incident);
    }
    const kept = await scenarios.get(scenario!);
    if (!kept) throw bodyFault('scenario', `there is no scenario ${scenario}`);
    const read = scenarios.read(kept.text);
    if ('scenario' in read) return read.scenario;
    const { line, path, message } = read.faults[0]!;
    throw bodyFault('scenario', `${scenario} line ${line}, ${path}: ${message.en}`);
  }

  async function checkPeople(ids: readonly string[]): Promise<void> {
    const people = new Map((await access.accounts.people()).map((person) => [person.id, person]));
    for (const id of ids) {
      const found = people.get(id);
      if (!found || !decide(found, 'drill.join', { site }).allowed)
        throw bodyFault('roles', `${id} may not take part in drills`);
    }
  }

  function note(caller: Caller, action: string, number: number, detail: Record<string, unknown> = {}): Promise<void> {
    return access.audit.append(caller, { action, subject: drillName(number), result: 'done', detail });
  }
}
