import { type Alarm, type Procedure, stepsLeft } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';

/** One thing an alarm waits for before it closes by itself. */
export type Keep =
  | { readonly what: 'source' | 'reset' | 'unacknowledged' | 'inProgress' }
  | { readonly what: 'steps'; readonly steps: ReturnType<typeof stepsLeft> }
  | { readonly what: 'members'; readonly count: number };

/** What still keeps an alarm open, in the order people come to it: what the alarm machine asks before it closes one. members: open ones. */
export function keepsOpen(alarm: Alarm, procedure: Procedure | undefined, members: number): readonly Keep[] {
  const keeps: Keep[] = [];
  if (alarm.active && alarm.sourceNormalAt === null) keeps.push({ what: alarm.falseAlarm ? 'reset' : 'source' });
  if (!alarm.acknowledged) keeps.push({ what: 'unacknowledged' });
  const steps = alarm.procedure === null ? [] : stepsLeft(alarm, procedure);
  if (steps.length > 0) keeps.push({ what: 'steps', steps });
  if (alarm.case === 'inProgress') keeps.push({ what: 'inProgress' });
  if (members > 0) keeps.push({ what: 'members', count: members });
  return keeps;
}

/** The same in one line; '' where nothing does. */
export function keepsOpenText(format: Format, keeps: readonly Keep[]): string {
  if (keeps.length === 0) return '';
  const [comma, semicolon] = format.locale === 'zh' ? ['\u3001', '\uff1b'] : [', ', '; '];
  const reasons = keeps.map((keep) => {
    switch (keep.what) {
      case 'steps':
        return format.text('keeps.steps', { steps: keep.steps.map(({ label }) => format.label(label)).join(comma) });
      case 'members':
        return format.text('keeps.members', { count: format.number(keep.count) });
      default:
        return format.text(`keeps.${keep.what}`);
    }
  });
  return format.text('keeps.open', { reasons: reasons.join(semicolon) });
}
