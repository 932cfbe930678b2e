import type { AlarmRule, Facility, ObservedProperty } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';

/** What a rule watches; undefined where it watches no value. */
export function watchedProperty(facility: Facility, { kinds, when }: AlarmRule): ObservedProperty | undefined {
  if (!('property' in when)) return undefined;
  const kind = (kinds ?? Object.keys(facility.deviceKinds))[0] ?? '';
  return facility.deviceKinds[kind]?.datastreams[when.property];
}

/** When a rule is raised, in words. */
export function conditionWords(format: Format, facility: Facility, rule: AlarmRule): string {
  const { when } = rule;
  if ('event' in when) return format.text('rules.onEvent');
  if ('silent' in when) return format.text('rules.onSilence');
  const property = watchedProperty(facility, rule);
  const name = property ? format.label(property.label) : when.property;
  const limit = (value: number) => `${value}${property?.unit ? `\u2009${property.unit}` : ''}`;
  if ('above' in when) return `${name} > ${limit(when.above)}`;
  if ('below' in when) return `${name} < ${limit(when.below)}`;
  return `${name} = ${format.value(property, when.equals)}`;
}

/** A time in seconds as it is shown; a dash for none. */
export function secondsWords(format: Format, milliseconds: number | undefined): string {
  return milliseconds ? format.text('rules.seconds', { n: milliseconds / 1000 }) : format.text('settings.none');
}
