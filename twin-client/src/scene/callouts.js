import { symbolRank } from '../state/paint-symbol.ts';
import { conditionColor } from '../state/palette.ts';
import { reachPx } from './device-layer.ts';

const rank = ({ marker }) => symbolRank(marker.state, marker.priority) + (marker.acknowledged ? 0 : 100);
/** What is drawn around symbols: a ring and a label on each in alarm, a ring on the selected one. Most important first. */
export function calloutsOf(devices, selected, palette, placeOf) {
  const shown = [];
  for (const device of devices) {
    if (device.marker.state === 'alarm' || device.marker.code === selected) shown.push(device);
  }
  shown.sort((a, b) => rank(b) - rank(a));
  return shown.flatMap((device) => {
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
        radiusPx: reachPx(device) + 6,
        label: alarm ? device.marker.place : null,
        flashing: alarm && !acknowledged,
      },
    ];
  });
}
/** The lines of alerted zones on screen; parts behind the camera are left out. */
export function linesOf(zones, placeOf) {
  return zones.map(({ code, line, color, acknowledged }) => ({
    code,
    points: line.flatMap((position) => {
      const place = placeOf(position);
      return place ? [[place.x, place.y]] : [];
    }),
    color,
    flashing: !acknowledged,
  }));
}
