import type { AreaKind, AreaRing } from '../state/area/area-controls.ts';
import type { AreaPicture } from '../state/area/area-picture.ts';
import type { MapFrame } from './map-frame.ts';

/** What of a map areas are drawn in. */
export interface MapAreaPictureOptions {
  readonly element: HTMLElement;
  frame(): MapFrame;
  /** Keeps drags from moving the map and double clicks from zooming it. */
  hold(kind: AreaKind | null): void;
}

/** The map as a picture to draw areas in. */
export function mapAreaPicture({ element, frame, hold }: MapAreaPictureOptions): AreaPicture {
  return {
    element,
    placeAt: (x, y) => frame().unproject(x, y),
    pointOf: (place) => frame().project(place),
    bearing: () => 0,
    hold,
    project: (ring: AreaRing) => {
      const present = frame();
      return ring.map((place) => present.project(place));
    },
  };
}
