import type { LonLat } from '../../state/ground-plan.ts';
import type { MapFrame } from '../map-frame.ts';
import { toPlane } from '../plane.ts';

/** Zoom whose pixels the paths are made in. */
const PATH_ZOOM = 18;

/** Rings and lines as paths of a canvas, made once in the plane and moved by a transform. */
export class PlanePaths {
  readonly #origin: readonly [x: number, y: number];
  readonly #paths = new WeakMap<object, Path2D>();

  constructor([longitude, latitude]: LonLat) {
    this.#origin = toPlane([longitude, latitude], PATH_ZOOM);
  }

  /** Where a place is in the units of the paths. */
  place(place: LonLat): [x: number, y: number] {
    const [x, y] = toPlane(place, PATH_ZOOM);
    return [x - this.#origin[0], y - this.#origin[1]];
  }

  /** One path of several lines, closed or open; the same for the same object. */
  of(key: object, lines: readonly (readonly LonLat[])[], closed: boolean): Path2D {
    let path = this.#paths.get(key);
    if (!path) {
      path = new Path2D();
      for (const line of lines) {
        for (const [i, place] of line.entries()) {
          path[i === 0 ? 'moveTo' : 'lineTo'](...this.place(place));
        }
        if (closed) path.closePath();
      }
      this.#paths.set(key, path);
    }
    return path;
  }

  /** Lays the paths where a frame has them; returns how many of a path's units a CSS pixel is. */
  lay(context: CanvasRenderingContext2D, frame: MapFrame, pixelRatio: number): number {
    const scale = 2 ** (frame.view.zoom - PATH_ZOOM);
    const [middleX, middleY] = toPlane([frame.view.longitude, frame.view.latitude], PATH_ZOOM);
    const left = (this.#origin[0] - middleX) * scale + frame.width / 2;
    const top = (this.#origin[1] - middleY) * scale + frame.height / 2;
    context.setTransform(scale * pixelRatio, 0, 0, scale * pixelRatio, left * pixelRatio, top * pixelRatio);
    return 1 / scale;
  }
}
