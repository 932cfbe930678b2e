import type { TextTable } from '../locale.ts';

/** The environment on displays in public areas. */
export const BOARD_TEXT = {
  'board.title': { zh: '环境监测公示', en: 'Environment' },
  'board.detail': {
    zh: '公共区域的显示屏：无需登录，自动刷新',
    en: 'Displays in public areas: no sign-in, goes on by itself',
  },
  'board.stale': { zh: '数据未更新，最近一次 {time}', en: 'Not up to date: last heard at {time}' },
  'board.limit': { zh: '限值 {limit} {unit}', en: 'limit {limit} {unit}' },
  'board.within': { zh: '达标', en: 'Within limits' },
  'board.above': { zh: '超过限值', en: 'Above the limit' },
  'board.level1': { zh: '优', en: 'Excellent' },
  'board.level2': { zh: '良', en: 'Good' },
  'board.level3': { zh: '轻度污染', en: 'Lightly polluted' },
  'board.level4': { zh: '中度污染', en: 'Moderately polluted' },
  'board.level5': { zh: '重度污染', en: 'Heavily polluted' },
  'board.level6': { zh: '严重污染', en: 'Severely polluted' },
  'board.span': { zh: '{count} 个监测点，{least} 至 {most}', en: '{count} points, {least} to {most}' },
  'board.one': { zh: '1 个监测点', en: '1 point' },
  'board.indoors': { zh: '室内', en: 'indoors' },
  'board.outdoors': { zh: '室外', en: 'outdoors' },
  'board.silent': { zh: '暂无数据', en: 'No data now' },
  'board.standards': {
    zh: '空气按 HJ 633-2012 的日均分级，噪声按 GB 3096-2008 的 1 类（昼 55、夜 45 dB(A)），二氧化碳按 GB/T 18883-2022；均以此刻数值判读。',
    en: 'Air by the daily levels of HJ 633-2012, noise by class 1 of GB 3096-2008 (day 55, night 45 dB(A)), CO₂ by GB/T 18883-2022; all judged by the values of this moment.',
  },
} as const satisfies TextTable;
