import type { MqttClient } from 'mqtt';

/** Ahead of the simulator, which reports the same devices meanwhile: the newer phenomenon stands. */
const AHEAD_MS = 600_000;
let said = 0;

/** A device's event of now, by the demo gateway; each has an id of its own. Resolves when it is acknowledged. */
export function tellEvent(gateway: MqttClient, device: string, type: string, data: object): Promise<unknown> {
  said += 1;
  const body = { id: `e2e-${said}`, time: Date.now() + said, type, data };
  return gateway.publishAsync(`twin/jinyang/${device}/events`, JSON.stringify(body), { qos: 1 });
}

/** A device's values by the demo gateway, ahead of what the simulator says of it. Resolves when they are acknowledged. */
export function tellValues(
  gateway: MqttClient,
  device: string,
  values: object,
  aheadMs: number = AHEAD_MS,
): Promise<unknown> {
  said += 1;
  const body = { time: Date.now() + aheadMs + said, values };
  return gateway.publishAsync(`twin/jinyang/${device}/observations`, JSON.stringify(body), { qos: 1 });
}
