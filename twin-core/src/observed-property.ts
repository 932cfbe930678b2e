import type { ObservedProperty } from './facility.ts';

/** A word in Chinese and English. */
type Words = readonly [zh: string, en: string];

const label = ([zh, en]: Words) => ({ zh, en });

/** A measured number: its unit ('' for a count), the digits after the point that are shown, and what is plausible. */
export function quantity(
  words: Words,
  unit: string,
  decimals: number,
  range: readonly [min: number, max: number],
): ObservedProperty {
  return { label: label(words), unit, type: 'number', decimals, range };
}

/** A boolean with its words for 0 and 1. */
export function flag(words: Words, no: Words, yes: Words): ObservedProperty {
  return { label: label(words), unit: '', type: 'boolean', words: [label(no), label(yes)] };
}

/** One of several states: names as devices send them, in the order of their numbers. */
export function stateOf(words: Words, states: Readonly<Record<string, Words>>): ObservedProperty {
  const named = Object.entries(states).map(([name, each]) => ({ name, label: label(each) }));
  return { label: label(words), unit: '', type: 'state', states: named };
}

/** Whether a device says of itself that it is out of order. */
export const FAULT = flag(['故障', 'Fault'], ['正常', 'normal'], ['故障', 'fault']);
