import { commandFault } from 'twin-core';
import { z } from 'zod';
import type { Values } from '../behavior.ts';
import type { Subject } from '../subject.ts';
import type { Effect, Told } from './effect.ts';
import { COMMANDS } from './index.ts';

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

/** What became of a command: its answer, and what the device will report. */
export interface Obedience {
  readonly answer: Acknowledgement;
  readonly tells: readonly Told[];
}

interface Standing {
  readonly name: string;
  readonly values: Values;
  readonly untilMs: number;
  readonly rank: number;
}

/** What devices were told to do, and for how long. */
export class CommandState {
  readonly #standing = new Map<string, Standing[]>();
  readonly #hushed = new Map<string, number>();

  /** Carries a command out on a device at this time; `show` tells what a device shows. Repeating a command does no harm. */
  obey(subject: Subject, body: CommandBody, show: (subject: Subject) => Values, nowMs: number): Obedience {
    const { id, command, args } = body;
    const refuse = (reason: string): Obedience => ({ answer: { id, ok: false, reason }, tells: [] });
    const declared = subject.entry.kind.commands?.[command];
    const carry = COMMANDS.get(subject.kind)?.[command];
    if (!declared || !carry) return refuse(`a ${subject.kind} knows no command ${command}`);
    const given = args ?? {};
    const fault = commandFault(declared, given);
    if (fault) return refuse(`${command}: ${fault.argument} ${fault.expected}`);
    const effect = carry({ subject, args: given, shown: show(subject) });
    if (typeof effect === 'string') return refuse(effect);
    this.#stand(subject.code, effect, nowMs);
    if (effect.below) for (const part of subject.parts) this.obey(part, body, show, nowMs);
    return { answer: { id, ok: true }, tells: effect.tells ?? [] };
  }

  /** What the device shows with what it was told. */
  overlay(subject: Subject, own: Values, timeMs: number): Values {
    const standing = this.#standing.get(subject.code);
    if (!standing) return own;
    const left = standing.filter(({ untilMs }) => untilMs > timeMs);
    if (left.length === 0) this.#standing.delete(subject.code);
    else if (left.length < standing.length) this.#standing.set(subject.code, left);
    return Object.assign({}, own, ...left.map(({ values }) => values));
  }

  /** Whether the device is starting anew and says nothing. */
  isHushed({ code }: Subject, timeMs: number): boolean {
    return (this.#hushed.get(code) ?? 0) > timeMs;
  }

  #stand(code: string, { name, fixes, forMs, rank = 0, ends = [], hushMs }: Effect, nowMs: number): void {
    const others = (this.#standing.get(code) ?? []).filter((each) => each.name !== name && !ends.includes(each.name));
    const untilMs = nowMs + (forMs ?? Number.POSITIVE_INFINITY);
    const standing = fixes ? [...others, { name, values: fixes, untilMs, rank }] : others;
    if (standing.length === 0) this.#standing.delete(code);
    else
      this.#standing.set(
        code,
        standing.sort((a, b) => a.rank - b.rank),
      );
    if (hushMs !== undefined) this.#hushed.set(code, nowMs + hushMs);
  }
}
