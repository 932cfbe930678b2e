import type { Layer } from '@deck.gl/core';
import { PathLayer, PolygonLayer } from '@deck.gl/layers';
import type { LonLat } from '../state/ground-plan.ts';
import type { Palette } from '../state/palette.ts';
import { rgba } from './color.ts';
import type { Footprint, Footprints } from './footprints.ts';
import type { PlanRoom, StoreyPlan } from './storey-plan.ts';

const outline = ({ ring }: { readonly ring: readonly LonLat[] }) => [...ring, ring[0]!] as LonLat[];

/** Footprints: what stands is filled, what lies below the ground is a faint outline; the selected one is edged. From the lowest up. */
export function buildingLayers(footprints: Footprints, palette: Palette, selected: string | null): Layer[] {
  const { building, ground, muted, selection } = palette;
  const isSelected = ({ code }: Footprint) => code === selected;
  return [
    new PathLayer<Footprint>({
      id: 'underground',
      data: footprints.buried,
      getPath: outline,
      getColor: (footprint) => (isSelected(footprint) ? rgba(selection) : rgba(ground.marking, 0.7)),
      getWidth: (footprint) => (isSelected(footprint) ? 2 : 1),
      widthUnits: 'pixels',
      updateTriggers: { getColor: selected, getWidth: selected },
    }),
    new PolygonLayer<Footprint>({
      id: 'buildings',
      data: footprints.standing,
      stroked: false,
      getPolygon: ({ ring }) => ring as LonLat[],
      getFillColor: rgba(building.light, 0.75),
    }),
    new PathLayer<Footprint>({
      id: 'building-edges',
      data: footprints.standing,
      getPath: outline,
      getColor: (footprint) => (isSelected(footprint) ? rgba(selection, 0.95) : rgba(muted, 0.55)),
      getWidth: (footprint) => (isSelected(footprint) ? 2 : 1.25),
      widthUnits: 'pixels',
      jointRounded: true,
      updateTriggers: { getColor: selected, getWidth: selected },
    }),
  ];
}

/** The rooms of a storey over its building: homes and rooms lighter than corridors and shafts, the selected one edged. */
export function planLayers(plan: StoreyPlan | null, palette: Palette, selected: string | null): Layer[] {
  if (!plan) return [];
  const { building, muted, selection } = palette;
  const isSelected = ({ globalId }: PlanRoom) => globalId === selected;
  return [
    new PolygonLayer<PlanRoom>({
      id: 'plan-rooms',
      data: plan.rooms,
      stroked: false,
      getPolygon: ({ ring }) => ring as LonLat[],
      getFillColor: (room) =>
        isSelected(room) ? rgba(selection, 0.28) : rgba(room.prominent ? building.light : building.dark, 0.92),
      updateTriggers: { getFillColor: selected },
    }),
    new PathLayer<PlanRoom>({
      id: 'plan-walls',
      data: plan.rooms,
      getPath: outline,
      getColor: (room) => (isSelected(room) ? rgba(selection) : rgba(muted, 0.75)),
      getWidth: (room) => (isSelected(room) ? 2.5 : 1.25),
      widthUnits: 'pixels',
      jointRounded: true,
      updateTriggers: { getColor: selected, getWidth: selected },
    }),
  ];
}
