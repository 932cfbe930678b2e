import type { Commands, Effect, Order } from './effect.ts';

/** A PTZ camera goes back to where it usually looks after so long. */
const HOME_AFTER_MS = 10 * 60_000;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

function look({ shown }: Order, to: { panDeg?: number; tiltDeg?: number; zoom?: number }): Effect {
  const panDeg = to.panDeg ?? Number(shown.panDeg);
  return {
    name: 'look',
    fixes: {
      panDeg: ((panDeg % 360) + 360) % 360,
      tiltDeg: clamp(to.tiltDeg ?? Number(shown.tiltDeg), -90, 30),
      zoom: clamp(to.zoom ?? Number(shown.zoom), 1, 30),
    },
    forMs: HOME_AFTER_MS,
  };
}

/** PTZ cameras turn by steps, and to presets all around. */
export const videoCommands: Readonly<Record<string, Commands>> = {
  'ptz-camera': {
    pan: (order) => look(order, { panDeg: Number(order.shown.panDeg) + Number(order.args.stepDeg) }),
    tilt: (order) => look(order, { tiltDeg: Number(order.shown.tiltDeg) + Number(order.args.stepDeg) }),
    zoom: (order) => look(order, { zoom: Number(order.shown.zoom) + Number(order.args.step) }),
    goToPreset: (order) => {
      const preset = Number(order.args.preset);
      return look(order, { panDeg: 45 * (preset - 1), tiltDeg: -12, zoom: 1 + (preset % 4) });
    },
  },
};
