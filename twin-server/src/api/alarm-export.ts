import { conditionOf, type Label } from 'twin-core';
import { z } from 'zod';
import type { AlarmPosition, AlarmSearch } from '../alarm/search-alarms.ts';
import { ALARM_FILTERS, searchOf } from './alarm-query.ts';
import type { ListedAlarm } from './alarm-view.ts';
import { BYTE_ORDER_MARK, csvLine } from './csv.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';

/** Alarms read at once while a file is written. */
const PAGE = 1000;

const ExportQuery = z.strictObject({
  ...ALARM_FILTERS,
  lang: z.enum(['zh', 'en']).default('zh').describe('of the headings and the words'),
});
type Language = z.output<typeof ExportQuery>['lang'];

/** What a line is made of, beside the alarm. */
interface Words {
  readonly word: (label: Label | undefined, otherwise: string | null) => string | null;
  /** Local time of the site, as spreadsheets read it. */
  readonly local: (time: number | null) => string | null;
  readonly person: (id: string | null) => string | null;
}
type Column = readonly [heading: Label, cell: (alarm: ListedAlarm, words: Words) => string | number | null];

/** The alarms that answer a search as a file for spreadsheets, all of them, as they are read. */
export function alarmExportEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, catalogue, access } = deps;
  const yes: Label = { zh: '是', en: 'yes' };
  const no: Label = { zh: '否', en: 'no' };
  const columns: readonly Column[] = [
    [{ zh: '编号', en: 'id' }, ({ id }) => id],
    [{ zh: '发生时间', en: 'raised at' }, ({ raisedAt }, { local }) => local(raisedAt)],
    [{ zh: '级别', en: 'priority' }, ({ priority }) => priority],
    [{ zh: '告警', en: 'alarm' }, ({ code }, { word }) => word(catalogue.rule(code)?.label, code)],
    [{ zh: '告警代码', en: 'code' }, ({ code }) => code],
    [{ zh: '系统', en: 'facility' }, ({ facility: id }, { word }) => word(catalogue.facility(id)?.label, id)],
    [{ zh: '设备', en: 'device' }, ({ device }) => device],
    [{ zh: '设备名称', en: 'device name' }, ({ device }) => registry.device(device)?.name ?? null],
    [{ zh: '建筑', en: 'building' }, ({ building: at }) => (at === null ? null : (registry.building(at)?.name ?? at))],
    [{ zh: '楼层', en: 'storey' }, ({ storey }) => storey],
    [{ zh: '空间', en: 'space' }, ({ space }) => space],
    [{ zh: '防区', en: 'zone' }, ({ zone }) => zone],
    [{ zh: '数值', en: 'value' }, ({ value }) => value],
    [{ zh: '次数', en: 'occurrences' }, ({ occurrences }) => occurrences],
    [{ zh: '状态', en: 'condition' }, (alarm, { word }) => word(CONDITIONS[conditionOf(alarm)], null)],
    [{ zh: '处置', en: 'case' }, ({ case: state }, { word }) => word(CASES[state], null)],
    [{ zh: '误报', en: 'false alarm' }, ({ falseAlarm }, { word }) => word(falseAlarm ? yes : no, null)],
    [{ zh: '确认时间', en: 'acknowledged at' }, ({ acknowledgedAt }, { local }) => local(acknowledgedAt)],
    [{ zh: '确认人', en: 'acknowledged by' }, ({ acknowledgedBy }, { person }) => person(acknowledgedBy)],
    [{ zh: '负责人', en: 'assignee' }, ({ assignee }, { person }) => person(assignee)],
    [{ zh: '恢复时间', en: 'returned at' }, ({ returnedAt }, { local }) => local(returnedAt)],
    [{ zh: '关闭时间', en: 'closed at' }, ({ closedAt = null }, { local }) => local(closedAt)],
  ];

  async function* write(search: AlarmSearch, language: Language): AsyncGenerator<string> {
    const clock = new Intl.DateTimeFormat('sv-SE', {
      timeZone: registry.site.timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    yield BYTE_ORDER_MARK + csvLine(columns.map(([heading]) => heading[language]));
    for (let after: AlarmPosition | undefined; ; ) {
      const alarms: ListedAlarm[] = await deps.alarmIndex.search(search, { limit: PAGE, after });
      const names = await access.accounts.namesOf(
        alarms.flatMap(({ acknowledgedBy, assignee }) => [acknowledgedBy, assignee].filter((id) => id !== null)),
      );
      const words: Words = {
        word: (label, otherwise) => label?.[language] ?? otherwise,
        local: (time) => (time === null ? null : clock.format(time)),
        person: (id) => (id === null ? null : (names.get(id)?.displayName ?? id)),
      };
      yield alarms.map((alarm) => csvLine(columns.map(([, cell]) => cell(alarm, words)))).join('');
      const last = alarms.at(-1);
      if (!last || alarms.length < PAGE) return;
      after = [last.raisedAt, last.id];
    }
  }

  return [
    endpoint({
      method: 'get',
      path: '/alarms.csv',
      tag: 'alarms',
      summary: 'Alarms as CSV for spreadsheets, the newest first, all of them; times are the local ones of the site',
      right: 'twin.view',
      query: ExportQuery,
      answer: { status: 200, description: 'CSV in UTF-8 with a byte-order mark' },
      problems: ['unavailable'],
      handle: async ({ query: { lang, ...filters }, setHeader }) => {
        const search = await searchOf(deps, filters);
        // What cannot be searched is refused as a problem, not in the middle of a file.
        await deps.alarmIndex.settled();
        setHeader('Content-Type', 'text/csv; charset=utf-8');
        const day = new Date((deps.now ?? Date.now)()).toISOString().slice(0, 10);
        setHeader('Content-Disposition', `attachment; filename="alarms-${day}.csv"`);
        return write(search, lang);
      },
    }),
  ];
}

const CONDITIONS: Readonly<Record<ReturnType<typeof conditionOf>, Label>> = {
  active: { zh: '未确认', en: 'active' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  returned: { zh: '已恢复·未确认', en: 'returned, not acknowledged' },
  normal: { zh: '已恢复', en: 'normal' },
  shelved: { zh: '已搁置', en: 'shelved' },
  suppressed: { zh: '已抑制', en: 'suppressed' },
  outOfService: { zh: '停用', en: 'out of service' },
};

const CASES: Readonly<Record<ListedAlarm['case'], Label>> = {
  new: { zh: '新告警', en: 'new' },
  acknowledged: { zh: '已确认', en: 'acknowledged' },
  inProgress: { zh: '处置中', en: 'in progress' },
  resolved: { zh: '已处置', en: 'resolved' },
  closed: { zh: '已关闭', en: 'closed' },
};
