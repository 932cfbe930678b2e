import type { LonLat } from '../state/ground-plan.ts';
import { type Bounds, boundsOf, fromPlane, toPlane } from './plane.ts';

/** What a map looks at, north up: its middle in degrees, and its zoom. */
export interface MapView {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

/** Width and height of the map, CSS pixels. */
export interface MapSize {
  readonly width: number;
  readonly height: number;
}

/** Air around what a view is to show, CSS pixels. */
export interface Padding {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const ZOOM = { least: 14.5, most: 22 } as const;
/** A room is never taken for smaller than its padding and this. */
const LEAST_PX = 64;

/** A view at a size: where places are in it, and what is at a point of it. CSS pixels from its upper left corner. */
export class MapFrame {
  readonly view: MapView;
  readonly width: number;
  readonly height: number;
  readonly #left: number;
  readonly #top: number;

  constructor(view: MapView, { width, height }: MapSize) {
    this.view = view;
    this.width = width;
    this.height = height;
    const [x, y] = toPlane([view.longitude, view.latitude], view.zoom);
    this.#left = x - width / 2;
    this.#top = y - height / 2;
  }

  project(place: LonLat): [x: number, y: number] {
    const [x, y] = toPlane(place, this.view.zoom);
    return [x - this.#left, y - this.#top];
  }

  unproject(x: number, y: number): [longitude: number, latitude: number] {
    return fromPlane(x + this.#left, y + this.#top, this.view.zoom);
  }

  holds(x: number, y: number): boolean {
    return x >= 0 && y >= 0 && x < this.width && y < this.height;
  }
}

/** The closest view that shows places with air around them, up to a zoom. */
export function fitView(places: readonly LonLat[], size: MapSize, padding: Padding, most: number = ZOOM.most): MapView {
  const [southWest, northEast] = boundsOf(places);
  const [left, bottom] = toPlane(southWest, 0);
  const [right, top] = toPlane(northEast, 0);
  const room = (outer: number, a: number, b: number) => Math.max(outer - a - b, LEAST_PX);
  const across = room(size.width, padding.left, padding.right) / (right - left);
  const up = room(size.height, padding.top, padding.bottom) / (bottom - top);
  const zoom = Math.max(ZOOM.least, Math.min(most, Math.log2(Math.min(across, up))));
  const [shiftX, shiftY] = [(padding.right - padding.left) / 2, (padding.bottom - padding.top) / 2];
  const x = ((left + right) / 2) * 2 ** zoom + shiftX;
  const y = ((top + bottom) / 2) * 2 ** zoom + shiftY;
  const [longitude, latitude] = fromPlane(x, y, zoom);
  return { longitude, latitude, zoom };
}

/** The nearest view whose middle lies in a box and whose zoom is one of the map's: the estate stays in sight however far one drags. */
export function keptView({ longitude, latitude, zoom }: MapView, [[west, south], [east, north]]: Bounds): MapView {
  return {
    longitude: Math.max(west, Math.min(east, longitude)),
    latitude: Math.max(south, Math.min(north, latitude)),
    zoom: Math.max(ZOOM.least, Math.min(ZOOM.most, zoom)),
  };
}

/** Whether two views show the same, to a tenth of a metre and a hundredth of a zoom. */
export function isSameView(a: MapView, b: MapView): boolean {
  const near = (x: number, y: number, step: number) => Math.abs(x - y) < step;
  return near(a.longitude, b.longitude, 1e-6) && near(a.latitude, b.latitude, 1e-6) && near(a.zoom, b.zoom, 0.01);
}
