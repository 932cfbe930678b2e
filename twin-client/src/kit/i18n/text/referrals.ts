import type { TextTable } from '../locale.ts';

/** Texts of alarms that are passed to other parties (E6.1.8-2), at the centre and at theirs. */
export const REFERRALS_TEXT = {
  'refer.title': { zh: '转办：{alarm}', en: 'Pass on: {alarm}' },
  'refer.to': { zh: '联动单位', en: 'To' },
  'refer.message': { zh: '附言', en: 'Message' },
  'refer.confirm': { zh: '转办', en: 'Pass on' },
  'refer.none': {
    zh: '还没有联动单位的账号：请管理员以“联动单位”角色添加。',
    en: 'There are no partners yet: an administrator adds accounts of the role “partner”.',
  },
  'mark.referred': { zh: '已转 {name} {time}，未签收', en: 'Passed to {name} {time}, not received yet' },
  'mark.received': { zh: '{name} 已签收 {time}', en: '{name} received it {time}' },
  'mark.replied': { zh: '{name} 回复 {time}：{reply}', en: '{name} replied {time}: {reply}' },
  'referrals.title': { zh: '转来的告警', en: 'Alarms passed to us' },
  'referrals.empty': { zh: '没有转来的告警', en: 'Nothing was passed to you' },
  'referrals.emptyHint': {
    zh: '监控中心转办的告警会出现在这里，无需刷新。',
    en: 'What the monitoring centre passes on appears here by itself.',
  },
  'referrals.from': { zh: '{name} 转来 {time}', en: '{name}, {time}' },
  'referrals.receive': { zh: '签收', en: 'Confirm receipt' },
  'referrals.received': { zh: '已签收 {time}', en: 'Received {time}' },
  'referrals.reply': { zh: '处理情况', en: 'What was done' },
  'referrals.send': { zh: '回复', en: 'Reply' },
  'referrals.replied': { zh: '已回复 {time}：{reply}', en: 'Replied {time}: {reply}' },
  'referrals.closed': { zh: '监控中心已关闭此告警', en: 'The monitoring centre closed this alarm' },
} as const satisfies TextTable;
