import { type Box3, Vector3 } from 'three';
import type { SpaceModel, StoreyModel } from 'twin-core';
import { Signal } from '../state/signal.ts';
import { toThreeBox } from './frame.ts';
import { isSeen } from './pick/solid-pick.ts';
import type { Point3 } from './solid/triangle-bvh.ts';
import { OrbitView } from './stage/orbit-view.ts';
import { PlanView } from './stage/plan-view.ts';
import type { Stage } from './stage/stage.ts';
import type { ViewKind } from './storey-order.ts';
import type { ShownTile, StoreyStack } from './storey-stack.ts';
import { walkStart } from './walk/walk-start.ts';
import { WalkView } from './walk/walk-view.ts';
import { type KnownFloor, soupWorld, type WalkSoup } from './walk/walk-world.ts';
import type { WalkWorld } from './walk/walker.ts';

/** How far the first view looks down, radians: into the rooms of a storey, at the front of a whole building. */
const STOREY_PITCH = (54 * Math.PI) / 180;
const WHOLE_PITCH = (26 * Math.PI) / 180;
/** Classes a walker passes through: leaves of doors, and what only marks room. */
const PASSED = /^Ifc(Door|Space|Opening|Annotation|Grid|Virtual|ExternalSpatial)/;

/** Whom the views tell what happened. */
export interface ViewEvents {
  /** The camera moved. */
  onMove(): void;
  /** The walker's feet are at a place in three's axes. */
  onWalk(feet: Point3): void;
}

/** The three ways to look at a building, one at a time. */
export class InteriorViews {
  readonly kind = new Signal<ViewKind>('solid');
  readonly walk: WalkView;
  readonly #stage: Stage;
  readonly #orbit: OrbitView;
  readonly #plan: PlanView;
  readonly #stack: StoreyStack;
  readonly #known: KnownFloor;
  #soups: { readonly of: readonly ShownTile[]; readonly world: WalkWorld } | null = null;

  constructor(stage: Stage, stack: StoreyStack, known: KnownFloor, events: ViewEvents) {
    this.#known = known;
    this.#stage = stage;
    this.#stack = stack;
    this.#orbit = new OrbitView(stage.surface, events.onMove);
    this.#plan = new PlanView(stage.surface, events.onMove);
    // What is walked on changes with the storey: asked for anew at every step.
    const world: WalkWorld = {
      floorBelow: (from, reach) => this.#world().floorBelow(from, reach),
      touching: (min, max, visit) => this.#world().touching(min, max, visit),
    };
    this.walk = new WalkView(stage.surface, world, events.onWalk);
    stage.use(this.#orbit);
  }

  /** CSS pixels a metre takes on the plan; null where none is shown. */
  get planScale(): number | null {
    return this.kind.get() === 'plan' ? this.#plan.pixelsPerMetre : null;
  }

  get flying(): boolean {
    return this.#orbit.flying || this.#plan.flying;
  }

  use(kind: ViewKind): void {
    this.kind.set(kind);
    this.#stage.use({ solid: this.#orbit, plan: this.#plan, walk: this.walk }[kind]);
  }

  /** The first view of a box. */
  fit(box: Box3, whole: boolean): void {
    if (this.kind.get() === 'plan') this.#plan.fit(box);
    else if (this.kind.get() === 'solid') this.#orbit.fit(box, whole ? WHOLE_PITCH : STOREY_PITCH);
  }

  /** From one storey's box to another's. */
  shift(box: Box3): void {
    if (this.kind.get() === 'plan') this.#plan.shift(box);
    else if (this.kind.get() === 'solid') this.#orbit.shift(box, STOREY_PITCH);
  }

  flyTo(box: Box3): void {
    if (this.kind.get() === 'plan') this.#plan.flyTo(box);
    else if (this.kind.get() === 'solid') this.#orbit.flyTo(box);
  }

  /** Stands in a storey: in the room chosen, or where a walk through it begins. */
  enter(storey: StoreyModel, spaces: readonly SpaceModel[], chosen: SpaceModel | null): void {
    const start = walkStart(spaces, chosen);
    const middle = storey.box ? toThreeBox(storey.box).getCenter(new Vector3()) : new Vector3();
    const [x, z] = start ? [start.at[0], -start.at[1]] : [middle.x, middle.z];
    this.walk.stand([x, storey.elevation + 0.02, z], start?.yaw ?? 0);
  }

  /** Whether a place in three's axes is seen from the eye. */
  sees(point: Vector3): boolean {
    const { origin } = this.#stage.rayAt(this.#stage.width / 2, this.#stage.height / 2);
    return isSeen(this.#stack.shown, [origin.x, origin.y, origin.z], [point.x, point.y, point.z]);
  }

  /** Makes room at the left for a panel so many CSS pixels broad. */
  leaveFree(panelPx: number): void {
    this.#orbit.leaveFree(panelPx);
    this.#plan.leaveFree(panelPx);
  }

  dispose(): void {
    this.#orbit.dispose();
    this.#plan.dispose();
    this.walk.dispose();
  }

  #world(): WalkWorld {
    const of = this.#stack.shown;
    if (this.#soups?.of.length !== of.length || this.#soups.of.some(({ tile }, at) => tile !== of[at]?.tile)) {
      this.#soups = { of, world: soupWorld(of.map(soupOf), this.#known) };
    }
    return this.#soups!.world;
  }
}

function soupOf({ tile }: ShownTile): WalkSoup {
  const { solid } = tile;
  const passed = Uint8Array.from({ length: tile.count }, (_, row) =>
    PASSED.test(tile.row(row)?.ifcClass ?? '') ? 1 : 0,
  );
  return { triangles: solid, bvh: solid.bvh, passes: (triangle) => passed[solid.rows[triangle]!] === 1 };
}
