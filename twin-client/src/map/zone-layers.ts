import type { Layer } from '@deck.gl/core';
import { PathLayer, PolygonLayer } from '@deck.gl/layers';
import type { LonLat } from '../state/ground-plan.ts';
import type { DrawnZone, ZoneBook } from './zone-book.ts';

/** Fences as lines in the color of their condition, wide in alarm; areas appear while they are alerted or selected. From the lowest up. */
export function zoneLayers(zones: ZoneBook, lit: boolean): Layer[] {
  const { version } = zones;
  return [
    new PolygonLayer<DrawnZone>({
      id: 'zone-areas',
      data: zones.areas,
      stroked: false,
      getPolygon: ({ line }) => line as LonLat[],
      getFillColor: (zone) => zones.fillOf(zone),
    }),
    new PathLayer<DrawnZone>({
      id: 'zone-lines',
      data: zones.lines,
      getPath: ({ line }) => line as LonLat[],
      getColor: (zone) => zones.strokeOf(zone, lit),
      getWidth: (zone) => zones.widthOf(zone),
      widthUnits: 'pixels',
      capRounded: true,
      jointRounded: true,
      updateTriggers: { getColor: [version, lit], getWidth: version },
    }),
  ];
}
