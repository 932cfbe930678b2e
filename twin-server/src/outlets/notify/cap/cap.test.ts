import { createHmac } from 'node:crypto';
import { type Alarm, type AlarmHandled, Catalogue, FACILITIES, openAlarm, type Published } from 'twin-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ApiBench, openApiBench } from '../../../api/api-bench.test-kit.ts';
import { QUIET } from '../../../fixtures/database.ts';
import { testVault } from '../../../fixtures/vault.ts';
import { type Notices, openNotices } from '../../../open-notices.ts';
import { type HttpPeer, openHttpPeer } from '../peers.test-kit.ts';
import type { CapHead } from './cap-head.ts';
import { capMessage } from './cap-message.ts';
import { capFaults, parseXml } from './cap-rules.test-kit.ts';
import { capSeries } from './cap-series.ts';

const NOW = Date.parse('2026-11-29T08:04:05.678Z');
const HEAD: CapHead = { identifier: 'sample.A000001.1', sent: NOW, status: 'Actual', msgType: 'Alert', earlier: [] };
const SITE = { code: 'sample', name: { zh: '样例小区', en: 'Sample estate' }, timeZone: 'Asia/Shanghai' };
const PLACE = { building: '1号楼', storey: '3F', space: '301', zone: null };
const SQUARE = [
  [112.549, 37.869],
  [112.552, 37.869],
  [112.552, 37.872],
] as const;

function alarmOf(given: Partial<Alarm> = {}): Alarm {
  const nowhere = { building: 'B01', storey: '3F', space: '301', zone: null, property: null, value: null, data: null };
  const event = { kind: 'alarm.raised', id: 'A000001', code: 'fire.smoke', device: 'FA-1' } as const;
  const rest = { facility: 'fire-alarm', priority: 1, fault: false, time: NOW, group: null, procedure: null } as const;
  return { ...openAlarm({ ...event, ...nowhere, ...rest }, NOW), ...given };
}

const noticeOf = (alarm: Alarm, more: object = {}) => ({
  id: 'A000001-5',
  isTest: false,
  cap: HEAD,
  site: SITE,
  alarm,
  view: {},
  label: { zh: '感烟报警', en: 'Smoke alarm' },
  facility: { zh: '火灾报警', en: 'Fire alarm' },
  deviceName: '感烟探测器',
  place: PLACE,
  location: { longitude: 112.5501, latitude: 37.8702, height: 780 },
  area: SQUARE,
  ...more,
});

/** Texts of an element wherever it stands. */
const textsOf = (xml: string, name: string): string[] => {
  const found: string[] = [];
  const walk = (element: ReturnType<typeof parseXml>) => {
    if (element.name === name) found.push(element.text);
    element.children.forEach(walk);
  };
  walk(parseXml(xml));
  return found;
};

describe('6.4.2-5 an alarm as a message of CAP 1.2 is as the standard has it', () => {
  const rules = FACILITIES.flatMap(({ id, alarms }) => alarms.map((rule) => ({ facility: id, ...rule })));
  test.each(rules)('$code', ({ code, facility, priority, fault = false, label }) => {
    const notice = noticeOf(alarmOf({ code, facility, priority, fault }), { label });
    expect(capFaults(capMessage(notice, HEAD))).toEqual([]);
  });

  test('with the time by the clock of the site, both languages, latitude first and a closed ring', () => {
    const xml = capMessage(noticeOf(alarmOf()), HEAD);
    expect(textsOf(xml, 'sent')).toEqual(['2026-11-29T16:04:05+08:00']);
    expect(textsOf(xml, 'language')).toEqual(['zh-CN', 'en-US']);
    expect(textsOf(xml, 'event')).toEqual(['感烟报警', 'Smoke alarm']);
    expect(textsOf(xml, 'category')).toEqual(['Fire', 'Fire']);
    expect([textsOf(xml, 'urgency')[0], textsOf(xml, 'severity')[0], textsOf(xml, 'certainty')[0]]).toEqual([
      'Immediate',
      'Extreme',
      'Likely',
    ]);
    expect(textsOf(xml, 'polygon')[0]).toBe('37.869,112.549 37.869,112.552 37.872,112.552 37.869,112.549');
    expect(textsOf(xml, 'areaDesc')[0]).toBe('样例小区 1号楼 3F 301');
  });

  test('a place without a ring is a circle around the device, and one without any is its name', () => {
    const circle = capMessage(noticeOf(alarmOf(), { area: null }), HEAD);
    expect(capFaults(circle)).toEqual([]);
    expect(textsOf(circle, 'circle')[0]).toBe('37.8702,112.5501 0.05');
    const nowhere = capMessage(noticeOf(alarmOf(), { area: null, location: null }), HEAD);
    expect(capFaults(nowhere)).toEqual([]);
    expect(textsOf(nowhere, 'circle')).toEqual([]);
  });

  test('in a drill it says Exercise, as a test Test; part of an incident it names it', () => {
    const drill = capMessage(noticeOf(alarmOf()), { ...HEAD, status: 'Exercise' });
    expect(capFaults(drill)).toEqual([]);
    expect(textsOf(drill, 'status')).toEqual(['Exercise']);
    const grouped = alarmOf({ group: { lead: 'A000007', why: 'zone', scope: 'Z1' } });
    expect(textsOf(capMessage(noticeOf(grouped), HEAD), 'incidents')).toEqual(['sample.A000007']);
  });

  test('names are text, whatever stands in them', () => {
    const deviceName = 'a<b>&"]]>\u0000\u0007\ud800 <alert>';
    const xml = capMessage(noticeOf(alarmOf(), { deviceName }), HEAD);
    expect(capFaults(xml)).toEqual([]);
    expect(textsOf(xml, 'description')[0]).toContain('a<b>&"]]> <alert>');
  });

  test('the rules that it is checked by find what is wrong', () => {
    const right = capMessage(noticeOf(alarmOf()), HEAD);
    const wrong: [string, string, RegExp][] = [
      ['<status>Actual</status>', '<status>Real</status>', /status: Real/],
      ['+08:00</sent>', 'Z</sent>', /sent: /],
      ['<scope>Restricted</scope>\n', '', /0 × scope/],
      ['<urgency>Immediate</urgency>', '', /0 × urgency/],
      [' 37.869,112.549</polygon>', '</polygon>', /polygon/],
      ['<msgType>Alert</msgType>', '<msgType>Update</msgType>', /Update without references/],
      ['<event>感烟报警</event>\n', '', /0 × event/],
    ];
    for (const [part, instead, fault] of wrong)
      expect(capFaults(right.replace(part, instead)).join('\n')).toMatch(fault);
    const swapped = right.replace(/(<status>.*<\/status>)\n(<msgType>.*<\/msgType>)/, '$2\n$1');
    expect(capFaults(swapped).join()).toMatch(/not in order/);
  });
});

describe('6.4.2-5 the messages of an alarm', () => {
  test('an Alert, Updates that refer to all before, and a Cancel after which there is none', () => {
    const step = (kind: string, action: string | null, at: number) => ({ kind, action, at });
    const series = capSeries('sample', 'A000001', 'Actual', [
      step('alarm.raised', null, NOW),
      step('alarm.escalated', null, NOW + 60_000),
      step('alarm.handled', 'acknowledge', NOW + 90_000),
      step('alarm.handled', 'dismiss', NOW + 120_000),
      step('alarm.closed', null, NOW + 180_000),
    ]);
    expect(series.map(({ msgType, identifier }) => `${msgType} ${identifier}`)).toEqual([
      'Alert sample.A000001.1',
      'Update sample.A000001.2',
      'Update sample.A000001.3',
      'Cancel sample.A000001.4',
    ]);
    const xml = capMessage(noticeOf(alarmOf({ falseAlarm: true })), series[3]!);
    expect(capFaults(xml)).toEqual([]);
    expect(textsOf(xml, 'references')[0]!.split(' ')).toEqual([
      'twin.sample,sample.A000001.1,2026-11-29T16:04:05+08:00',
      'twin.sample,sample.A000001.2,2026-11-29T16:05:05+08:00',
      'twin.sample,sample.A000001.3,2026-11-29T16:05:35+08:00',
    ]);
    expect([textsOf(xml, 'urgency')[0], textsOf(xml, 'responseType')[0], textsOf(xml, 'certainty')[0]]).toEqual([
      'Past',
      'AllClear',
      'Unlikely',
    ]);
  });
});

describe('6.4.2-5 other systems', () => {
  const SECRET = 'sixteen characters at least';
  let bench: ApiBench;
  let peer: HttpPeer;
  let notices: Notices;
  beforeAll(async () => {
    bench = await openApiBench();
    const { pool } = bench.database;
    notices = openNotices({
      pool,
      vault: testVault(),
      registry: bench.registry,
      catalogue: new Catalogue(FACILITIES),
      config: { notifyHosts: ['127.0.0.1'], smtpUrl: undefined, smtpFrom: undefined },
      log: QUIET,
    });
  });
  afterAll(async () => {
    notices.close();
    await bench.close();
  });
  beforeEach(async () => {
    peer = await openHttpPeer();
  });
  afterEach(() => peer.close());

  test('get the alert by POST, signed, what becomes of it after that, and read it where they have the right', async () => {
    const body = { device: 'FA-1', time: Date.now(), values: { alarm: true } };
    await bench.json('/api/v1/observations', { as: 'administrator', body, status: 202 });
    const alarm = [...bench.pipeline.published.alarms.values()][0]!;
    const { id } = alarm;
    const secrets = { secret: SECRET };
    const declared = { way: 'cap', name: '街道预警平台', address: { url: `${peer.url}/cap` }, secrets };
    await bench.json('/api/v1/receivers/CITY', { as: 'administrator', method: 'PUT', body: declared });
    const outlet = notices.outlets.find(({ does }) => does.includes('alertOut'))!;
    const action = { do: 'alertOut', clause: '6.4.2-5' } as const;
    const asked = { id: `${id}-5`, alarm: id, device: null, action, by: 'rule', askedAt: NOW };
    expect(await outlet.carryOut(asked, { alarm, device: undefined, reached: new Set() })).toEqual([
      { target: 'CITY', ok: true, detail: null },
    ]);
    const [alert] = peer.asked;
    expect(alert!.headers['content-type']).toBe('application/cap+xml; charset=utf-8');
    expect(capFaults(alert!.body)).toEqual([]);
    expect(textsOf(alert!.body, 'msgType')).toEqual(['Alert']);
    expect(alert!.headers['twin-signature']).toBe(
      `sha256=${createHmac('sha256', SECRET).update(`${alert!.headers['twin-timestamp']}.${alert!.body}`).digest('hex')}`,
    );
    const read = await bench.call(`/api/v1/alarms/${id}.cap`, { as: 'viewer' });
    expect(read.headers.get('content-type')).toBe('application/cap+xml; charset=utf-8');
    expect(await read.text()).toBe(alert!.body);
    expect((await bench.call(`/api/v1/alarms/${id}.cap`)).status).toBe(401);
    expect((await bench.call('/api/v1/alarms/A999999.cap', { as: 'viewer' })).status).toBe(404);

    const actions = [{ ...asked, endedAt: NOW, ok: true, attempts: 1, results: [] }];
    const follow = (happened: Partial<AlarmHandled>) => {
      const event = { kind: 'alarm.handled', id, ...happened };
      notices.note({ events: [{ event }], alarms: [{ ...alarm, actions }] } as unknown as Published);
    };
    // The first attempt fails, the next does not.
    peer.answer = (_asked, response) => response.writeHead(peer.asked.length === 2 ? 500 : 200).end();
    await bench.json(`/api/v1/alarms/${id}/acknowledge`, { as: 'operator', body: {} });
    follow({ action: 'acknowledge' });
    await vi.waitFor(() => expect(peer.asked).toHaveLength(3), { timeout: 5_000 });
    await bench.json(`/api/v1/alarms/${id}/dismiss`, { as: 'operator', body: { reason: '误报', confirm: true } });
    follow({ action: 'dismiss' });
    await vi.waitFor(() => expect(peer.asked).toHaveLength(4), { timeout: 5_000 });
    const messages = peer.asked.map((each) => textsOf(each.body, 'identifier')[0]);
    expect(messages).toEqual([`sample.${id}.1`, `sample.${id}.2`, `sample.${id}.2`, `sample.${id}.3`]);
    for (const { body: sent } of peer.asked) expect(capFaults(sent)).toEqual([]);
    expect(textsOf(peer.asked[3]!.body, 'msgType')).toEqual(['Cancel']);
    // A comment is nobody's matter.
    follow({ action: 'comment' });
    expect(peer.asked).toHaveLength(4);
  });

  test('a receiver is tried with a message that says Test', async () => {
    const declared = { way: 'cap', name: 'x', address: { url: peer.url }, secrets: { secret: SECRET } };
    await bench.json('/api/v1/receivers/TRIED', { as: 'administrator', method: 'PUT', body: declared });
    await bench.json('/api/v1/receivers/TRIED/test', { as: 'administrator', method: 'POST' });
    expect(capFaults(peer.asked[0]!.body)).toEqual([]);
    expect(textsOf(peer.asked[0]!.body, 'status')).toEqual(['Test']);
  });
});
