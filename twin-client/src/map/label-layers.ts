import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import { conditionColor, type Palette } from '../state/palette.ts';
import { rgba } from './color.ts';
import { type DrawnSymbol, SYMBOL_PX } from './device-book.ts';
import { placeOf } from './device-layers.ts';
import { type AlarmLabel, type LabelSet, type MapLabel, PLATE_PX, TEXT_PX } from './map-labels.ts';

/** A font's atlas is made of the texts' own characters: without a text there is no picture to draw of. */
function where(texts: readonly unknown[], layer: () => Layer): Layer[] {
  return texts.length === 0 ? [] : [layer()];
}

const FONT = {
  fontFamily: '"Noto Sans SC", sans-serif',
  // Glyphs are painted at twice their size: one step down the mipmap is sharp, and so is a screen of two pixels to one.
  fontSettings: { fontSize: 28, buffer: 4 },
  characterSet: 'auto',
} as const;

/** Names of buildings with the number of their devices. */
export function nameLayers({ names, counts }: LabelSet, palette: Palette): Layer[] {
  return [
    ...where(
      names,
      () =>
        new TextLayer<MapLabel>({
          ...FONT,
          id: 'names',
          data: names,
          fontWeight: 600,
          getText: ({ text }) => text,
          getPosition: ({ place }) => place,
          getPixelOffset: ({ offset }) => offset,
          getSize: TEXT_PX.name,
          getColor: rgba(palette.text),
        }),
    ),
    ...where(
      counts,
      () =>
        new TextLayer<MapLabel>({
          ...FONT,
          id: 'counts',
          data: counts,
          fontWeight: 400,
          getText: ({ text }) => text,
          getPosition: ({ place }) => place,
          getPixelOffset: ({ offset }) => offset,
          getSize: TEXT_PX.count,
          getColor: rgba(palette.text, 0.72),
        }),
    ),
  ];
}

/** Places of alarms on plates, and how many devices a symbol stands for. */
export function alertTextLayers({ alarms }: LabelSet, symbols: readonly DrawnSymbol[], palette: Palette): Layer[] {
  const stacked = symbols.filter(({ abnormal }) => abnormal > 1);
  const color = ({ state, priority }: DrawnSymbol['marker']) => rgba(conditionColor(palette, state, priority));
  return [
    ...where(
      stacked,
      () =>
        new TextLayer<DrawnSymbol>({
          ...FONT,
          id: 'badges',
          data: stacked,
          fontWeight: 600,
          getText: ({ abnormal }) => String(abnormal),
          getPosition: ({ marker }) => placeOf(marker),
          getPixelOffset: ({ marker }) => [SYMBOL_PX[marker.state] / 2, SYMBOL_PX[marker.state] / 2 - 1],
          getSize: TEXT_PX.badge,
          getColor: rgba(palette.text),
          background: true,
          getBackgroundColor: rgba(palette.background, 0.9),
          getBorderColor: ({ marker }) => color(marker),
          getBorderWidth: 1,
          backgroundBorderRadius: 7,
          backgroundPadding: [4, 0],
        }),
    ),
    ...where(
      alarms,
      () =>
        new TextLayer<AlarmLabel>({
          ...FONT,
          id: 'alarm-labels',
          data: [...alarms].reverse(),
          fontWeight: 600,
          getText: ({ text }) => text,
          getPosition: ({ place }) => place,
          getPixelOffset: ({ offset }) => offset,
          getSize: TEXT_PX.alarm,
          getColor: rgba(palette.text),
          background: true,
          getBackgroundColor: rgba(palette.background, 0.88),
          getBorderColor: ({ symbol }) => color(symbol.marker),
          getBorderWidth: 1,
          backgroundBorderRadius: 3,
          backgroundPadding: PLATE_PX,
        }),
    ),
  ];
}
