import { localIso } from 'twin-core';
import type { Language, Notice } from '../notice.ts';
import { noticeText } from '../notice-text.ts';
import type { CapHead } from './cap-head.ts';

/** Of a facility, where it is not a matter of safety in general (CAP 1.2, 3.2.2 category). */
const CATEGORIES: Readonly<Record<string, string>> = {
  'fire-alarm': 'Fire',
  'fire-facilities': 'Fire',
  perimeter: 'Security',
  'access-control': 'Security',
  video: 'Security',
  parking: 'Security',
  charging: 'Infra',
  elevator: 'Infra',
  energy: 'Infra',
  'secondary-water': 'Infra',
  'street-lamp': 'Infra',
  broadcast: 'Infra',
  environment: 'Env',
};
const URGENCY = { 1: 'Immediate', 2: 'Expected', 3: 'Future', 4: 'Future' } as const;
const SEVERITY = { 1: 'Extreme', 2: 'Severe', 3: 'Moderate', 4: 'Minor' } as const;
const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['zh', 'zh-CN'],
  ['en', 'en-US'],
];
/** Around a device that is in no building and no zone, kilometres. */
const RADIUS_KM = 0.05;

/** The identity of whoever alerts: without spaces, commas, < and & (CAP 1.2, 3.2.1). */
const senderOf = (site: string): string => `twin.${site}`;

/** An alarm as a message of the Common Alerting Protocol 1.2 (OASIS standard of 1 July 2010). */
export function capMessage(notice: Notice, head: CapHead): string {
  const { site, alarm } = notice;
  const sender = senderOf(site.code);
  const time = (instant: number) => localIso(instant, site.timeZone);
  const references = head.earlier.map(({ identifier, sent }) => `${sender},${identifier},${time(sent)}`).join(' ');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">',
    element('identifier', head.identifier),
    element('sender', sender),
    element('sent', time(head.sent)),
    element('status', head.status),
    element('msgType', head.msgType),
    element('scope', 'Restricted'),
    element(
      'restriction',
      '小区运营中心及其约定的接收单位 · the operations centre and the receivers it has agreed with',
    ),
    ...(references === '' ? [] : [element('references', references)]),
    ...(alarm.group ? [element('incidents', `${site.code}.${alarm.group.lead}`)] : []),
    ...LANGUAGES.flatMap(([language, tag]) => infoOf(notice, head, language, tag)),
    '</alert>',
    '',
  ].join('\n');
}

function infoOf(notice: Notice, { msgType, status }: CapHead, language: Language, tag: string): string[] {
  const { alarm, site } = notice;
  const { title, lines, warning } = noticeText(notice, language);
  const said = [...(warning ? [warning] : []), ...lines.map(([word, what]) => `${word}: ${what}`)];
  const isOver = msgType === 'Cancel';
  return [
    '<info>',
    element('language', tag),
    element('category', alarm.fault ? 'Infra' : (CATEGORIES[alarm.facility] ?? 'Safety')),
    element('event', notice.label[language]),
    ...(isOver ? [element('responseType', 'AllClear')] : []),
    element('urgency', isOver ? 'Past' : URGENCY[alarm.priority]),
    element('severity', SEVERITY[alarm.priority]),
    // A detector says so; that it is false a person says.
    element('certainty', alarm.falseAlarm ? 'Unlikely' : status === 'Actual' ? 'Likely' : 'Unknown'),
    ...pair('eventCode', 'twin', alarm.code),
    element('onset', localIso(alarm.time, site.timeZone)),
    element('senderName', site.name[language]),
    element('headline', title),
    element('description', said.join('\n')),
    ...pair('parameter', 'alarm', alarm.id),
    ...areaOf(notice, language),
    '</info>',
  ];
}

function areaOf({ site, place, area, location }: Notice, language: Language): string[] {
  const where = [site.name[language], place.building, place.storey, place.space, place.zone];
  const described = element('areaDesc', where.filter((part) => part !== null).join(' '));
  // Latitude first, and a ring that ends where it began.
  const ring = area && [...area, area[0]!].map(([longitude, latitude]) => `${latitude},${longitude}`).join(' ');
  const shape = ring
    ? [element('polygon', ring)]
    : location
      ? [element('circle', `${location.latitude},${location.longitude} ${RADIUS_KM}`)]
      : [];
  return ['<area>', described, ...shape, '</area>'];
}

function pair(name: string, valueName: string, value: string): string[] {
  return [`<${name}>`, element('valueName', valueName), element('value', value), `</${name}>`];
}

function element(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML 1.0 cannot hold is left out. */
function escaped(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]|\p{Cs}/gu, '').replace(/[&<>]/g, (sign) => ENTITIES[sign]!);
}
