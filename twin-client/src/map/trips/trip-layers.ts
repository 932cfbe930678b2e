import type { Layer } from '@deck.gl/core';
import { LineLayer, PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { Palette } from '../../state/palette.ts';
import { rgba } from '../color.ts';
import { MAP_FONT } from '../map-font.ts';
import type { TrailPiece } from './track.ts';
import type { TripPicture } from './trip-board.ts';

type Way = TripPicture['ways'][number];
type Head = TripPicture['heads'][number];

/** Ways of patrols and vehicles, their fading trails, and where they are. */
export function tripLayers(picture: TripPicture | null, palette: Palette): Layer[] {
  if (!picture) return [];
  const { ways, trail, heads } = picture;
  return [
    new PathLayer<Way>({
      id: 'trip-ways',
      data: ways,
      getPath: ({ path }) => path as [number, number][],
      getColor: ({ color }) => rgba(color, 0.28),
      getWidth: 1.5,
      widthUnits: 'pixels',
      jointRounded: true,
    }),
    new LineLayer<TrailPiece>({
      id: 'trip-trail',
      data: trail,
      getSourcePosition: ({ from }) => from as [number, number],
      getTargetPosition: ({ to }) => to as [number, number],
      getColor: ({ color, presence }) => rgba(color, 0.15 + 0.85 * presence),
      getWidth: 4,
      widthUnits: 'pixels',
    }),
    new ScatterplotLayer<Head>({
      id: 'trip-heads',
      data: heads,
      getPosition: ({ place }) => place as [number, number],
      getRadius: 7,
      radiusUnits: 'pixels',
      getFillColor: ({ track }) => rgba(track.color),
      stroked: true,
      getLineColor: rgba(palette.background),
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
    ...(heads.length === 0
      ? []
      : [
          new TextLayer<Head>({
            ...MAP_FONT,
            id: 'trip-names',
            data: heads,
            fontWeight: 600,
            getText: ({ track }) => track.name,
            getPosition: ({ place }) => place as [number, number],
            getPixelOffset: [0, -18],
            getSize: 12,
            getColor: rgba(palette.text),
            background: true,
            getBackgroundColor: rgba(palette.background, 0.8),
            backgroundBorderRadius: 3,
            backgroundPadding: [5, 2],
          }),
        ]),
  ];
}
