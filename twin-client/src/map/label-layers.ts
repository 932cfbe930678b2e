import type { Layer } from '@deck.gl/core';
import { TextLayer, type TextLayerProps } from '@deck.gl/layers';
import { conditionColor, type Palette } from '../state/palette.ts';
import { type Rgba, rgba } from './color.ts';
import { badgeText, type DrawnSymbol, SYMBOL_PX } from './device-book.ts';
import { placeOf } from './device-layers.ts';
import { PLATE_PX, TEXT_PX } from './label-wishes.ts';
import { MAP_FONT } from './map-font.ts';
import type { LabelOf, LabelSet, MapLabel } from './map-labels.ts';
import type { PlanRoom } from './storey-plan.ts';
import type { DrawnZone, ZoneBook } from './zone-book.ts';

/** A font's atlas is made of the texts' own characters: without a text there is no picture to draw of. */
function where(texts: readonly unknown[], layer: () => Layer): Layer[] {
  return texts.length === 0 ? [] : [layer()];
}

/** Names of roads, rooms and buildings, the buildings' with their numbers. */
export function nameLayers({ names, counts, rooms, faint, hexagons }: LabelSet, palette: Palette): Layer[] {
  const texts = <Label extends MapLabel>(id: string, data: readonly Label[], look: TextLook<Label>) =>
    where(
      data,
      () =>
        new TextLayer<Label>({
          ...MAP_FONT,
          id,
          data,
          getText: ({ text }) => text,
          getPosition: ({ place }) => place,
          getPixelOffset: ({ offset }) => offset,
          ...look,
        }),
    );
  return [
    ...texts('faint-names', faint, { fontWeight: 400, getSize: TEXT_PX.faint, getColor: rgba(palette.muted, 0.72) }),
    ...texts<LabelOf<'room', PlanRoom>>('room-names', rooms, {
      fontWeight: 400,
      getSize: TEXT_PX.room,
      getColor: ({ room }) => rgba(room.prominent ? palette.text : palette.muted),
    }),
    ...texts('hexagon-counts', hexagons, { fontWeight: 600, getSize: TEXT_PX.name, getColor: rgba(palette.text) }),
    ...texts('names', names, { fontWeight: 600, getSize: TEXT_PX.name, getColor: rgba(palette.text) }),
    ...texts('counts', counts, { fontWeight: 400, getSize: TEXT_PX.count, getColor: rgba(palette.text, 0.72) }),
  ];
}

/** What differs from one kind of text to the other. */
type TextLook<Label> = Pick<TextLayerProps<Label>, 'fontWeight' | 'getSize' | 'getColor'>;

/** Numbers of zones and places of alarms on plates, and how many devices a symbol stands for. */
export function alertTextLayers(
  { alarms, zones }: LabelSet,
  symbols: readonly DrawnSymbol[],
  zoneBook: ZoneBook,
  palette: Palette,
): Layer[] {
  const stacked = symbols.filter((symbol) => badgeText(symbol) !== null);
  const color = ({ state, priority }: DrawnSymbol['marker']) => rgba(conditionColor(palette, state, priority));
  const plates = <Label extends MapLabel>(id: string, data: readonly Label[], borderOf: (label: Label) => Rgba) =>
    where(
      data,
      () =>
        new TextLayer<Label>({
          ...MAP_FONT,
          id,
          // The most important last, over the others.
          data: [...data].reverse(),
          fontWeight: 600,
          getText: ({ text }) => text,
          getPosition: ({ place }) => place,
          getPixelOffset: ({ offset }) => offset,
          getSize: TEXT_PX.alarm,
          getColor: rgba(palette.text),
          background: true,
          getBackgroundColor: rgba(palette.background, 0.88),
          getBorderColor: borderOf,
          getBorderWidth: 1,
          backgroundBorderRadius: 3,
          backgroundPadding: PLATE_PX,
        }),
    );
  return [
    ...where(
      stacked,
      () =>
        new TextLayer<DrawnSymbol>({
          ...MAP_FONT,
          id: 'badges',
          data: stacked,
          fontWeight: 600,
          getText: (symbol) => badgeText(symbol) ?? '',
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
    ...plates('alarm-labels', alarms, ({ symbol }) => color(symbol.marker)),
    ...plates<LabelOf<'zone', DrawnZone>>('zone-labels', zones, ({ zone }) => rgba(zoneBook.colorOf(zone))),
  ];
}
