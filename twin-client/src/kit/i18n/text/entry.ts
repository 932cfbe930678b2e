import type { TextTable } from '../locale.ts';

/** Texts of the sign-in page and the portal. */
export const ENTRY_TEXT = {
  'signIn.title': { zh: '登录', en: 'Sign in' },
  'signIn.lead': {
    zh: '建筑、设备与告警在同一个三维场景里，每一个数值都有来源和时间。',
    en: 'Buildings, devices and alarms in one scene; every value with its source and its time.',
  },
  'signIn.account': { zh: '账号', en: 'Account' },
  'signIn.password': { zh: '密码', en: 'Password' },
  'signIn.submit': { zh: '登录', en: 'Sign in' },
  'signIn.pending': { zh: '正在登录', en: 'Signing in' },
  'signIn.wrong': { zh: '账号或密码不正确', en: 'Account or password is not correct' },
  'signIn.locked': { zh: '尝试次数过多，请稍后再试', en: 'Too many attempts. Please wait and try again.' },
  'signIn.help': {
    zh: '账号由管理员开通；首次启动的管理员密码见服务器输出。',
    en: 'Accounts are made by the administrator; the first password is printed by the server.',
  },
  'portal.greeting': { zh: '{name}，您好', en: 'Hello, {name}' },
  'portal.desk': { zh: '运行工作台', en: 'Operations desk' },
  'portal.deskDetail': {
    zh: '三维场景、告警队列、设备与建筑详情',
    en: 'Scene, alarm queue, devices and buildings in detail',
  },
  'portal.reports': { zh: '报表与交接班', en: 'Reports and handover' },
  'portal.reportsDetail': {
    zh: '告警统计、指标、规则优化与交接班单',
    en: 'Alarm statistics, metrics, rationalisation and the handover sheet',
  },
  'portal.operations': { zh: '运行监测', en: 'System operations' },
  'portal.waysDetail': { zh: '手机查看：从所在位置到避难场所', en: 'On a phone: from where you are to a shelter' },
  'portal.operationsDetail': {
    zh: '接入速率、队列、时延、推送与各项检查',
    en: 'Rates, queues, times, push and checks of the platform itself',
  },
  'portal.now': { zh: '此刻', en: 'Now' },
  'portal.openAlarms': { zh: '当前告警', en: 'Open alarms' },
  'portal.unacknowledged': { zh: '未确认', en: 'Unacknowledged' },
  'portal.devices': { zh: '设备', en: 'Devices' },
  'portal.buildings': { zh: '建筑', en: 'Buildings' },
  'portal.enter': { zh: '进入', en: 'Open' },
} as const satisfies TextTable;
