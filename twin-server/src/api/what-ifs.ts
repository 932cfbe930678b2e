import { MOST_WHAT_IF_CHANGES, MOST_WHAT_IF_MS, WhatIfChange } from 'twin-core';
import { decodeSnapshot } from 'twin-core/wire';
import { z } from 'zod';
import type { Forked, Tuning } from '../history/what-if/run-fork.ts';
import { exitName } from '../routes/exit-name.ts';
import type { PastWays, SiteRoutes } from '../routes/site-routes.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, instant } from './input.ts';
import { Problem } from './problem.ts';
import { gatePosts, isDoor, type TriedChanges, triedChanges } from './what-if-changes.ts';
import { coverageTrial, doorTrials, placesOf, seenAt, walksTo } from './what-if-places.ts';
import {
  alarmView,
  countsOf,
  courseSummary,
  coverageView,
  doorView,
  toldAlarms,
  WhatIfAnswer,
  walkView,
} from './what-if-view.ts';

const HOURS = MOST_WHAT_IF_MS / 3_600_000;
/** Observations gone through at most: about a minute of one processor. */
const MOST_OBSERVATIONS = 12_000_000;

const Body = z.strictObject({
  from: instant.describe('the fork'),
  to: instant.describe(`at most ${HOURS} h later, and not after now`),
  changes: z
    .array(WhatIfChange)
    .max(MOST_WHAT_IF_CHANGES)
    .describe('with none of them both courses are the same, which proves the fork'),
});

const degrees = z.tuple([z.number(), z.number()]).describe('longitude, latitude');
const PostsAnswer = z.object({ items: z.array(z.object({ name: z.string(), at: degrees })) });
const DoorsAnswer = z.object({
  items: z.array(
    z.object({
      door: z.string().describe('GlobalId'),
      name: z.string(),
      storey: z.string().nullable(),
      exit: z.boolean(),
      spaces: z.array(z.string()).describe('names of the spaces that it joins'),
    }),
  ),
});

/** What would have come of it, had a rule, a delay, a camera, a guard’s post or a door been otherwise. Changes nothing. */
export function whatIfEndpoints(deps: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/what-ifs',
      logged: 'asRead',
      tag: 'past',
      summary:
        'Two courses from one instant of the past: as it was, and with changes; and what differs. Changes nothing',
      right: 'past.explore',
      body: Body,
      answer: { status: 200, description: 'What differs, with the hashes that prove the fork', schema: WhatIfAnswer },
      problems: ['conflict', 'gone', 'unavailable', 'not-found', 'not-allowed'],
      handle: async ({ body, caller }) => {
        const routes = routesOf(deps);
        checkSpan(deps, body);
        if (body.changes.some(({ kind }) => kind === 'camera') && !maySeeVideo(deps, caller))
          throw new Problem('not-allowed', 'what cameras see is for those with the right video.view');
        // What it names is looked up before anything runs; the ways themselves are those of the fork.
        const now = pastOf(routes, deps.published(), body.from);
        const tried = await triedChanges({ ...deps, routes }, body.changes, now);
        const forked = await fork(deps, body, tried);
        const state = decodeSnapshot(Buffer.from(forked.snapshot));
        const past = pastOf(routes, state, body.from);
        const alarms = toldAlarms(forked);
        const views = alarms.map(alarmView);
        const places = placesOf(
          deps,
          state,
          views.map(({ device }) => device),
        );
        const walks = await walksTo(routes, places, tried, past);
        const seen = maySeeVideo(deps, caller) ? await seenAt(deps, places, tried) : null;
        const { before, after, record, recorded, gaps } = forked;
        return {
          from: body.from,
          to: body.to,
          fork: forked.fork,
          before: courseSummary(before),
          after: courseSummary(after),
          record,
          recorded,
          gaps: gaps.map((gap) => ({ ...gap })),
          counts: countsOf(forked),
          alarms: views,
          alarmsLeft: forked.alarms.length - alarms.length,
          posts: { before: tried.posts.before.map(postView), after: tried.posts.after.map(postView) },
          places: places.map(({ device, location }, i) => ({
            device,
            at: [location.longitude, location.latitude] as [number, number],
            seen: seen && { before: seen[i]!.before, after: seen[i]!.after },
            walk: { before: walkView(walks[i]!.before), after: walkView(walks[i]!.after) },
          })),
          coverage: coverageView(await coverageTrial(deps, tried)),
          doors: (await doorTrials(tried, past)).map(doorView),
        };
      },
    }),
    endpoint({
      method: 'get',
      path: '/what-ifs/posts',
      tag: 'past',
      summary: 'Guards’ posts as they are taken to be: the gates of the site',
      right: 'past.explore',
      answer: { status: 200, description: 'Posts', schema: PostsAnswer },
      problems: ['not-found'],
      handle: async () => ({ items: (await gatePosts(routesOf(deps))).map(postView) }),
    }),
    endpoint({
      method: 'get',
      path: '/what-ifs/doors',
      tag: 'past',
      summary: 'Doors of a building that people pass',
      right: 'past.explore',
      query: z.strictObject({ building: code }),
      answer: { status: 200, description: 'Doors, by storey', schema: DoorsAnswer },
      problems: ['not-found'],
      handle: async ({ query: { building } }) => {
        const past = await routesOf(deps).past(building, deps.published(), (deps.now ?? Date.now)());
        if (!past) throw new Problem('not-found', `no walkable model of ${building}`);
        return { items: doorsOf(past) };
      },
    }),
  ];
}

function routesOf({ routes }: ApiDeps): SiteRoutes {
  if (!routes) throw new Problem('not-found', 'the site has no ways');
  return routes;
}

function maySeeVideo({ decide, site }: ApiDeps, { principal }: Caller): boolean {
  return principal !== null && decide(principal, 'video.view', { site }).allowed;
}

/** Buildings in a state, each looked up once. */
function pastOf(routes: SiteRoutes, state: Parameters<SiteRoutes['past']>[1], at: number) {
  const known = new Map<string, Promise<PastWays | null>>();
  return (building: string): Promise<PastWays | null> => {
    const found = known.get(building) ?? routes.past(building, state, at);
    known.set(building, found);
    return found;
  };
}

function checkSpan({ now = Date.now }: ApiDeps, { from, to }: { readonly from: number; readonly to: number }): void {
  if (from >= to) throw refused('from', 'expected an instant before `to`');
  if (to - from > MOST_WHAT_IF_MS) throw refused('to', `expected an instant at most ${HOURS} h after \`from\``);
  if (to > now()) throw refused('to', 'expected an instant that is past');
}

async function fork(deps: ApiDeps, { from, to }: z.output<typeof Body>, { rules }: TriedChanges): Promise<Forked> {
  const { catalogue, whatIfs, alarmLimits } = deps;
  const codes = catalogue.declared.flatMap(({ alarms }) => alarms.map((rule) => rule.code));
  const answer = await whatIfs.fork({
    from,
    to,
    facilities: catalogue.declared,
    asItIs: codes.flatMap((rule): Tuning[] => {
      const settings = deps.rules.settingsOf(rule);
      return settings ? [[rule, settings]] : [];
    }),
    changed: rules,
    operators: alarmLimits.operators,
    most: MOST_OBSERVATIONS,
  });
  switch (answer.is) {
    case 'forked':
      return answer;
    case 'busy':
      throw new Problem('conflict', 'another one is under way; try again when it is over');
    case 'tooOld':
      throw new Problem('gone', `body.from: the log is kept since ${new Date(answer.oldest).toISOString()}`);
    case 'tooNew':
      throw refused(
        'from',
        `nothing is recorded after ${new Date(answer.newest).toISOString()}: expected an earlier instant`,
      );
    case 'tooMany':
      throw refused('to', `more than ${answer.most / 1e6} million observations: expected a shorter span`);
  }
}

const postView = ({ name, location }: TriedChanges['posts']['before'][number]) => ({
  name,
  at: [location.longitude, location.latitude] as [number, number],
});

function doorsOf({ ways: { network } }: PastWays): z.infer<typeof DoorsAnswer>['items'] {
  return network.file.portals.filter(isDoor).map(({ id, kind, name, storey, spaces }) => ({
    door: id,
    name: kind === 'exit' ? exitName(network, id) : name,
    storey,
    exit: kind === 'exit',
    spaces: spaces.flatMap((space) => {
      const found = network.spaces.get(space);
      return found ? [found.label ?? found.name] : [];
    }),
  }));
}

function refused(field: string, reason: string): Problem {
  return new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
}
