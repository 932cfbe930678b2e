import type { Layer } from '@deck.gl/core';
import { BitmapLayer, type BitmapLayerProps, PathLayer, PolygonLayer, ScatterplotLayer } from '@deck.gl/layers';
import type { LonLat } from '../../state/ground-plan.ts';
import type { ShownLayer } from '../../state/layers/layer-board.ts';
import type { Palette } from '../../state/palette.ts';
import { rgba } from '../color.ts';
import type { MapEstate } from '../map-estate.ts';
import type { PictureBoard } from '../pictures/picture-board.ts';
import type { DrawnLayer, FeatureBoard } from './feature-board.ts';
import type { FeaturePart } from './feature-parts.ts';

const POINT_PX = 4;

/** One path a ring or line. */
interface Edge {
  readonly path: readonly LonLat[];
}

// deck.gl triangulates again whatever comes in a new array: what is made of a layer's parts is kept as long as they are.
const divided = new WeakMap<readonly FeaturePart[], ReturnType<typeof divide>>();

function divide(parts: readonly FeaturePart[]) {
  return {
    areas: parts.filter(({ shape }) => shape === 'area'),
    points: parts.filter(({ shape }) => shape === 'point'),
    edges: parts.flatMap(({ shape, lines }): Edge[] => (shape === 'point' ? [] : lines.map((path) => ({ path })))),
  };
}

function piecesOf(parts: readonly FeaturePart[]): ReturnType<typeof divide> {
  let pieces = divided.get(parts);
  if (!pieces) {
    pieces = divide(parts);
    divided.set(parts, pieces);
  }
  return pieces;
}

/** Pictures under the ground plan. */
export function underLayers({ features, pictures }: MapEstate): Layer[] {
  return features.under.flatMap((layer) => pictureLayers(layer, pictures));
}

/** All other layers of geographic information from the lowest up. */
export function overLayers({ features, pictures }: MapEstate): Layer[] {
  return features.over.flatMap((layer) => ('record' in layer ? pictureLayers(layer, pictures) : featureLayers(layer)));
}

function pictureLayers(layer: ShownLayer, pictures: PictureBoard): Layer[] {
  return pictures.tiles(layer).map(
    ({ key, bounds: [[west, south], [east, north]], canvas }) =>
      new BitmapLayer({
        id: `picture ${layer.record.code} ${key}`,
        image: canvas as unknown as BitmapLayerProps['image'],
        bounds: [west, south, east, north],
        opacity: layer.opacity,
      }),
  );
}

function featureLayers({ code, look, opacity, parts }: DrawnLayer): Layer[] {
  const { areas, points, edges } = piecesOf(parts);
  return [
    new PolygonLayer<FeaturePart>({
      id: `feature-areas ${code}`,
      data: areas,
      opacity,
      stroked: false,
      getPolygon: ({ lines }) => lines as LonLat[][],
      getFillColor: rgba(look.fill, look.fillOpacity),
      updateTriggers: { getFillColor: [look.fill, look.fillOpacity] },
    }),
    new PathLayer<Edge>({
      id: `feature-lines ${code}`,
      data: edges,
      opacity,
      getPath: ({ path }) => path as LonLat[],
      getColor: rgba(look.line),
      getWidth: look.lineWidthM,
      widthMinPixels: 1,
      jointRounded: true,
      updateTriggers: { getColor: look.line, getWidth: look.lineWidthM },
    }),
    new ScatterplotLayer<FeaturePart>({
      id: `feature-points ${code}`,
      data: points,
      opacity,
      getPosition: ({ lines }) => lines[0]![0] as [number, number],
      getRadius: POINT_PX,
      radiusUnits: 'pixels',
      getFillColor: rgba(look.line),
      updateTriggers: { getFillColor: look.line },
    }),
  ];
}

/** An edge around the feature that is looked at: over everything that lies on the ground. */
export function selectedFeatureLayers(board: FeatureBoard, palette: Palette): Layer[] {
  const { selected } = board;
  if (selected.length === 0) return [];
  const { edges, points } = divide(selected);
  return [
    new PathLayer<Edge>({
      id: 'feature-selected',
      data: edges,
      getPath: ({ path }) => path as LonLat[],
      getColor: rgba(palette.selection),
      getWidth: 3,
      widthUnits: 'pixels',
      jointRounded: true,
    }),
    new ScatterplotLayer<FeaturePart>({
      id: 'feature-selected-points',
      data: points,
      getPosition: ({ lines }) => lines[0]![0] as [number, number],
      getRadius: POINT_PX + 4,
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: rgba(palette.selection),
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
  ];
}
