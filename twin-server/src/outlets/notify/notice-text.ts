import { type Label, localIso } from 'twin-core';
import type { Language, Notice } from './notice.ts';

const PRIORITIES: Readonly<Record<1 | 2 | 3 | 4, Label>> = {
  1: { zh: '紧急', en: 'Critical' },
  2: { zh: '重要', en: 'High' },
  3: { zh: '一般', en: 'Medium' },
  4: { zh: '提示', en: 'Notice' },
};

const WORDS = {
  kind: { zh: '报警', en: 'Alarm' },
  priority: { zh: '级别', en: 'Priority' },
  place: { zh: '位置', en: 'Place' },
  device: { zh: '设备', en: 'Device' },
  time: { zh: '时间', en: 'Time' },
  number: { zh: '编号', en: 'Number' },
  test: { zh: '测试', en: 'Test' },
  nothing: { zh: '这是一条测试消息，没有发生任何事情。', en: 'This is a test: nothing has happened.' },
} as const;

/** A notice in words: a title, and lines of a word and what it is. */
export interface NoticeText {
  readonly title: string;
  readonly lines: readonly (readonly [word: string, what: string])[];
  /** Said before anything else of a test; null for an alarm. */
  readonly warning: string | null;
}

/** A notice in a receiver's language. */
export function noticeText(notice: Notice, language: Language): NoticeText {
  const { alarm, site, isTest, place } = notice;
  const label = notice.label[language];
  const priority = PRIORITIES[alarm.priority][language];
  const where = [site.name[language], place.building, place.storey, place.space, place.zone].filter(
    (part) => part !== null,
  );
  const test = isTest ? `${WORDS.test[language]} ` : '';
  return {
    title: `${test}[${priority}] ${label} ${where.slice(1).join(' ')}`.trim(),
    warning: isTest ? WORDS.nothing[language] : null,
    lines: [
      [WORDS.kind[language], `${notice.facility[language]} · ${label}`],
      [WORDS.priority[language], priority],
      [WORDS.place[language], where.join(' ')],
      [WORDS.device[language], `${notice.deviceName} (${alarm.device})`],
      [WORDS.time[language], localIso(alarm.time, site.timeZone).slice(0, 19).replace('T', ' ')],
      [WORDS.number[language], alarm.id],
    ],
  };
}

/** A text as markdown of the robots, which know bold and quotes; `most` is its longest, in bytes of UTF-8. */
export function markdownOf({ title, lines, warning }: NoticeText, most: number): string {
  const rows = lines.map(([word, what]) => `> **${plain(word)}** ${plain(what)}`);
  const whole = [`### ${plain(title)}`, ...(warning ? [plain(warning)] : []), ...rows].join('\n\n');
  return Buffer.from(whole)
    .subarray(0, most)
    .toString()
    .replace(/\uFFFD+$/, '');
}

/** Names of devices and places are text, whatever stands in them: no link, no mention of everybody, no line of its own. */
function plain(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[[\]<>`*@]/g, (sign) => FULL_WIDTH[sign]!);
}

const FULL_WIDTH: Readonly<Record<string, string>> = {
  '[': '［',
  ']': '］',
  '<': '＜',
  '>': '＞',
  '`': '｀',
  '*': '＊',
  '@': '＠',
};
