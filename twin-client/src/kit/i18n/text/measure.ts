import type { TextTable } from '../locale.ts';

/** Texts of measuring on the ground. */
export const MEASURE_TEXT = {
  'survey.open': { zh: '测量', en: 'Measure' },
  'survey.title': { zh: '地面测量', en: 'Measure on the ground' },
  'survey.close': { zh: '关闭测量', en: 'Close measuring' },
  'survey.kind.distance': { zh: '距离', en: 'Distance' },
  'survey.kind.area': { zh: '面积', en: 'Area' },
  'survey.kind.height': { zh: '高差', en: 'Height' },
  'survey.hint.distance': {
    zh: '逐点点击，双击或 Enter 结束；Esc 重来',
    en: 'Click points; double click or Enter ends. Esc begins again',
  },
  'survey.hint.area': {
    zh: '逐点点击，双击或 Enter 闭合；Esc 重来',
    en: 'Click corners; double click or Enter closes. Esc begins again',
  },
  'survey.hint.height': { zh: '依次点击两点；Esc 重来', en: 'Click one point, then another. Esc begins again' },
  'survey.horizontal': { zh: '水平距离（椭球面）', en: 'Horizontal (ellipsoid)' },
  'survey.straight': { zh: '直线距离', en: 'Straight' },
  'survey.ground': { zh: '沿地面', en: 'Along the ground' },
  'survey.rise': { zh: '高差', en: 'Rise' },
  'survey.plan': { zh: '水平面积（椭球面）', en: 'Plan (ellipsoid)' },
  'survey.surface': { zh: '地表面积', en: 'Surface' },
  'survey.span': { zh: '最大高差', en: 'Highest over lowest' },
  'survey.around': { zh: '周长', en: 'Around' },
  'survey.profile': { zh: '地面剖面（大地高）', en: 'Ground profile (ellipsoidal)' },
  'survey.asking': { zh: '正在读取地面高程', en: 'Reading the ground' },
  'survey.how': { zh: '地面高程每 {step} m 取样', en: 'The ground is sampled every {step} m' },
  'survey.noHeights': { zh: '此处没有地面高程：只有水平量', en: 'No elevation model here: horizontal quantities only' },
  'survey.again': { zh: '重新测量', en: 'Measure again' },
} as const satisfies TextTable;
