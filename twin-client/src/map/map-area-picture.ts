import type { WebMercatorViewport } from '@deck.gl/core';
import type { AreaKind, AreaRing } from '../state/area/area-controls.ts';
import type { AreaPicture } from '../state/area/area-picture.ts';
import type { LonLat } from '../state/ground-plan.ts';

/** What of a map areas are drawn in. */
export interface MapAreaPictureOptions {
  readonly element: HTMLElement;
  viewport(): WebMercatorViewport;
  /** Keeps drags from moving the map and double clicks from zooming it. */
  hold(kind: AreaKind | null): void;
}

/** The map as a picture to draw areas in. */
export function mapAreaPicture({ element, viewport, hold }: MapAreaPictureOptions): AreaPicture {
  const pointOf = (view: WebMercatorViewport, place: LonLat) => view.project([...place]) as [number, number];
  return {
    element,
    placeAt: (x, y) => viewport().unproject([x, y]) as [number, number],
    pointOf: (place) => pointOf(viewport(), place),
    bearing: () => 0,
    hold,
    project: (ring: AreaRing) => {
      const view = viewport();
      return ring.map((place) => pointOf(view, place));
    },
  };
}
