import type { TextTable } from '../locale.ts';

/** Texts of the models that a building has and had. */
export const VERSIONS_TEXT = {
  'versions.title': { zh: '模型版本', en: 'Model versions' },
  'versions.count': { zh: '共 {count} 个', en: '{count} kept' },
  'versions.none': { zh: '没有留存的模型文件', en: 'No model file is kept' },
  'versions.number': { zh: 'v{version}', en: 'v{version}' },
  'versions.current': { zh: '当前', en: 'current' },
  'versions.ofSite': { zh: '随小区数据', en: 'came with the site' },
  'versions.save': { zh: '下载文件', en: 'Download' },
  'versions.restore': { zh: '恢复此版本', en: 'Go back to it' },
  'versions.ask': { zh: '将{building}恢复到 v{version}？', en: 'Bring {building} back to v{version}?' },
  'versions.askModel': {
    zh: '用“{file}”（{time}）重新生成模型，并恢复当时的建筑档案与位置。',
    en: 'The model is made anew from “{file}” ({time}), and the record and place that the building had with it come back.',
  },
  'versions.askKept': {
    zh: '现在的 v{version} 会保留，可以随时再恢复。',
    en: 'The present v{version} is kept: it can be brought back too.',
  },
  'versions.restoring': { zh: '正在恢复“{file}”：{stage}', en: 'Bringing back “{file}”: {stage}' },
} satisfies TextTable;
