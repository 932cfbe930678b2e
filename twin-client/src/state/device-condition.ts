import { type Device, deviceState, isPresented, type Priority, type TwinState } from 'twin-core';
import type { DeviceCondition } from './marker.ts';

/** What a device's symbol tells at `now` (epoch ms of the scene clock). */
export function conditionOfDevice(
  state: TwinState,
  device: Device,
  silenceAfterMs: number,
  now: number,
): DeviceCondition {
  let priority: Priority | null = null;
  let acknowledged = true;
  const shown = deviceState(state, device, silenceAfterMs, now);
  for (const id of device.alarms) {
    const alarm = state.alarms.get(id);
    if (!alarm || !isPresented(alarm)) continue;
    acknowledged &&= alarm.acknowledged;
    // A symbol in alarm is colored by its alarms, not by a fault that stands beside them.
    if (shown === 'alarm' && alarm.fault) continue;
    if (priority === null || alarm.priority < priority) priority = alarm.priority;
  }
  return { state: shown, priority, acknowledged };
}

/** Whether two conditions draw alike. */
export function sameCondition(a: DeviceCondition | undefined, b: DeviceCondition): boolean {
  return a !== undefined && a.state === b.state && a.priority === b.priority && a.acknowledged === b.acknowledged;
}
