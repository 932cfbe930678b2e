import type { Alarm, GeoPoint, Label } from 'twin-core';
import type { CapHead } from './cap/cap-head.ts';

/** What receivers are told: an alarm with what it and its place are called. Nothing in it is about a person. */
export interface Notice {
  /** Id of the action it comes from: the same when it is sent again. */
  readonly id: string;
  /** Nothing has happened: somebody tries a receiver. */
  readonly isTest: boolean;
  /** Which message of the Common Alerting Protocol it is; null where it goes to people. */
  readonly cap: CapHead | null;
  readonly site: { readonly code: string; readonly name: Label; readonly timeZone: string };
  readonly alarm: Alarm;
  /** The alarm as the API gives it out. */
  readonly view: Readonly<Record<string, unknown>>;
  readonly label: Label;
  readonly facility: Label;
  readonly deviceName: string;
  /** Names, where it has them. */
  readonly place: {
    readonly building: string | null;
    readonly storey: string | null;
    readonly space: string | null;
    readonly zone: string | null;
  };
  readonly location: GeoPoint | null;
  /** Ring of [longitude, latitude] of the building or zone, first point not repeated. */
  readonly area: readonly (readonly [number, number])[] | null;
}

/** An alarm with what it and its place are called. */
export type Describe = (alarm: Alarm) => Omit<Notice, 'id' | 'isTest' | 'cap'>;

export type Language = keyof Label;
