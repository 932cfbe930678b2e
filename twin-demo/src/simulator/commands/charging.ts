import type { Commands, Order } from './effect.ts';

const broken = ({ shown }: Order) => shown.portState === 'fault';
const BROKEN = 'the port is out of order';

const PORT: Commands = {
  stopPort: (order) =>
    broken(order)
      ? BROKEN
      : {
          name: 'stop',
          fixes: {
            energyKwh: order.shown.energyKwh ?? 0,
            elapsedS: order.shown.elapsedS ?? 0,
            portState: 'stopped',
            currentA: 0,
            powerW: 0,
          },
          // Until somebody has come for the vehicle.
          forMs: 15 * 60_000,
        },
  startPort: (order) => (broken(order) ? BROKEN : { name: 'stop' }),
};

/** A port that is stopped keeps what it has counted. */
export const chargingCommands: Readonly<Record<string, Commands>> = {
  'ebike-charging-port': PORT,
  'ev-charger': PORT,
};
