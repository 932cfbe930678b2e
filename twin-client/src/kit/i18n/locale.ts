/** Interface languages; Chinese is the default. */
export type Locale = 'zh' | 'en';

/** One text in both languages; `{name}` stands for a value. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** Texts by key. */
export type TextTable = Readonly<Record<string, Text>>;

/** The BCP 47 tag a language is rendered under. */
export const LANGUAGE_TAG: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en' };

/** Puts values in the places of a text: `{count}` becomes params.count. A missing one stays visible. */
export function fill(text: string, params: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}
