import type { Cartesian2, Cartesian3 } from '@cesium/engine';
import { symbolRank } from '../state/paint-symbol.ts';
import { conditionColor, type Palette } from '../state/palette.ts';
import type { Callout, OverlayLine } from './alert-overlay.ts';
import { type DrawnDevice, reachPx } from './devices/drawn-device.ts';
import type { AlertedZone } from './zone-layer.ts';

/** CSS pixels of the scene element of a place in earth-centred metres; undefined behind the camera. */
export type WindowPlace = (position: Cartesian3) => Cartesian2 | undefined;

const rank = ({ marker }: DrawnDevice) => symbolRank(marker.state, marker.priority) + (marker.acknowledged ? 0 : 100);

/** What is drawn around symbols: a ring and a label on each in alarm, a ring on the selected one. Most important first. */
export function calloutsOf(
  devices: Iterable<DrawnDevice>,
  selected: string | null,
  palette: Palette,
  placeOf: WindowPlace,
): Callout[] {
  const shown: DrawnDevice[] = [];
  for (const device of devices) {
    if (device.marker.state === 'alarm' || device.marker.code === selected) shown.push(device);
  }
  shown.sort((a, b) => rank(b) - rank(a));
  return shown.flatMap((device): Callout[] => {
    const place = device.level === 'hidden' ? undefined : placeOf(device.position);
    if (!place) return [];
    const { code, state, priority, acknowledged } = device.marker;
    const alarm = state === 'alarm';
    return [
      {
        code,
        x: place.x,
        y: place.y,
        color: code === selected ? palette.selection : conditionColor(palette, state, priority),
        radiusPx: reachPx(device.marker.state) + 6,
        label: alarm ? device.marker.place : null,
        flashing: alarm && !acknowledged,
      },
    ];
  });
}

/** The lines of alerted zones on screen; parts behind the camera are left out. */
export function linesOf(zones: readonly AlertedZone[], placeOf: WindowPlace): OverlayLine[] {
  return zones.map(({ code, line, color, acknowledged }) => ({
    code,
    points: line.flatMap((position) => {
      const place = placeOf(position);
      return place ? [[place.x, place.y] as const] : [];
    }),
    color,
    flashing: !acknowledged,
  }));
}
