import { z } from 'zod';
import type { Values } from './behavior.ts';
import type { Subject } from './subject.ts';

/** A command as the platform sends it down. */
export const CommandBody = z.object({
  id: z.string().min(1).max(128),
  command: z.string().min(1).max(128),
  args: z.record(z.string(), z.unknown()).nullish(),
});
export type CommandBody = z.infer<typeof CommandBody>;

/** The answer to a command. */
export type Acknowledgement =
  | { readonly id: string; readonly ok: true }
  | { readonly id: string; readonly ok: false; readonly reason: string };

/** What a command does: fixes values for a while, or gives the device back to itself. */
interface Effect {
  /** A device understands the command if it has this property. */
  readonly property: string;
  /** Values fixed by it; absent where it ends what another one fixed. */
  readonly fixes?: Values;
  /** Properties that stay as they are at the moment of the command. */
  readonly freezes?: readonly string[];
  /** How long, milliseconds. */
  readonly forMs?: number;
}

const COMMANDS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  [
    'stopPort',
    {
      property: 'portState',
      fixes: { portState: 'stopped', currentA: 0, powerW: 0 },
      freezes: ['energyKwh', 'elapsedS'],
      // Until somebody has come for the vehicle.
      forMs: 15 * 60_000,
    },
  ],
  ['startPort', { property: 'portState' }],
  // A siren falls quiet by itself, so that a lost command does not leave it howling.
  ['on', { property: 'on', fixes: { on: true }, forMs: 3 * 60_000 }],
  ['off', { property: 'on' }],
  ['disarm', { property: 'armed', fixes: { armed: false } }],
  ['arm', { property: 'armed' }],
]);

interface Fixed {
  readonly values: Values;
  readonly untilMs: number;
}

/** What devices were told to do, and for how long. */
export class CommandState {
  readonly #fixed = new Map<string, Fixed>();

  /** Carries a command out on a device that shows these values at this time. Repeating a command does no harm. */
  obey(subject: Subject, { id, command }: CommandBody, shown: Values, nowMs: number): Acknowledgement {
    const effect = COMMANDS.get(command);
    if (!effect || shown[effect.property] === undefined)
      return { id, ok: false, reason: `a ${subject.kind} knows no command ${command}` };
    if (shown.portState === 'fault') return { id, ok: false, reason: 'the port is out of order' };
    if (effect.fixes) {
      const frozen = (effect.freezes ?? []).map((property) => [property, shown[property] ?? 0] as const);
      const values = { ...Object.fromEntries(frozen), ...effect.fixes };
      this.#fixed.set(subject.code, { values, untilMs: nowMs + (effect.forMs ?? Number.POSITIVE_INFINITY) });
    } else this.#fixed.delete(subject.code);
    return { id, ok: true };
  }

  /** What the device shows with what it was told. */
  overlay(subject: Subject, own: Values, timeMs: number): Values {
    const fixed = this.#fixed.get(subject.code);
    if (!fixed) return own;
    if (fixed.untilMs <= timeMs) {
      this.#fixed.delete(subject.code);
      return own;
    }
    return { ...own, ...fixed.values };
  }
}
