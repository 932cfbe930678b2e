import type { Api } from './api.ts';
import type { Connection } from './connection.ts';
import type { GroundPlan } from './ground-plan.ts';
import type { LayerBoard } from './layers/layer-board.ts';
import type { Session } from './records/session.ts';
import type { SceneClock } from './scene-clock.ts';
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
  readonly clock: SceneClock;
  /** Names of those who may handle alarms, by account id. */
  readonly handlers: ReadonlyMap<string, string>;
  /** Names of the parties that alarms can be passed to, by account id. */
  readonly partners: ReadonlyMap<string, string>;
  /** Stops the push channel and the clocks. */
  close(): void;
}
