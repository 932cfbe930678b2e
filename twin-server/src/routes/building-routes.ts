import type { Catalogue, TwinState } from 'twin-core';
import {
  type Clearing,
  clear,
  type HeldObstruction,
  holdObstructions,
  type LeavingGroup,
  type Obstruction,
  type RouteNetwork,
  type RoutePlan,
} from 'twin-core/geometry';
import { type BuildingNow, type ObstructionsNow, readObstructions } from './read-obstructions.ts';

/** A way opens again when nothing has been wrong on it for so long. */
const CLEAR_MS = 60_000;

/** The ways out with everybody on them. */
export interface PlannedWays {
  readonly plan: RoutePlan;
  /** Everybody's way, with the queues. */
  readonly clearing: Clearing;
  /** Exit → people whose way leads through it. */
  readonly through: ReadonlyMap<string, number>;
  /** People of spaces without a safe route. */
  readonly stranded: number;
}

/** Ways of a building as they stand. */
export interface RoutesNow extends PlannedWays {
  readonly obstructions: readonly HeldObstruction[];
  readonly unplaced: readonly string[];
  readonly burns: boolean;
}

/** Plans the ways out past what obstructs them; `persons` are those in each space. */
export function planWays(
  network: RouteNetwork,
  obstructions: readonly Obstruction[],
  persons: ReadonlyMap<string, number>,
): PlannedWays {
  const plan = network.plan(obstructions);
  const leaving: LeavingGroup[] = [];
  const through = new Map<string, number>();
  let stranded = 0;
  for (const [id, count] of persons) {
    const route = plan.routeOf(id);
    if ('reason' in route) stranded += count;
    else {
      leaving.push({ route, persons: count });
      through.set(route.exit, (through.get(route.exit) ?? 0) + count);
    }
  }
  return { plan, clearing: clear(network, leaving), through, stranded };
}

/** The ways out of one building, planned anew only when what obstructs them has changed. */
export class BuildingRoutes {
  #held: readonly HeldObstruction[] = [];
  #planned: { readonly key: string; readonly network: RouteNetwork; readonly now: RoutesNow } | null = null;

  /** Notes what obstructs the building now, so that hysteresis counts from here; nothing is planned. `at` is epoch ms and never decreases. */
  observe(state: TwinState, building: BuildingNow, catalogue: Catalogue, at: number): ObstructionsNow {
    const seen = readObstructions(state, building, catalogue, at);
    this.#held = holdObstructions(this.#held, seen.obstructions, at, CLEAR_MS);
    return seen;
  }

  /** Looks at the building and plans its ways; `persons` are those in each space. `at` as for observe. */
  look(
    state: TwinState,
    building: BuildingNow,
    persons: ReadonlyMap<string, number>,
    catalogue: Catalogue,
    at: number,
  ): RoutesNow {
    const { unplaced, burns } = this.observe(state, building, catalogue, at);
    const { network } = building.ways;
    const key = JSON.stringify([[...persons], this.#held.map(({ at, level, why, cause }) => [at, level, why, cause])]);
    if (this.#planned?.key !== key || this.#planned.network !== network) {
      const now = { ...planWays(network, this.#held, persons), obstructions: this.#held, unplaced, burns };
      this.#planned = { key, network, now };
    }
    return { ...this.#planned.now, obstructions: this.#held, unplaced, burns };
  }
}
