import type { ActionResult, BroadcastLevel, CommandArgs, DeviceRecord, PendingAction } from 'twin-core';
import type { CommandLine } from './device-line.ts';
import type { ActionContext, Outlet } from './outlet.ts';
import { type TargetSource, targetsOf } from './targets.ts';

/** The public address, as far as an alarm needs it. */
export interface Speaker {
  /** Has terminals speak; those that were reached are left alone. `tell` sends a terminal a command. */
  speak(
    spoken: {
      readonly id: string;
      readonly text: string;
      readonly level: BroadcastLevel;
      readonly alarm: string | null;
      readonly places: readonly string[];
      readonly terminals: readonly string[];
    },
    reached: ReadonlySet<string>,
    tell: (terminal: string, command: string, args: CommandArgs) => Promise<ActionResult>,
  ): Promise<ActionResult[]>;
}

/** The kind of device that is a loudspeaker. */
const TERMINALS = ['broadcast-terminal'];

/** Has the loudspeakers in the range of an alarm speak; what was playing there goes on afterwards (7.2.5-4). */
export class BroadcastOutlet implements Outlet {
  readonly does = ['broadcast'] as const;
  readonly #line: CommandLine;
  readonly #source: TargetSource;
  readonly #speaker: Speaker;

  constructor(line: CommandLine, source: TargetSource, speaker: Speaker) {
    this.#line = line;
    this.#source = source;
    this.#speaker = speaker;
  }

  async carryOut({ id, action, alarm }: PendingAction, { device, reached }: ActionContext): Promise<ActionResult[]> {
    if (action.do !== 'broadcast') throw new Error(`${action.do} is not for loudspeakers`);
    if (!device) throw new Error('its device is not in the registry any more');
    const { text, level, within } = action;
    const terminals = targetsOf(this.#source, device, { kinds: TERMINALS, within });
    if (terminals.length === 0) throw new Error(`no loudspeaker in its ${within}`);
    const places = placesOf(this.#source.devices(), new Set(terminals));
    return this.#speaker.speak(
      { id, text: text.zh, level, alarm, places, terminals },
      reached,
      (terminal, command, args) =>
        // One id a command and terminal: a second attempt is not obeyed twice.
        this.#line.tell(`${id}.${terminal}.${command}`, terminal, command, args),
    );
  }
}

/** The zones, or else the buildings, of some loudspeakers. */
function placesOf(devices: Iterable<DeviceRecord>, terminals: ReadonlySet<string>): string[] {
  const places = new Set<string>();
  for (const { code, zone, building } of devices) {
    const place = zone ?? building;
    if (place !== null && terminals.has(code)) places.add(place);
  }
  return [...places].sort();
}
