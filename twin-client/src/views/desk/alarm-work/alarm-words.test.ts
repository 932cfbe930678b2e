import { type Alarm, type AlarmAction, Catalogue, FACILITIES, refusalOf } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../kit/i18n/format.ts';
import { testAlarm } from '../../../state/alarm.test-kit.ts';
import { Problem } from '../../../state/problem.ts';
import type { AlarmRecord, TimelineEntry } from '../../../state/records/alarm-record.ts';
import type { SiteView } from '../../../state/site-view.ts';
import { groupWords, type Names } from '../queue/group-words.ts';
import { deedWords, outcomeWords } from './action-words.ts';
import { refusalText } from './refusal-words.ts';
import { entryWords } from './timeline-words.ts';

const zh = createFormat('zh', 'Asia/Shanghai');
const en = createFormat('en', 'Asia/Shanghai');
const catalogue = new Catalogue(FACILITIES);
const devices: Readonly<Record<string, { name: string; deviceKind: string }>> = {
  'PW-1': { name: '1 号配电柜', deviceKind: 'distribution-cabinet' },
  'SR-1': { name: '北门声光报警器', deviceKind: 'siren-strobe' },
};
const names = {
  site: {
    buildings: [{ code: 'B05', name: '5 号楼' }],
    zones: [{ code: 'Z01', name: '北围墙' }],
  } as unknown as SiteView,
  store: { catalogue, device: (code: string) => devices[code] } as unknown as Names['store'],
} satisfies Names;

describe('why an alarm is part of an incident', () => {
  test.each([
    ['zone', 'Z01', 'perimeter.intrusion', '同在北围墙，10 秒内', 'same zone 北围墙, within 10 s'],
    ['below', 'PW-1', 'fire.offline', '在1 号配电柜之下', 'below 1 号配电柜'],
    ['flood', 'B05/fire-alarm', 'fire.offline', '洪流归并：5 号楼 · 火灾报警', 'flood: 5 号楼 · Fire alarm'],
    ['flood', '/charging', 'charging.full', '洪流归并：充电', 'flood: Charging'],
  ] as const)('%s', (why, scope, code, chinese, english) => {
    expect(groupWords(names, zh, { why, scope }, code)).toBe(chinese);
    expect(groupWords(names, en, { why, scope }, code)).toBe(english);
  });
});

describe('linked actions', () => {
  test('7.2.7-2 are said by what they do and how far they reach', () => {
    const spoken = { do: 'broadcast', level: 'accident', text: { zh: '撤离', en: 'Leave' }, within: 'building' };
    const siren = { do: 'command', command: 'on', kinds: ['siren-strobe'], within: 'near' };
    const stop = { do: 'command', command: 'stopPort', kinds: ['ebike-charging-port'], within: 'device' };
    expect(deedWords(names, en, { do: 'isolateStorey' })).toBe('Show the storey alone');
    expect(deedWords(names, en, spoken)).toBe('Broadcast (accident) “Leave” · its building');
    expect(deedWords(names, zh, siren)).toBe('鸣响 · 最近处 声光报警器');
    expect(deedWords(names, en, stop)).toBe('Stop charging · this device');
    expect(deedWords(names, en, { do: 'order', command: 'off' }, 'SR-1')).toBe('Silence · 北门声光报警器');
    expect(deedWords(names, en, { do: 'teleport' })).toBe('teleport');
  });

  test('are under way, done, or failed and why', () => {
    const failed = [
      { target: 'SR-2', ok: true, detail: null },
      { target: 'SR-1', ok: false, detail: 'no answer within 5 s' },
    ];
    const words = (outcome: Parameters<typeof outcomeWords>[1]) => outcomeWords(zh, outcome, null);
    expect(words({ endedAt: null, ok: null, attempts: 0, results: [] })).toBe('执行中');
    expect(words({ endedAt: 5, ok: true, attempts: 1, results: failed.slice(0, 1) })).toBe('已完成');
    expect(words({ endedAt: 5, ok: true, attempts: 1, results: [] })).toBe('范围内没有对象，无需执行');
    expect(words({ endedAt: 5, ok: false, attempts: 3, results: failed })).toBe('失败：5 秒内没有应答 · 3 次尝试');
    expect(words({ endedAt: 5, ok: false, attempts: 1, results: [] })).toBe('失败');
  });
});

describe('two operators at once', () => {
  test('the second hears what the alarm machine says, in the interface\u2019s language, and who has it', () => {
    const conflict = new Problem(409, 'Conflict', 'the alarm is already acknowledged');
    expect(refusalText(zh, conflict, '王强 已确认')).toBe('当前状态下不能这样做 · 告警已被确认 · 王强 已确认');
    const own = new Problem(409, 'Conflict', 'no step call119 of its procedure is to be done now');
    expect(refusalText(zh, own, '')).toBe('当前状态下不能这样做 · no step call119 of its procedure is to be done now');
    expect(refusalText(zh, new Problem(503, 'Unavailable'), 'x')).toBe('服务器暂时不可用');
  });

  test('every refusal of the alarm machine is known in Chinese', () => {
    const done: Partial<Alarm> = {
      acknowledged: true,
      shelvedUntil: 5,
      suppressed: true,
      outOfService: true,
      case: 'resolved',
      falseAlarm: true,
    };
    const actions: readonly AlarmAction[] = [
      ...(['acknowledge', 'shelve', 'unshelve', 'suppress', 'unsuppress', 'outOfService'] as const),
      ...(['returnToService', 'resolve', 'dismiss', 'assign', 'step', 'comment'] as const),
    ];
    const refusals = [testAlarm('new'), testAlarm('done', done), testAlarm('closed', { case: 'closed' })].flatMap(
      (alarm) => actions.flatMap((action) => refusalOf(alarm, action) ?? []),
    );
    expect(new Set(refusals).size).toBe(10);
    for (const refusal of refusals)
      expect(refusalText(zh, new Problem(409, 'Conflict', refusal), '')).not.toContain(refusal);
  });
});

describe('the timeline', () => {
  const nothing = { time: 5, by: null, reason: null, step: null, answer: null, group: null, action: null };
  const wang = { account: 'wang', displayName: '王强' };
  const entries: Record<string, TimelineEntry> = {
    raised: { ...nothing, kind: 'raised' },
    grouped: { ...nothing, kind: 'grouped', group: { lead: 'A000001', why: 'below', scope: 'PW-1' } },
    with: { ...nothing, kind: 'acknowledge', by: wang, reason: 'A000001' },
    step: { ...nothing, kind: 'step', by: wang, step: 'confirm', answer: 'noFire', reason: '厨房油烟' },
    plain: { ...nothing, kind: 'step', by: wang, step: 'reset' },
    overdue: { ...nothing, kind: 'stepOverdue', step: 'confirm' },
    asked: {
      ...nothing,
      kind: 'actionAsked',
      action: { id: 'A1-1', do: 'openCamera', ok: null, attempts: 0, results: [] },
    },
    ended: {
      ...nothing,
      kind: 'actionEnded',
      action: {
        id: 'A1-1',
        do: null,
        ok: false,
        attempts: 3,
        results: [{ target: 'cameras', ok: false, detail: 'no camera is near' }],
      },
    },
    ungrouped: { ...nothing, kind: 'ungrouped' },
    dismissed: { ...nothing, kind: 'dismiss', by: wang, reason: '油烟' },
  };
  const record: AlarmRecord = {
    id: 'A000002',
    code: 'fire.smoke',
    device: 'FA-1',
    falseAlarm: false,
    actions: [{ id: 'A1-1', action: { do: 'openCamera' } }],
    timeline: Object.values(entries),
  };
  test.each([
    ['raised', '报警', 'raised'],
    ['grouped', '并入 A000001：在1 号配电柜之下', 'joined A000001: below 1 号配电柜'],
    ['with', '确认 · 王强 · 随 A000001', 'Acknowledge · 王强 · with A000001'],
    [
      'step',
      '以最快方式现场确认：未见火情 · 王强 · 厨房油烟',
      'Confirm on site by the fastest means: No fire · 王强 · 厨房油烟',
    ],
    ['plain', '在消防控制器上复位 · 王强', 'Reset at the fire panel · 王强'],
    ['overdue', '步骤超时：以最快方式现场确认', 'step overdue: Confirm on site by the fastest means'],
    ['asked', '联动：打开附近摄像机', 'linked action: Open the nearest cameras'],
    [
      'ended',
      '打开附近摄像机：失败：附近没有摄像机 · 3 次尝试',
      'Open the nearest cameras: failed: no camera is near · 3 attempts',
    ],
    ['ungrouped', '单独成为事件', 'an incident of its own'],
    ['dismissed', '误报 · 王强 · 油烟', 'False alarm · 王强 · 油烟'],
  ])('7.2.7-3 says %s', (entry, chinese, english) => {
    expect(entryWords(names, zh, record, entries[entry]!)).toBe(chinese);
    expect(entryWords(names, en, record, entries[entry]!)).toBe(english);
  });
});
