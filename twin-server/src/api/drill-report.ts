import type { Label } from 'twin-core';
import { z } from 'zod';
import type { ReportNames } from '../drills/report/names.ts';
import { drillReport } from '../drills/report/report.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { whole } from './input.ts';
import { Problem } from './problem.ts';

/** The report stands alone: it loads nothing and runs nothing. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** After-action reports. */
export function drillReportEndpoints(deps: ApiDeps): Endpoint[] {
  const { drills, registry, access } = deps;
  const { table } = drills;
  return [
    endpoint({
      method: 'get',
      path: '/drills/{number}/report',
      tag: 'drills',
      summary: 'The after-action report of a drill that is over, as HTML to be read, printed and kept',
      right: 'drill.lead',
      params: z.object({ number: whole(1, 1e15) }),
      query: z.strictObject({ lang: z.enum(['zh', 'en']).default('zh') }),
      answer: { status: 200, description: 'A document (text/html)', schema: z.unknown() },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { number }, query: { lang }, setHeader }) => {
        const row = await table.get(number);
        if (!row) throw new Problem('not-found', `no drill ${number}`);
        if (row.endedAt === null) throw new Problem('conflict', `drill ${number} is not over yet`);
        const [roles, entries, events, kept] = await Promise.all([
          table.roles(number),
          table.entries(number),
          table.events(number),
          table.pictures(number),
        ]);
        const pictures = await Promise.all(
          kept.map(async (picture) => ({ ...picture, jpeg: (await table.jpeg(number, picture.picture))! })),
        );
        const people = new Set([row.ledBy, ...Object.keys(roles), ...entries.flatMap(({ by }) => by ?? [])]);
        for (const { event } of events) if ('by' in event) people.add(event.by);
        const names = namesIn(deps, lang, row.scenario.roles, await access.accounts.namesOf(people));
        const { site } = registry;
        const content = {
          row,
          siteName: site.name[lang],
          timeZone: site.timeZone,
          roles,
          entries,
          events,
          pictures,
          names,
        };
        const html = drillReport(content, lang);
        setHeader('Content-Type', 'text/html; charset=utf-8');
        setHeader('Content-Security-Policy', POLICY);
        return (async function* () {
          yield html;
        })();
      },
    }),
  ];
}

function namesIn(
  { registry, catalogue }: ApiDeps,
  lang: 'zh' | 'en',
  roles: readonly { readonly id: string; readonly label: Label }[],
  people: ReadonlyMap<string, { readonly displayName: string }>,
): ReportNames {
  const stepOf = (alarmCode: string | undefined, id: string) =>
    alarmCode === undefined ? undefined : catalogue.procedureFor(alarmCode)?.steps.find((step) => step.id === id);
  return {
    label: (label) => label[lang],
    person: (account) => people.get(account)?.displayName ?? account,
    role: (id) => roles.find((role) => role.id === id)?.label[lang] ?? id,
    device: (code) => {
      const name = registry.device(code)?.name;
      return name === undefined ? code : `${name} (${code})`;
    },
    alarm: (code) => catalogue.rule(code)?.label[lang] ?? code,
    step: (alarmCode, id) => stepOf(alarmCode, id)?.label[lang] ?? id,
    answer: (alarmCode, id, answer) =>
      stepOf(alarmCode, id)?.answers?.find(({ name }) => name === answer)?.label[lang] ?? answer,
  };
}
