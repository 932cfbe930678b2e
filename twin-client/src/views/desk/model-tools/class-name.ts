import type { Format } from '../../../kit/i18n/format.ts';
import { TEXTS, type TextKey } from '../../../kit/i18n/texts.ts';

const isTextKey = (key: string): key is TextKey => key in TEXTS;

/** What people call an IFC class; classes without a name of their own keep that of the standard. */
export function className(format: Format, ifcClass: string): string {
  const key = `class.${ifcClass}`;
  return isTextKey(key) ? format.text(key) : ifcClass;
}
