import { Cartesian2, Cartesian3, Matrix4, type Scene } from '@cesium/engine';
import type { GeoPoint } from 'twin-core';
import type { CalibrationControls, CameraFrustum, CornerMark } from '../../state/calibration-controls.ts';
import type { Palette } from '../../state/palette.ts';
import { addSvg, svgOver } from '../../state/picture-svg.ts';
import type { GeoCorner } from '../../state/records/calibration.ts';
import { nearCorners, projector } from './near-corners.ts';

/** How near a click must come to a corner to mean it, CSS pixels. */
const REACH_PX = 14;
/** A corner is hidden by what is nearer to the eye than it by more than this, metres. */
const BEFORE_M = 0.5;
/** So many corners about a click are looked at for whether they are hidden. */
const MOST_LOOKED_AT = 6;
/** What is under the pointer is looked for at most this often, ms. */
const PACE_MS = 60;
const FONT = '600 13px "Noto Sans SC", sans-serif';

interface Session {
  readonly corners: readonly GeoCorner[];
  /** The same, earth-centred, [n × 3] metres. */
  readonly places: Float64Array;
  readonly onPick: (corner: GeoPoint) => void;
  readonly svg: SVGSVGElement;
  readonly listening: AbortController;
  hovered: number | null;
  pointer: PointerEvent | null;
  due: ReturnType<typeof setTimeout> | undefined;
  marks: readonly CornerMark[];
  frustum: CameraFrustum | null;
}

/** Corners of buildings that are picked on Cesium: the nearest is marked under the pointer, a click that hits one is told. */
export class CornerPicker implements CalibrationControls {
  readonly #scene: Scene;
  readonly #element: HTMLElement;
  readonly #palette: Palette;
  #session: Session | null = null;

  constructor(scene: Scene, element: HTMLElement, palette: Palette) {
    this.#scene = scene;
    this.#element = element;
    this.#palette = palette;
  }

  begin(corners: readonly GeoCorner[], onPick: (corner: GeoPoint) => void): void {
    this.end();
    const listening = new AbortController();
    const svg = svgOver(this.#element, 'calibration-scene');
    const places = new Float64Array(corners.length * 3);
    corners.forEach(([longitude, latitude, height], i) => {
      const { x, y, z } = Cartesian3.fromDegrees(longitude, latitude, height);
      places.set([x, y, z], i * 3);
    });
    this.#session = {
      ...{ corners, places, onPick, svg, listening },
      ...{ hovered: null, pointer: null, due: undefined, marks: [], frustum: null },
    };
    this.#element.style.cursor = 'crosshair';
    this.#element.addEventListener('pointermove', (event) => this.#hover(event), { signal: listening.signal });
  }

  show(marks: readonly CornerMark[], frustum: CameraFrustum | null): void {
    const session = this.#session;
    if (!session) return;
    Object.assign(session, { marks, frustum });
    this.follow();
  }

  end(): void {
    const session = this.#session;
    if (!session) return;
    session.listening.abort();
    clearTimeout(session.due);
    session.svg.remove();
    this.#element.style.cursor = '';
    this.#session = null;
  }

  /** Takes a click at CSS pixels of the canvas; false where no corner is picked. */
  click(at: Cartesian2): boolean {
    const session = this.#session;
    if (!session) return false;
    const met = this.#met(session, at);
    const corner = met === null ? undefined : session.corners[met];
    if (corner) session.onPick({ longitude: corner[0], latitude: corner[1], height: corner[2] });
    return true;
  }

  /** Draws where the picture has the marks now. */
  follow(): void {
    const session = this.#session;
    if (!session) return;
    const { svg, marks, frustum, hovered } = session;
    const { selection, background, wayOut } = this.#palette;
    svg.replaceChildren();
    const project = this.#projector();
    const place = (at: GeoPoint) => {
      const { x, y, z } = Cartesian3.fromDegrees(at.longitude, at.latitude, at.height);
      return project(x, y, z);
    };
    if (frustum) {
      const corners = frustum.corners.map(place);
      const eye = place(frustum.from);
      const line = (a: ReturnType<typeof place>, b: ReturnType<typeof place>) => {
        if (a && b) addSvg(svg, 'line', { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: wayOut, 'stroke-width': 1.5 });
      };
      corners.forEach((corner, i) => {
        line(corner, corners[(i + 1) % corners.length]!);
        line(eye, corner);
      });
      if (eye) addSvg(svg, 'circle', { cx: eye.x, cy: eye.y, r: 5, fill: wayOut, 'data-camera': '' });
    }
    for (const { at, label } of marks) {
      const drawn = place(at);
      if (!drawn) continue;
      addSvg(svg, 'circle', { cx: drawn.x, cy: drawn.y, r: 5, fill: selection, stroke: background, 'stroke-width': 2 });
      const text = { x: drawn.x + 9, y: drawn.y - 7, fill: selection, stroke: background, 'stroke-width': 4 };
      const word = addSvg(svg, 'text', { ...text, 'paint-order': 'stroke' });
      word.textContent = label;
      word.style.font = FONT;
    }
    const under = hovered === null ? null : project(...at3(session.places, hovered));
    if (under) {
      const square = { x: under.x - 6, y: under.y - 6, width: 12, height: 12, fill: 'none' };
      addSvg(svg, 'rect', { ...square, stroke: selection, 'stroke-width': 2 });
    }
  }

  /** What a click would mean is marked, so that nobody is surprised by it. */
  #hover(event: PointerEvent): void {
    const session = this.#session;
    if (!session || event.buttons !== 0) return;
    session.pointer = event;
    session.due ??= setTimeout(() => {
      const { pointer } = session;
      session.due = undefined;
      if (session !== this.#session || !pointer) return;
      const { left, top } = this.#element.getBoundingClientRect();
      const at = new Cartesian2(pointer.clientX - left, pointer.clientY - top);
      const hovered = pointer.target === this.#scene.canvas ? this.#met(session, at) : null;
      if (hovered === session.hovered) return;
      session.hovered = hovered;
      this.follow();
    }, PACE_MS);
  }

  /** The corner that a point of the canvas means: the likeliest that nothing hides. */
  #met({ places }: Session, at: Cartesian2): number | null {
    const near = nearCorners(places, at, REACH_PX, this.#projector()).slice(0, MOST_LOOKED_AT);
    return near.find((corner) => !this.#isHidden(places, corner)) ?? null;
  }

  #projector(): ReturnType<typeof projector> {
    const { camera, canvas } = this.#scene;
    const matrix = Matrix4.multiply(camera.frustum.projectionMatrix, camera.viewMatrix, new Matrix4());
    return projector(Matrix4.toArray(matrix), canvas.clientWidth, canvas.clientHeight);
  }

  /** What stands before a corner is asked of the last frame's depths. */
  #isHidden(places: Float64Array, corner: number): boolean {
    if (!this.#scene.pickPositionSupported) return false;
    const place = at3(places, corner);
    const drawn = this.#projector()(...place);
    if (!drawn) return true;
    const surface = this.#scene.pickPosition(new Cartesian2(drawn.x, drawn.y));
    if (!surface) return false;
    const eye = this.#scene.camera.positionWC;
    return Cartesian3.distance(eye, surface) < Cartesian3.distance(eye, new Cartesian3(...place)) - BEFORE_M;
  }
}

const at3 = (places: Float64Array, i: number): [x: number, y: number, z: number] => [
  places[i * 3]!,
  places[i * 3 + 1]!,
  places[i * 3 + 2]!,
];
