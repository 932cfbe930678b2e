import type { Layer } from '@deck.gl/core';
import { PathLayer, PolygonLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LonLat } from '../state/ground-plan.ts';
import type { Palette } from '../state/palette.ts';
import { rgba } from './color.ts';
import type { GroundArea, GroundAreas, GroundLine, GroundTree } from './ground-areas.ts';

/** The land around the estate and the estate's own: below whatever pictures of the ground there are. */
export function landLayers(ground: GroundAreas, palette: Palette): Layer[] {
  return [
    areaLayer('surroundings', ground.sheet.surroundings, ground),
    new PolygonLayer<readonly LonLat[]>({
      id: 'site',
      data: ground.site,
      stroked: false,
      getPolygon: (ring) => ring as LonLat[],
      getFillColor: rgba(palette.ground.site),
    }),
  ];
}

/** The ground plan's layers from the lowest up. Markings and trees are drawn only when `near`: from afar they are noise. */
export function groundLayers(ground: GroundAreas, palette: Palette, near: boolean): Layer[] {
  const { inside, marked, trees, lines } = ground.sheet;
  return [
    areaLayer('ground', inside, ground),
    new PathLayer<GroundArea>({
      id: 'markings',
      data: marked,
      visible: near,
      getPath: ({ rings }) => (rings[0] ?? []) as LonLat[],
      getColor: rgba(palette.ground.marking, 0.8),
      getWidth: 0.15,
      widthMinPixels: 1,
    }),
    new ScatterplotLayer<GroundTree>({
      id: 'trees',
      data: trees,
      visible: near,
      getPosition: ({ position }) => position as [number, number],
      getRadius: ({ radiusM }) => radiusM,
      getFillColor: rgba(palette.ground.tree, 0.9),
    }),
    new PathLayer<GroundLine>({
      id: 'walls',
      data: lines,
      getPath: ({ path }) => path as LonLat[],
      getColor: ({ layer }) => rgba(palette.ground[layer]),
      getWidth: ({ widthM }) => widthM,
      widthMinPixels: 1,
    }),
  ];
}

function areaLayer(id: string, data: readonly GroundArea[], ground: GroundAreas): Layer {
  return new PolygonLayer<GroundArea>({
    id,
    data,
    stroked: false,
    getPolygon: ({ rings }) => rings as LonLat[][],
    getFillColor: (area) => ground.colorOf(area),
  });
}
