import type { ActionEnded, Alarm, AlarmCommand, Order, TwinState } from 'twin-core';
import type { Course } from 'twin-core/wire';
import type { DeskAnswer } from '../alarm/desk.ts';

/** Another course of the site's time than the live one, as the API answers of it: a replay, or a drill. */
export interface ApiCourse {
  /** Under which the push channel tells of it. */
  readonly name: string;
  /** The branch of the log it stands on, and the seq up to which the live branch lies before that. */
  readonly branch: number;
  readonly forkSeq: number;
  state(): TwinState;
  hash(): string;
  course(): Course;
  /** An alarm that was closed in it; undefined for none. A replay's stand in the list of the site. */
  closedAlarm?(id: string): (Alarm & { readonly closedAt: number }) | undefined;
  /** What people do in it stays in it; not given where nothing can be done. */
  readonly acts?: {
    handleAlarm(command: AlarmCommand): Promise<DeskAnswer>;
    orderDevice(order: Omit<Order, 'id'>): Promise<ActionEnded>;
  };
}

/** Courses that are open, by name. */
export interface ApiCourses {
  find(name: string): ApiCourse | undefined;
}
