import type { TextTable } from '../locale.ts';

/** Where the numbers of a panel come from, as each panel says it. */
export const ORIGINS_TEXT = {
  'origin.live': { zh: '来源：设备上报，实时推送', en: 'From: devices, pushed live' },
  'origin.liveAndHistory': { zh: '来源：设备上报，实时推送 · 观测历史', en: 'From: devices, pushed live · history' },
  'origin.history': { zh: '来源：观测历史', en: 'From: history of observations' },
  'origin.alarms': { zh: '来源：告警库，实时推送', en: 'From: alarm log, pushed live' },
  'origin.alarmLog': { zh: '来源：事件日志', en: 'From: event log' },
  'origin.statistics': { zh: '来源：统计 · 告警库', en: 'From: statistics of the alarm log' },
  'origin.health': { zh: '来源：设备上报与静默判定，实时', en: 'From: devices and their silence, live' },
  'origin.duties': { zh: '来源：基础数据 · 排班表', en: 'From: base data · roster' },
  'origin.base': { zh: '来源：基础数据', en: 'From: base data' },
  'origin.baseAndLive': { zh: '来源：基础数据 · 设备状态实时', en: 'From: base data · states live' },
  'origin.places': { zh: '来源：按登记坐标计算', en: 'From: computed of registered coordinates' },
  'origin.ledger': { zh: '来源：资产台账（人工登记）', en: 'From: asset ledger, entered by people' },
  'origin.orders': { zh: '来源：工单', en: 'From: work orders' },
  'origin.commands': { zh: '来源：指令日志', en: 'From: command log' },
  'origin.video': { zh: '来源：摄像机与媒体服务器，实时', en: 'From: cameras and media server, live' },
  'origin.model': { zh: '来源：BIM 模型（IFC）', en: 'From: building model (IFC)' },
  'origin.bindings': { zh: '来源：设备坐标与 BIM 模型比对', en: 'From: devices compared with the model' },
  'origin.layer': { zh: '来源：图层数据', en: 'From: layer data' },
  'origin.versions': { zh: '来源：模型版本库', en: 'From: kept model versions' },
  'origin.replay': { zh: '来源：观测历史按改动的规则重算', en: 'From: history played through the changed rule' },
  'origin.drills': { zh: '来源：演练记录', en: 'From: records of drills' },
  'origin.audit': { zh: '来源：运维日志，只增不改', en: 'From: operation log, append-only' },
  'origin.systems': { zh: '来源：平台自查与到场填写', en: 'From: readings of the platform, and who was there' },
  'origin.handovers': { zh: '来源：交接班记录', en: 'From: handover records' },
} as const satisfies TextTable;
