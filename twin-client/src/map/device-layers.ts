import type { Layer } from '@deck.gl/core';
import { IconLayer, type IconLayerProps, ScatterplotLayer } from '@deck.gl/layers';
import type { DeviceMarker } from '../state/marker.ts';
import { symbolKey } from '../state/paint-symbol.ts';
import { conditionColor, type Palette } from '../state/palette.ts';
import { rgba } from './color.ts';
import type { Detail } from './detail.ts';
import { type DeviceBook, type DrawnSymbol, SYMBOL_PX } from './device-book.ts';
import type { DeviceDots } from './device-dots.ts';
import type { SymbolAtlas } from './symbol-atlas.ts';

const DOT_PX = { outdoors: 2.5, indoors: 2 } as const;
/** Air between a symbol and the ring around it, CSS pixels. */
const RING_GAP_PX = 4;

/** [longitude, latitude] of a device. */
export function placeOf({ location }: DeviceMarker): [longitude: number, latitude: number] {
  return [location.longitude, location.latitude];
}

function dotLayer(id: string, dots: DeviceDots, radiusPx: number, visible: boolean): Layer {
  return new ScatterplotLayer({
    id,
    visible,
    data: { length: dots.length, attributes: { getPosition: dots.positions, getFillColor: dots.colors } },
    getRadius: radiusPx,
    radiusUnits: 'pixels',
  });
}

/** Dots of the devices in order, indoors only from near. */
export function dotLayers(book: DeviceBook, detail: Detail): Layer[] {
  return [
    dotLayer('indoor-dots', book.indoors, DOT_PX.indoors, detail.indoors),
    dotLayer('outdoor-dots', book.outdoors, DOT_PX.outdoors, !detail.symbols),
  ];
}

/** Symbols with a ring around each alarm, which flashes until it is acknowledged, and around the selected device. */
export function symbolLayers(
  symbols: readonly DrawnSymbol[],
  selected: DeviceMarker | null,
  atlas: SymbolAtlas,
  palette: Palette,
  lit: boolean,
): Layer[] {
  // The least important first, so that the others are drawn over it.
  const upward = symbols.map(({ marker }) => marker).reverse();
  const alarms = upward.filter(({ state, code }) => state === 'alarm' && code !== selected?.code);
  const ringed = selected ? [...alarms, selected] : alarms;
  atlas.hold(upward);
  const rings = new ScatterplotLayer<DeviceMarker>({
    id: 'rings',
    data: ringed,
    getPosition: placeOf,
    filled: false,
    stroked: true,
    getRadius: ({ state }) => SYMBOL_PX[state] / 2 + RING_GAP_PX,
    radiusUnits: 'pixels',
    getLineColor: (marker) =>
      marker === selected
        ? rgba(palette.selection)
        : rgba(conditionColor(palette, marker.state, marker.priority), marker.acknowledged || lit ? 1 : 0.2),
    getLineWidth: 2,
    lineWidthUnits: 'pixels',
    updateTriggers: { getLineColor: lit },
  });
  if (upward.length === 0) return [rings];
  return [
    rings,
    new IconLayer<DeviceMarker>({
      id: 'symbols',
      data: upward,
      // A canvas makes the texture as well as an image does; the declaration names addresses and textures alone.
      iconAtlas: atlas.canvas as unknown as IconLayerProps['iconAtlas'],
      iconMapping: atlas.mapping as Record<string, { x: number; y: number; width: number; height: number }>,
      getIcon: symbolKey,
      getPosition: placeOf,
      getSize: ({ state }) => SYMBOL_PX[state],
      sizeUnits: 'pixels',
      alphaCutoff: 0.01,
    }),
  ];
}
