import type { Layer } from '@deck.gl/core';
import { BitmapLayer, type BitmapLayerProps, PathLayer, PolygonLayer } from '@deck.gl/layers';
import type { LonLat } from '../../state/ground-plan.ts';
import { rgba } from '../color.ts';
import type { ColoredHexagon, DensityPicture } from './density-board.ts';

/** Hexagons or the heat map of a density, over the buildings and under everything that asks for attention. */
export function densityLayers(picture: DensityPicture | null): Layer[] {
  if (!picture) return [];
  const { heat, hexagons } = picture;
  if (heat) {
    const [[west, south], [east, north]] = heat.field.bounds;
    return [
      new BitmapLayer({
        id: 'density-heat',
        // A canvas makes the texture as well as an image does; the declaration names addresses and textures alone.
        image: heat.canvas as unknown as BitmapLayerProps['image'],
        bounds: [west, south, east, north],
      }),
    ];
  }
  return [
    new PolygonLayer<ColoredHexagon>({
      id: 'density-hexagons',
      data: hexagons,
      stroked: false,
      getPolygon: ({ ring }) => ring as LonLat[],
      getFillColor: ({ color }) => rgba(color, 0.5),
    }),
    new PathLayer<ColoredHexagon>({
      id: 'density-edges',
      data: hexagons,
      getPath: ({ ring }) => [...ring, ring[0]!] as LonLat[],
      getColor: ({ color }) => rgba(color, 0.95),
      getWidth: 1.25,
      widthUnits: 'pixels',
      jointRounded: true,
    }),
  ];
}
