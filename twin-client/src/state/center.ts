import type { Course } from 'twin-core/wire';
import type { Api } from './api.ts';
import type { Connection } from './connection.ts';
import type { GroundPlan } from './ground-plan.ts';
import type { LayerBoard } from './layers/layer-board.ts';
import type { Session } from './records/session.ts';
import type { TwinClock } from './scene-clock.ts';
import type { Signal } from './signal.ts';
import type { SiteView } from './site-view.ts';
import type { TwinStore } from './twin-store.ts';

/** What a signed-in page works with: the site, its living twin, and the server to ask. */
export interface Center {
  readonly api: Api;
  readonly session: Session;
  /** The site as last read: another object after a change. */
  readonly site: SiteView;
  /** Grows when `site` became another: a building was added, changed or moved. */
  readonly siteRevision: Signal<number>;
  readonly ground: GroundPlan;
  /** Layers of geographic information as this screen shows them. */
  readonly layers: LayerBoard;
  readonly store: TwinStore;
  readonly connection: Signal<Connection>;
  readonly clock: TwinClock;
  /** Which other course than the live one this is of, a replay or a drill; null for the living site. */
  readonly course: OpenCourse | null;
  /** Names of those who may handle alarms, by account id. */
  readonly handlers: ReadonlyMap<string, string>;
  /** Names of the parties that alarms can be passed to, by account id. */
  readonly partners: ReadonlyMap<string, string>;
  /** Opens another course of the site's time by its name (`replay-3`). Rejects with a Problem. */
  openCourse(name: string): Promise<Center>;
  /** Stops the push channel and the clocks. */
  close(): void;
}

/** A replay or a drill that a page follows. */
export interface OpenCourse {
  readonly name: string;
  /** How it goes, as last told; null before the first frame. */
  readonly progress: Signal<Course | null>;
}
