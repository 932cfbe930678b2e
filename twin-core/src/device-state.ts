import type { Alarm } from './alarm.ts';
import type { Device, TwinState } from './twin.ts';

/** What a device's symbol tells: from worst to best. `unknown` is a device that never reported. */
export type DeviceState = 'alarm' | 'fault' | 'offline' | 'stale' | 'unknown' | 'normal';

/** Stale when two thirds of the allowed silence have passed: seen before it turns offline. */
const STALE_SHARE = 2 / 3;

/** The worst open alarm of a device that is presented (not shelved, suppressed or out of service), by priority, then age. */
export function worstAlarm(state: TwinState, device: Device, fault: boolean): Alarm | undefined {
  let worst: Alarm | undefined;
  for (const id of device.alarms) {
    const alarm = state.alarms.get(id);
    if (!alarm || alarm.fault !== fault || !isPresented(alarm)) continue;
    if (
      !worst ||
      alarm.priority < worst.priority ||
      (alarm.priority === worst.priority && alarm.raisedAt < worst.raisedAt)
    )
      worst = alarm;
  }
  return worst;
}

/** An alarm that still asks for attention: in alarm or not yet acknowledged, and not hidden by design. */
export function isPresented(alarm: Alarm): boolean {
  return (
    (alarm.active || !alarm.acknowledged) && alarm.shelvedUntil === null && !alarm.suppressed && !alarm.outOfService
  );
}

/** The state of a device as seen at `now` (epoch ms of the viewer's scene clock, live or replayed). */
export function deviceState(state: TwinState, device: Device, silenceAfterMs: number, now: number): DeviceState {
  if (worstAlarm(state, device, false)) return 'alarm';
  if (device.silent) return 'offline';
  if (worstAlarm(state, device, true)) return 'fault';
  const heardAt = state.heard[device.slot]!;
  if (Number.isNaN(heardAt)) return 'unknown';
  if (now - heardAt > silenceAfterMs * STALE_SHARE) return 'stale';
  return 'normal';
}
