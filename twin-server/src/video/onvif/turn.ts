import type { CommandArgs } from 'twin-core';
import { z } from 'zod';
import type { Velocity } from './onvif-session.ts';

/** A movement shorter than this is hardly one: it is done slower instead. */
const LEAST_MS = 300;
/** So long a camera may turn for one command: it has to be answered in time. */
const MOST_TURN_MS = 3_000;

/** How fast a camera is at most, in the units of its commands a second: what its data sheet says, for ONVIF does not. */
export const TurnSpeeds = z.strictObject({
  panDegPerS: z.number().min(1).max(720).default(60),
  tiltDegPerS: z.number().min(1).max(720).default(30),
  zoomPerS: z.number().min(0.1).max(100).default(10),
});
export type TurnSpeeds = z.infer<typeof TurnSpeeds>;

/** A movement at a speed, for a time. */
export interface Turn {
  readonly velocity: Velocity;
  readonly ms: number;
}

/** The movement that a command of a camera asks for; null for what is none. Throws RangeError for one that takes too long. */
export function turnOf(command: string, args: CommandArgs, speeds: TurnSpeeds): Turn | null {
  switch (command) {
    case 'pan':
      return turn('x', Number(args.stepDeg), speeds.panDegPerS, '°');
    case 'tilt':
      return turn('y', Number(args.stepDeg), speeds.tiltDegPerS, '°');
    case 'zoom':
      return turn('zoom', Number(args.step), speeds.zoomPerS, '×');
    default:
      return null;
  }
}

function turn(axis: keyof Velocity, step: number, perS: number, unit: string): Turn {
  const ms = Math.max(LEAST_MS, (Math.abs(step) / perS) * 1000);
  if (ms > MOST_TURN_MS) {
    const most = (perS * MOST_TURN_MS) / 1000;
    throw new RangeError(
      `${Math.abs(step)}${unit} takes too long at ${perS}${unit}/s; expected up to ${most}${unit} at once`,
    );
  }
  return { velocity: { [axis]: (step / perS) * (1000 / ms) }, ms };
}
