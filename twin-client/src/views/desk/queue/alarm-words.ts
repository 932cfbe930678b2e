import { type Alarm, type Catalogue, conditionOf } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';

/** The name of an alarm's kind; its code where no declaration knows it. */
export function alarmLabel(catalogue: Catalogue, format: Format, { code }: Pick<Alarm, 'code'>): string {
  const rule = catalogue.rule(code);
  return rule ? format.label(rule.label) : code;
}

/** Who has it in hand and how it is, or what it waits for. */
export function alarmOwner(format: Format, handlers: ReadonlyMap<string, string>, alarm: Alarm, now: number): string {
  if (alarm.shelvedUntil !== null) {
    return `${format.text('condition.shelved')} ${format.text('queue.until', { time: format.moment(alarm.shelvedUntil, now) })}`;
  }
  const assignee = handlers.get(alarm.assignee ?? '');
  if (assignee !== undefined) return format.text('alarm.assignee', { name: assignee });
  const condition = conditionOf(alarm);
  const name = alarm.acknowledged ? handlers.get(alarm.acknowledgedBy ?? '') : undefined;
  if (name !== undefined && condition === 'acknowledged') return format.text('alarm.acknowledgedBy', { name });
  if (name !== undefined && condition === 'normal') return format.text('alarm.returnedWith', { name });
  if (condition === 'active' && alarm.sourceNormalAt !== null) return format.text('alarm.latched');
  if (condition === 'active' && alarm.escalated) return format.text('queue.escalated');
  return format.text(`condition.${condition}`);
}

/** The value that raised it, with its unit; '' for events. */
export function alarmValue(catalogue: Catalogue, format: Format, alarm: Alarm, deviceKind: string): string {
  if (alarm.property === null || alarm.value === null) return '';
  const property = catalogue.property(deviceKind, alarm.property);
  const label = property ? format.label(property.label) : alarm.property;
  return `${label} ${format.quantity(property, alarm.value)}`;
}
