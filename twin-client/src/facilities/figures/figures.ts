import { type Device, datastreamOf, type Label, type ObservedProperty } from 'twin-core';
import type { TwinStore } from '../../state/twin-store.ts';

/** One thing that a panel tells of all devices of a kind: a sum, the greatest value, or how many are in a state that is named. */
export interface FigureOf {
  readonly kind: string;
  readonly property: string;
  readonly tell: 'sum' | 'most' | { readonly state: string };
}

export interface Figure {
  readonly of: FigureOf;
  readonly property: ObservedProperty;
  /** NaN where nothing was told lately. */
  readonly value: number;
  /** Word of the state whose devices are counted. */
  readonly state: Label | null;
  /** How many devices could tell it. */
  readonly devices: number;
}

/** Power distribution (7.2.6). */
export const ENERGY: readonly FigureOf[] = [
  { kind: 'switch-cabinet', property: 'powerKw', tell: 'sum' },
  { kind: 'switch-cabinet', property: 'breaker', tell: { state: 'open' } },
  { kind: 'switch-cabinet', property: 'temperatureC', tell: 'most' },
  { kind: 'meter-gateway', property: 'metersOnline', tell: 'sum' },
];

/** Doors of units and gates for people (7.2.1). */
export const ACCESS: readonly FigureOf[] = [
  { kind: 'access-controller', property: 'doorState', tell: { state: 'open' } },
  { kind: 'access-controller', property: 'lockState', tell: { state: 'unlocked' } },
];

/** Barriers of gates and of the garage (7.2.2). */
export const PARKING: readonly FigureOf[] = [
  { kind: 'barrier-gate', property: 'position', tell: { state: 'open' } },
  { kind: 'barrier-gate', property: 'fault', tell: { state: 'fault' } },
];

/** A measured value older than this says nothing about now, ms; a state holds until the next is told. */
const FRESH_MS = 600_000;

/** The figures of the devices there are; one of a kind that the site does not have is left out. */
export function figuresOf(store: TwinStore, wanted: readonly FigureOf[], now: number): Figure[] {
  const { devices } = store.state;
  return wanted.flatMap((of) => {
    const found = devices.filter((device) => device?.deviceKind === of.kind) as Device[];
    const property = store.catalogue.property(of.kind, of.property);
    if (!property || found.length === 0) return [];
    return [{ of, property, devices: found.length, ...told(store, { of, property, found, now }) }];
  });
}

interface Asked {
  readonly of: FigureOf;
  readonly property: ObservedProperty;
  readonly found: readonly Device[];
  readonly now: number;
}

function told({ state: { values, times } }: TwinStore, { of, property, found, now }: Asked) {
  const slots = found.map((device) => datastreamOf(device, of.property)).filter((slot) => slot >= 0);
  if (typeof of.tell === 'object') {
    const { index, label } = stateNamed(property, of.tell.state);
    const known = slots.filter((slot) => !Number.isNaN(values[slot] ?? Number.NaN));
    const value = known.length === 0 ? Number.NaN : known.filter((slot) => values[slot] === index).length;
    return { value, state: label };
  }
  const fresh = slots.filter((slot) => now - (times[slot] ?? 0) < FRESH_MS).map((slot) => values[slot]!);
  const value = of.tell === 'sum' ? fresh.reduce((sum, each) => sum + each, 0) : Math.max(...fresh);
  return { value: fresh.length === 0 ? Number.NaN : value, state: null };
}

/** Number and word of a state by its name; a boolean has one state, that it is so. */
function stateNamed({ states, words }: ObservedProperty, name: string): { index: number; label: Label | null } {
  if (!states) return { index: 1, label: words?.[1] ?? null };
  const index = states.findIndex((state) => state.name === name);
  return { index, label: states[index]?.label ?? null };
}
