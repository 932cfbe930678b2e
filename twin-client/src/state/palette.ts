import type { DeviceState, Priority } from 'twin-core';
import type { GroundLayer } from './ground-plan.ts';

/** Colors of the three rooms as #rrggbb. Everything normal is slate; only priorities are saturated. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly muted: string;
  readonly faint: string;
  readonly line: string;
  readonly selection: string;
  /** Ways out, shelters. */
  readonly wayOut: string;
  /** Ground of a symbol that is not in alarm. */
  readonly symbolPlate: string;
  readonly priority: Readonly<Record<Priority, string>>;
  /** A state's color where no priority is known. */
  readonly state: Readonly<Record<DeviceState, string>>;
  readonly ground: Readonly<Record<GroundLayer, string>> & {
    /** Land inside the boundary, land around it, and the boundary line. */
    readonly site: string;
    readonly far: string;
    readonly boundary: string;
    readonly marking: string;
    /** Ground under a tree. */
    readonly shade: string;
    /** Buildings outside the estate. */
    readonly neighbor: string;
  };
  readonly building: {
    /** Darkest and lightest tone an IFC material becomes. */
    readonly dark: string;
    readonly light: string;
    readonly glass: string;
    readonly litGlass: string;
    readonly edge: string;
  };
}

/** The wall's dark theme: tokens of the wall reference drawing. */
export const WALL_DARK: Palette = {
  background: '#0b1220',
  text: '#dbe4f0',
  muted: '#93a4b8',
  faint: '#5d6f86',
  line: '#1f2d44',
  selection: '#e8f1ff',
  wayOut: '#7fc4a4',
  symbolPlate: '#142033',
  priority: { 1: '#ff5a5f', 2: '#ff9f1a', 3: '#ffe45c', 4: '#4cc9ff' },
  state: {
    alarm: '#ff5a5f',
    fault: '#ff9f1a',
    offline: '#7a8ba3',
    stale: '#8b9bb0',
    unknown: '#71839b',
    normal: '#a9bacf',
  },
  ground: {
    far: '#0c1422',
    site: '#121d2e',
    outside: '#101a29',
    road: '#1d2c48',
    path: '#1a2639',
    green: '#15251f',
    water: '#10294a',
    plaza: '#1b283c',
    fireLane: '#24324d',
    parking: '#19253a',
    court: '#1a2b33',
    wall: '#3a4a63',
    gate: '#31415c',
    tree: '#1b3029',
    roof: '#26344b',
    boundary: '#8fa3bd',
    marking: '#34465f',
    shade: '#10201c',
    neighbor: '#1a2536',
  },
  building: { dark: '#1c2738', light: '#4a5c79', glass: '#152238', litGlass: '#6f6a58', edge: '#0d1522' },
};

/** The color of a symbol or zone: its priority's where it has an alarm or fault, else its state's. */
export function conditionColor(palette: Palette, state: DeviceState, priority: Priority | null): string {
  if ((state === 'alarm' || state === 'fault') && priority !== null) return palette.priority[priority];
  return palette.state[state];
}
