import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Math as CesiumMath,
  IntersectionTests,
  Plane,
  type Scene,
  SceneTransforms,
} from '@cesium/engine';
import { type GeoPoint, geoToLocal, type LocalPoint, localToGeo, type Placement } from 'twin-core';
import type { Palette } from '../../state/palette.ts';
import { type HandleDrag, HandleOverlay, type HandleShapes } from './handle-overlay.ts';
import { halfTurns, shifted, turnedAbout } from './moved-placement.ts';
import type { HandleNames, PlacedBuilding, PlacingControls, PlacingEvents, PlacingMark } from './placing-controls.ts';
import { keyChange } from './placing-keys.ts';
import { snapCorner } from './snap-corner.ts';

/** What placing asks of the scene around it. */
export interface PlacingSurroundings {
  /** Shows a building's tiles at a placement, whatever its record says. */
  stand(building: string, placement: Placement): void;
  /** Whether something picked is of a building. */
  isOf(picked: unknown, building: string): boolean;
  /** The picture is about to change. */
  onChange(): void;
}

/** The model that is being placed. */
interface Session extends PlacedBuilding {
  placement: Placement;
  readonly events: PlacingEvents;
  readonly overlay: HandleOverlay;
  marks: readonly PlacingMark[];
  drag: { readonly from: Placement; readonly at: LocalPoint } | null;
}

type Picking = { readonly on: 'model' | 'ground'; readonly resolve: (point: LocalPoint | GeoPoint | null) => void };

/** The turning circle stands clear of the model by this share of its half diagonal, and metres. */
const RING_SHARE = 1.12;
const RING_MARGIN_M = 3;
const RING_POINTS = 72;
/** The height handle stands over the roof by this, metres. */
const MAST_M = 4;
/** A drag towards the horizon is taken no farther than this, metres. */
const REACH_M = 2000;
const FINE = 0.1;

/** Placing on Cesium: handles as vectors over the canvas, drags as rays on the ground, keys, picked points. */
export class CesiumPlacing implements PlacingControls {
  readonly #scene: Scene;
  readonly #element: HTMLElement;
  readonly #palette: Palette;
  readonly #surroundings: PlacingSurroundings;
  readonly #stopDrawing: () => void;
  #session: Session | null = null;
  #picking: Picking | null = null;

  constructor(scene: Scene, element: HTMLElement, palette: Palette, surroundings: PlacingSurroundings) {
    this.#scene = scene;
    this.#element = element;
    this.#palette = palette;
    this.#surroundings = surroundings;
    this.#stopDrawing = scene.postRender.addEventListener(() => this.#draw());
    // Before the camera's own keys, and before the desk's.
    window.addEventListener('keydown', this.#onKey, { capture: true });
  }

  begin(building: PlacedBuilding, names: HandleNames, events: PlacingEvents): void {
    this.end(this.#session?.placement);
    const overlay = new HandleOverlay(this.#element, this.#palette, names, (drag) => this.#dragged(drag));
    this.#session = { ...building, events, overlay, marks: [], drag: null };
    this.#surroundings.onChange();
  }

  move(placement: Placement): void {
    const session = this.#session;
    if (!session) return;
    session.placement = placement;
    this.#surroundings.stand(session.code, placement);
    this.#surroundings.onChange();
  }

  mark(marks: readonly PlacingMark[]): void {
    if (!this.#session) return;
    this.#session.marks = marks;
    this.#scene.requestRender();
  }

  pickModelPoint(): Promise<LocalPoint | null> {
    return this.#pick('model') as Promise<LocalPoint | null>;
  }

  pickGroundPoint(): Promise<GeoPoint | null> {
    return this.#pick('ground') as Promise<GeoPoint | null>;
  }

  #pick(on: Picking['on']): Promise<LocalPoint | GeoPoint | null> {
    this.stopPicking();
    if (!this.#session) return Promise.resolve(null);
    this.#element.style.cursor = 'crosshair';
    return new Promise((resolve) => {
      this.#picking = { on, resolve };
    });
  }

  stopPicking(): boolean {
    const picking = this.#picking;
    this.#element.style.cursor = '';
    this.#picking = null;
    picking?.resolve(null);
    return picking !== null;
  }

  end(placement?: Placement): void {
    const session = this.#session;
    if (!session) return;
    this.stopPicking();
    if (placement) this.#surroundings.stand(session.code, placement);
    session.overlay.destroy();
    this.#session = null;
    this.#surroundings.onChange();
  }

  /** Takes a click at CSS pixels of the canvas; false where nothing is being placed. */
  click(at: Cartesian2): boolean {
    const session = this.#session;
    if (!session) return false;
    const picking = this.#picking;
    const point = picking && (picking.on === 'model' ? this.#modelPoint(session, at) : this.#groundPoint(at));
    if (picking && point) {
      this.#picking = null;
      this.#element.style.cursor = '';
      picking.resolve(point);
    }
    return true;
  }

  #modelPoint({ code, placement, corners }: Session, at: Cartesian2): LocalPoint | null {
    const corner = snapCorner(corners, at, (point) => this.#onScreen(placement, point));
    if (corner) return corner;
    // Before the pick: that divides the depths anew, and the last frame's are read by its own division.
    const surface = this.#scene.pickPositionSupported ? this.#scene.pickPosition(at) : undefined;
    return surface && this.#surroundings.isOf(this.#scene.pick(at), code)
      ? geoToLocal(placement, geoOf(surface))
      : null;
  }

  #groundPoint(at: Cartesian2): GeoPoint | null {
    const ray = this.#scene.camera.getPickRay(at);
    const ground = ray && this.#scene.globe.pick(ray, this.#scene);
    return ground ? geoOf(ground) : null;
  }

  #dragged({ kind, phase, at, fine }: HandleDrag): void {
    const session = this.#session;
    if (!session) return;
    if (phase === 'grab') {
      const hit = this.#reach(session.placement, session, kind === 'height', at);
      session.drag = hit && { from: session.placement, at: hit };
      return;
    }
    const { drag } = session;
    if (phase === 'drop' || !drag) {
      session.drag = null;
      return;
    }
    const hit = this.#reach(drag.from, session, kind === 'height', at);
    if (!hit) return;
    const share = fine ? FINE : 1;
    const [dx, dy, dz] = [0, 1, 2].map((axis) => (hit[axis]! - drag.at[axis]!) * share) as [number, number, number];
    if (kind === 'height') {
      this.#told(session, shifted(drag.from, 0, 0, dz));
      session.overlay.say(`${signed(dz)} m`, at);
    } else if (kind === 'move') {
      this.#told(session, shifted(drag.from, dx, dy));
      session.overlay.say(`${Math.hypot(dx, dy).toFixed(2)} m`, at);
    } else {
      const azimuth = ([east, north]: LocalPoint) => CesiumMath.toDegrees(Math.atan2(east, north));
      const deg = halfTurns(azimuth(hit) - azimuth(drag.at)) * share;
      this.#told(session, turnedAbout(drag.from, middleOf(session), deg));
      session.overlay.say(`${signed(deg)}°`, at);
    }
  }

  /**
   * The point under the pointer in metres east, north and up of the model's middle: on the ground the model stands on, or,
   * for its height, on the upright plane through the middle that faces the viewer. Null where there is none.
   */
  #reach(
    placement: Placement,
    building: PlacedBuilding,
    upright: boolean,
    at: { x: number; y: number },
  ): LocalPoint | null {
    const center = localToGeo(placement, middleOf(building));
    const origin = cartesian(center);
    const up = Cartesian3.normalize(origin, new Cartesian3());
    const ray = this.#scene.camera.getPickRay(new Cartesian2(at.x, at.y));
    if (!ray) return null;
    let normal = up;
    if (upright) {
      const across = Cartesian3.cross(ray.direction, up, new Cartesian3());
      normal = Cartesian3.cross(up, across, across);
      if (Cartesian3.magnitude(normal) < CesiumMath.EPSILON6) return null;
      Cartesian3.normalize(normal, normal);
    }
    const hit = IntersectionTests.rayPlane(ray, Plane.fromPointNormal(origin, normal));
    if (!hit) return null;
    const local = geoToLocal({ ...center, headingDeg: 0 }, geoOf(hit));
    return Math.hypot(local[0], local[1]) > REACH_M ? null : local;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const session = this.#session;
    if (!session || event.altKey || event.metaKey || isElsewhere(event.target, this.#element)) return;
    const change = keyChange(event);
    if (!change) return;
    event.preventDefault();
    event.stopPropagation();
    const { rightM, forwardM, upM, turnDeg } = change;
    const { heading } = this.#scene.camera;
    const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
    const moved = shifted(session.placement, rightM * cos + forwardM * sin, forwardM * cos - rightM * sin, upM);
    this.#told(session, turnDeg === 0 ? moved : turnedAbout(moved, middleOf(session), turnDeg));
  };

  #told(session: Session, placement: Placement): void {
    this.move(placement);
    session.events.onMove(placement);
  }

  #onScreen(placement: Placement, point: LocalPoint): Cartesian2 | undefined {
    return SceneTransforms.worldToWindowCoordinates(this.#scene, cartesian(localToGeo(placement, point)));
  }

  #draw(): void {
    const session = this.#session;
    if (session) session.overlay.draw(this.#shapes(session));
  }

  #shapes(session: Session): HandleShapes {
    const { placement, box, marks } = session;
    const place = (point: LocalPoint) => this.#onScreen(placement, point);
    const [x, y, z] = middleOf(session);
    const radius = ringRadius(session);
    const corners: LocalPoint[] = [
      [box.min[0], box.min[1], z],
      [box.max[0], box.min[1], z],
      [box.max[0], box.max[1], z],
      [box.min[0], box.max[1], z],
    ];
    const base = corners.flatMap((corner) => place(corner) ?? []);
    const ring: Cartesian2[][] = [[]];
    for (let i = 0; i <= RING_POINTS; i++) {
      const angle = (i / RING_POINTS) * 2 * Math.PI;
      const at = place([x + radius * Math.cos(angle), y + radius * Math.sin(angle), z]);
      if (at) ring.at(-1)!.push(at);
      else ring.push([]);
    }
    const foot = place([x, y, z]);
    const head = place([x, y, box.max[2] + MAST_M]);
    const drawn = marks.flatMap(({ model, ground }, index) => {
      const label = String(index + 1);
      const onModel = model && place(model);
      const onGround = ground && SceneTransforms.worldToWindowCoordinates(this.#scene, cartesian(ground));
      return [
        ...(onModel ? [{ label, on: 'model' as const, at: onModel }] : []),
        ...(onGround ? [{ label, on: 'ground' as const, at: onGround }] : []),
      ];
    });
    return {
      base: base.length === corners.length ? base : null,
      ring,
      mast: foot && head ? [foot, head] : null,
      // The knob stands where the model looks: its +Y.
      handles: { move: foot ?? null, turn: place([x, y + radius, z]) ?? null, height: head ?? null },
      values: { turn: placement.headingDeg, height: placement.height },
      marks: drawn,
    };
  }

  destroy(): void {
    this.end();
    this.#stopDrawing();
    window.removeEventListener('keydown', this.#onKey, { capture: true });
  }
}

/** Where keys are not for the scene: in fields and lists, and in dialogs. */
function isElsewhere(target: EventTarget | null, scene: HTMLElement): boolean {
  if (!(target instanceof Element) || target === document.body || scene.contains(target)) return false;
  return target.closest('[data-placing]') === null || target.matches('input, textarea, select');
}

/** The middle of the model on the plane it stands on: its own zero, or its lowest point where it lies above that. */
function middleOf({ box: { min, max } }: PlacedBuilding): LocalPoint {
  return [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, Math.min(Math.max(0, min[2]), max[2])];
}

function ringRadius({ box: { min, max } }: PlacedBuilding): number {
  return (Math.hypot(max[0] - min[0], max[1] - min[1]) / 2) * RING_SHARE + RING_MARGIN_M;
}

function cartesian({ longitude, latitude, height }: GeoPoint): Cartesian3 {
  return Cartesian3.fromDegrees(longitude, latitude, height);
}

function geoOf(point: Cartesian3): GeoPoint {
  const { longitude, latitude, height } = Cartographic.fromCartesian(point);
  return { longitude: CesiumMath.toDegrees(longitude), latitude: CesiumMath.toDegrees(latitude), height };
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
