import { localIso } from 'twin-core';
import { type DrillEvent, planDrill, type StepComparison, type StepScore } from 'twin-core/drill';
import type { DrillEntry, DrillPicture, DrillRow } from '../drill-record.ts';
import { escapeHtml as h, htmlTable, minutes, STYLE } from './html.ts';
import type { ReportNames } from './names.ts';
import { TEXTS } from './texts.ts';
import { timelineOf } from './timeline.ts';

/** Everything a report is made of. */
export interface ReportContent {
  readonly row: DrillRow;
  readonly siteName: string;
  readonly timeZone: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly entries: readonly DrillEntry[];
  readonly events: readonly DrillEvent[];
  readonly pictures: readonly (DrillPicture & { readonly jpeg: Buffer })[];
  readonly names: ReportNames;
}

/** The after-action report as one HTML document. The same content gives the same bytes, whenever and wherever it is asked for. */
export function drillReport(content: ReportContent, language: 'zh' | 'en'): string {
  const { row, siteName, names } = content;
  const t = TEXTS[language];
  const title = `${t.report} · ${names.label(row.scenario.title)}`;
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><title>${h(`${t.drill} ${row.number} · ${title}`)}</title><style>${STYLE}</style></head>
<body data-mark="${h(t.drill)}">
<div class="band">${h(t.drill)} · ${h(t.notReal)}</div>
<h1>${h(title)}</h1>
<p>${h(siteName)} · ${h(names.label(row.scenario.description))}</p>
${facts(content, language)}
${score(content, language)}
${communication(content, language)}
${runs(content, language)}
${pictures(content, language)}
${timeline(content, language)}
<div class="band">${h(t.drill)}</div>
</body></html>
`;
}

function facts({ row, roles, timeZone, names }: ReportContent, language: 'zh' | 'en'): string {
  const t = TEXTS[language];
  const { scenario, seed, number, beganAt, startsAt, clockMs, ending, ledBy } = row;
  const time = (instant: number) => localIso(instant, timeZone).slice(0, 19).replace('T', ' ');
  const picked = Object.values(planDrill(scenario, seed).picked).map(names.device);
  const people = Object.entries(roles).map(([account, role]) => `${names.person(account)} (${names.role(role)})`);
  const lines = [
    [t.number, String(number)],
    [t.scenario, scenario.code],
    [t.place, names.label(scenario.place.label)],
    [t.held, time(beganAt)],
    [t.clock, `${time(startsAt)} – ${time(startsAt + clockMs)}`],
    [t.duration, minutes(clockMs)],
    [t.ended, ending ? t.ending[ending.why] : ''],
    [t.seed, String(seed)],
    [t.picked, picked.join(', ') || t.none],
    [t.led, names.person(ledBy)],
    [t.people, people.join(', ') || t.noPeople],
  ];
  return `<dl>${lines.map(([term, text]) => `<dt>${h(term!)}</dt><dd>${h(text!)}</dd>`).join('')}</dl>`;
}

function score({ row, names }: ReportContent, language: 'zh' | 'en'): string {
  const t = TEXTS[language];
  if (!row.result) return '';
  const { sheet, comparison } = row.result;
  const compared = new Map(comparison.steps.map((step) => [step.step, step]));
  const hasRecorded = comparison.steps.some(({ recorded }) => recorded !== undefined);
  const head = [t.step, t.role, t.begun, t.limit, t.took, t.by, t.result, t.points, t.before, t.best];
  const rows = sheet.steps.map((step) => [...stepCells(step, compared.get(step.step)), ...recordedCell(step)]);
  return `<h2>${h(t.score)}</h2>
<p><span class="score">${sheet.percent ?? '–'}</span> / 100 · ${sheet.points} ${h(t.of)} ${sheet.of} ·
<span class="inTime">${h(t.inTime)} ${sheet.inTime}</span> · <span class="late">${h(t.late)} ${sheet.late}</span> ·
<span class="missed">${h(t.missed)} ${sheet.missed}</span></p>
<h2>${h(t.steps)}</h2>
${htmlTable([...head, ...(hasRecorded ? [t.recorded] : [])].map(h), rows)}`;

  function stepCells(step: StepScore, other: StepComparison | undefined): string[] {
    const expected = row.scenario.steps.find(({ id }) => id === step.step)!;
    const by = step.by === null ? '' : `${names.person(step.by)}${step.byOther ? ` (${t.otherRole})` : ''}`;
    return [
      h(names.label(expected.text) + (expected.mandatory ? '' : ` (${t.optional})`)),
      h(names.role(expected.role)),
      step.begunAt === null ? '–' : minutes(step.begunAt),
      minutes(expected.withinS * 1000),
      took(other?.now ?? null),
      h(by),
      `<span class="${step.result}">${h(t[step.result])}</span>`,
      `${step.points}/${step.of}`,
      took(other?.before ?? null),
      took(other?.best ?? null),
    ];
  }

  function recordedCell({ step }: StepScore): string[] {
    return hasRecorded ? [took(compared.get(step)?.recorded ?? null)] : [];
  }
}

const took = (ms: number | null) => (ms === null ? '–' : minutes(ms));

function communication({ row, names }: ReportContent, language: 'zh' | 'en'): string {
  const t = TEXTS[language];
  if (!row.result) return '';
  const { messages, ways, firstAt, quiet } = row.result.sheet.communication;
  const role = (id: string) => (id === 'all' ? t.all : id === '' ? '–' : names.role(id));
  const list = ways.map(({ from, to, count }) => `<li>${h(`${role(from)} → ${role(to)}`)}: ${count}</li>`).join('');
  return `<h2>${h(t.communication)}</h2>
<p>${h(t.messages)}: ${messages} · ${h(t.first)}: ${took(firstAt)} · ${h(t.quiet)}: ${h(quiet.map(role).join(', ') || t.none)}</p>
<ul>${list}</ul>`;
}

function runs({ row, timeZone }: ReportContent, language: 'zh' | 'en'): string {
  const t = TEXTS[language];
  if (!row.result || row.result.comparison.runs.length === 0) return '';
  const rows = row.result.comparison.runs.map(({ drill, at, percent }) => [
    String(drill),
    h(localIso(at, timeZone).slice(0, 16).replace('T', ' ')),
    String(percent ?? '–'),
  ]);
  return `<h2>${h(t.runs)}</h2>\n${htmlTable([t.number, t.held, t.score].map(h), rows)}`;
}

function pictures({ pictures: kept }: ReportContent, language: 'zh' | 'en'): string {
  if (kept.length === 0) return '';
  const figures = kept.map(
    ({ at, moment, jpeg }) =>
      `<figure><img alt="${h(moment)}" src="data:image/jpeg;base64,${jpeg.toString('base64')}"><figcaption>+${minutes(at)} · ${h(moment)}</figcaption></figure>`,
  );
  return `<h2>${h(TEXTS[language].pictures)}</h2>\n${figures.join('\n')}`;
}

function timeline({ row, entries, events, names }: ReportContent, language: 'zh' | 'en'): string {
  const t = TEXTS[language];
  const lines = timelineOf(planDrill(row.scenario, row.seed), entries, events, names, t);
  const body = lines
    .map(({ at, what, who, text, live }) => {
      const cells = [`+${minutes(at)}`, what, who, text].map((cell) => `<td>${h(cell)}</td>`).join('');
      return `<tr${live ? ' class="live"' : ''}>${cells}</tr>`;
    })
    .join('\n');
  return `<h2>${h(t.timeline)}</h2>\n<table><tbody>\n${body}\n</tbody></table>`;
}
