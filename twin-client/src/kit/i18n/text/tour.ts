import type { TextTable } from '../locale.ts';

/** Texts of the first walk through the desk. */
export const TOUR_TEXT = {
  'tour.title': { zh: '五步导览', en: 'Tour in five steps' },
  'tour.invitation': {
    zh: '第一次使用？五步了解工作台，约一分钟。',
    en: 'New here? Five steps show the desk, in about a minute.',
  },
  'tour.start': { zh: '开始导览', en: 'Start the tour' },
  'tour.notNow': { zh: '不用了', en: 'No, thanks' },
  'tour.step': { zh: '第 {step} 步，共 {count} 步', en: 'Step {step} of {count}' },
  'tour.next': { zh: '下一步', en: 'Next' },
  'tour.back': { zh: '上一步', en: 'Back' },
  'tour.skip': { zh: '跳过', en: 'Skip' },
  'tour.done': { zh: '完成', en: 'Done' },
  'tour.keys': { zh: 'N 下一步 · P 上一步 · Esc 结束', en: 'N next · P back · Esc ends' },
  'tour.search.title': { zh: '找：一个搜索框', en: 'Find: one box' },
  'tour.search.text': {
    zh: '按 / 开始输入：设备编号、中文名称、门牌 5-1-1702，或拼音首字母（3hl 即 3号楼）。回车飞到那里并打开。',
    en: 'Press / and type a device code, a name, an address such as 5-1-1702, or pinyin initials (3hl for 3号楼). Enter flies there and opens it.',
  },
  'tour.details.title': { zh: '看：所选对象的一切', en: 'Read: all about what is selected' },
  'tour.details.text': {
    zh: '点击设备、建筑或告警，这里显示实时值与时间、24 小时曲线、档案与维护责任人。每块面板都写明数据来源。',
    en: 'Click a device, a building or an alarm: live values with their age, the last 24 hours, the record and who maintains it. Every panel says where its numbers come from.',
  },
  'tour.queue.title': { zh: '办：告警队列', en: 'Act: the alarm queue' },
  'tour.queue.text': {
    zh: '最紧急的在最上面。↑ ↓ 移动，回车定位并打开，A 确认；处置步骤在打开的告警里。',
    en: 'The most urgent stands first. ↑ ↓ move, Enter flies there and opens, A acknowledges; the procedure is in the open alarm.',
  },
  'tour.views.title': { zh: '换：三维、地图、室内', en: 'Switch: 3D, map, inside' },
  'tour.views.text': {
    zh: '三种视图共用同一个选择。选中一栋建筑后可以进入室内，PgUp、PgDn 换楼层。',
    en: 'The three views share one selection. With a building selected you can go inside; PgUp and PgDn change the storey.',
  },
  'tour.reports.title': { zh: '交：日报与交接班', en: 'Report: the day and the handover' },
  'tour.reports.text': {
    zh: '从这里回到门户，打开“报表与交接班”：日报、周报、月报可打印、可导出 CSV。按 ? 随时再看本导览。',
    en: 'Back to the portal and open “Reports and handover”: the day, week or month, printed or as CSV. Press ? to see this tour again.',
  },
} as const satisfies TextTable;
