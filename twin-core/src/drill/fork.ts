import { copyState, NO_ALARMS, type TwinState } from '../twin.ts';

/** Alarms and orders of drills are numbered from here on, so that none has the number of a real one. */
const DRILL_NUMBERS = 90_000_000;

/**
 * The state that a drill begins with: the devices and values of a state, moved in time to the drill's start (epoch ms), without its alarms,
 * timers and actions, and with nobody silent: what is wrong in a drill is what its scenario says.
 */
export function forkForDrill(state: TwinState, startsAt: number): TwinState {
  const fork = copyState(state);
  const shift = startsAt - state.recordedAt;
  for (let i = 0; i < fork.times.length; i++) fork.times[i]! += shift;
  for (let i = 0; i < fork.heard.length; i++) fork.heard[i]! += shift;
  for (const device of fork.devices) {
    if (!device) continue;
    device.alarms = NO_ALARMS;
    device.silent = false;
  }
  return {
    ...fork,
    recordedAt: startsAt,
    alarms: new Map(),
    members: new Map(),
    leads: new Map(),
    timers: new Map(),
    actions: new Map(),
    alarmCount: DRILL_NUMBERS,
    orderCount: DRILL_NUMBERS,
    floodSince: null,
    announced: [],
    dirty: new Set(),
  };
}
