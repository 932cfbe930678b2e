import type { Layer } from '@deck.gl/core';
import { IconLayer, PathLayer, PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { Palette } from '../../state/palette.ts';
import { rgba } from '../color.ts';
import { MAP_FONT } from '../map-font.ts';
import {
  type DifferenceMark,
  type DifferencePicture,
  MARK_PX,
  type MarkedPlace,
  type MarkedPost,
  paintMark,
} from './difference-picture.ts';

type Cell = DifferencePicture['cells'][number];
type Way = DifferencePicture['ways'][number];

const MARKS: readonly DifferenceMark[] = ['lost', 'gained', 'changed'];
/** Marks are painted larger than drawn, for screens of two pixels to the CSS pixel. */
const PAINTED_PX = 66;

interface Atlas {
  readonly canvas: HTMLCanvasElement;
  readonly key: string;
}
let kept: Atlas | null = null;

function atlasOf({ letters }: DifferencePicture, palette: Palette): HTMLCanvasElement {
  const key = JSON.stringify([letters, palette.background]);
  if (kept?.key === key) return kept.canvas;
  const canvas = document.createElement('canvas');
  canvas.width = PAINTED_PX * MARKS.length;
  canvas.height = PAINTED_PX;
  const context = canvas.getContext('2d');
  for (const [i, mark] of MARKS.entries()) {
    context?.setTransform(1, 0, 0, 1, i * PAINTED_PX, 0);
    if (context) paintMark(context, mark, letters[mark], palette, PAINTED_PX);
  }
  kept = { canvas, key };
  return canvas;
}

const MAPPING = Object.fromEntries(
  MARKS.map((mark, i) => [mark, { x: i * PAINTED_PX, y: 0, width: PAINTED_PX, height: PAINTED_PX }]),
);

/** Ground that cameras lose and gain, and the ways of guards: under what stands. */
export function differenceGround(picture: DifferencePicture | null, palette: Palette): Layer[] {
  if (!picture) return [];
  return [
    new PolygonLayer<Cell>({
      id: 'difference-cells',
      data: picture.cells,
      stroked: false,
      getPolygon: ({ ring }) => ring as [number, number][],
      getFillColor: ({ isGained }) => rgba(isGained ? palette.wayOut : palette.priority[1], 0.34),
    }),
    new PathLayer<Way>({
      id: 'difference-ways',
      data: picture.ways,
      getPath: ({ line }) => line as [number, number][],
      getColor: ({ isTried }) => (isTried ? rgba(palette.wayOut, 0.95) : rgba(palette.muted, 0.6)),
      getWidth: ({ isTried }) => (isTried ? 3 : 2),
      widthUnits: 'pixels',
      jointRounded: true,
      capRounded: true,
    }),
  ];
}

/** Guards' posts and alarms that differ: over all else. */
export function differenceMarks(picture: DifferencePicture | null, palette: Palette): Layer[] {
  if (!picture) return [];
  const { places, posts } = picture;
  const several = places.filter(({ count }) => count > 1);
  return [
    new ScatterplotLayer<MarkedPost>({
      id: 'difference-posts',
      data: posts,
      getPosition: ({ at }) => at as [number, number],
      getRadius: 8,
      radiusUnits: 'pixels',
      getFillColor: ({ state }) => (state === 'tried' ? rgba(palette.wayOut) : rgba(palette.background, 0.85)),
      stroked: true,
      getLineColor: ({ state }) => rgba(state === 'left' ? palette.faint : palette.wayOut),
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
    ...(posts.length === 0
      ? []
      : [
          new TextLayer<MarkedPost>({
            ...MAP_FONT,
            id: 'difference-post-names',
            data: posts,
            fontWeight: 600,
            getText: ({ name }) => name,
            getPosition: ({ at }) => at as [number, number],
            getPixelOffset: [0, 20],
            getSize: 12,
            getColor: ({ state }) => rgba(state === 'left' ? palette.faint : palette.text),
            background: true,
            getBackgroundColor: rgba(palette.background, 0.8),
            backgroundBorderRadius: 3,
            backgroundPadding: [5, 2],
          }),
        ]),
    new ScatterplotLayer<MarkedPlace>({
      id: 'difference-chosen',
      data: places.filter(({ chosen }) => chosen),
      getPosition: ({ at }) => at as [number, number],
      getRadius: MARK_PX * 0.8,
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: rgba(palette.selection),
      getLineWidth: 2,
      lineWidthUnits: 'pixels',
    }),
    new IconLayer<MarkedPlace>({
      id: 'difference-places',
      data: places,
      iconAtlas: atlasOf(picture, palette) as unknown as string,
      iconMapping: MAPPING,
      getIcon: ({ mark }) => mark,
      getPosition: ({ at }) => at as [number, number],
      getSize: MARK_PX,
      sizeUnits: 'pixels',
    }),
    ...(several.length === 0
      ? []
      : [
          new TextLayer<MarkedPlace>({
            ...MAP_FONT,
            id: 'difference-counts',
            data: several,
            fontWeight: 600,
            getText: ({ count }) => String(count),
            getPosition: ({ at }) => at as [number, number],
            getPixelOffset: [15, -11],
            getSize: 12,
            getColor: rgba(palette.text),
            background: true,
            getBackgroundColor: rgba(palette.background, 0.85),
            backgroundBorderRadius: 3,
            backgroundPadding: [4, 1],
          }),
        ]),
  ];
}
