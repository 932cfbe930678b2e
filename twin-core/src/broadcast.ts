import type { Label } from './site.ts';

/** What loudspeakers are fed from (E6.1.5-1). */
export const BROADCAST_SOURCES = {
  microphone: { zh: '话筒', en: 'Microphone' },
  radio: { zh: '收音机', en: 'Radio' },
  computer: { zh: '电脑', en: 'Computer' },
} as const satisfies Readonly<Record<string, Label>>;
export type BroadcastSource = keyof typeof BROADCAST_SOURCES;

/** What programmes are about (E6.1.5-1). */
export const PROGRAMME_KINDS = {
  music: { zh: '背景音乐', en: 'Background music' },
  news: { zh: '新闻', en: 'News' },
  science: { zh: '科普知识', en: 'Popular science' },
  tips: { zh: '生活小常识', en: 'Tips for daily life' },
} as const satisfies Readonly<Record<string, Label>>;
export type ProgrammeKind = keyof typeof PROGRAMME_KINDS;

/** Public emergencies that are announced (E6.1.5-2). */
export const EMERGENCY_KINDS = {
  naturalDisaster: { zh: '自然灾害', en: 'Natural disaster' },
  accident: { zh: '事故灾害', en: 'Accident' },
  publicHealth: { zh: '公共卫生', en: 'Public health' },
  socialSecurity: { zh: '社会安全', en: 'Social security' },
} as const satisfies Readonly<Record<string, Label>>;
export type EmergencyKind = keyof typeof EMERGENCY_KINDS;
