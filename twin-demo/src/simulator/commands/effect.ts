import type { Values } from '../behavior.ts';
import type { Subject } from '../subject.ts';

/** An event that a device reports because of a command. */
export interface Told {
  /** Event type as on the wire. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** After the command, milliseconds. */
  readonly afterMs?: number;
}

/** What a command does to a device. */
export interface Effect {
  /** What it fixes stands until it is over or another of the same name comes; a device may stand under several. */
  readonly name: string;
  /** Values fixed by it; absent where it ends what another one fixed. */
  readonly fixes?: Values;
  /** How long, milliseconds; until ended where absent. */
  readonly forMs?: number | undefined;
  /** Of several effects the highest is seen. */
  readonly rank?: number;
  /** All effects under these names end. */
  readonly ends?: readonly string[];
  /** The device says nothing for so long, milliseconds: it starts anew. */
  readonly hushMs?: number;
  readonly tells?: readonly Told[];
  /** The devices below it are told the same. */
  readonly below?: boolean;
}

/** A command on its way: to which device, with what arguments (as declared in the catalogue), and what the device shows. */
export interface Order {
  readonly subject: Subject;
  readonly args: Readonly<Record<string, unknown>>;
  readonly shown: Values;
}

/** What a command does, or in a few words why the device will not. */
export type Carry = (order: Order) => Effect | string;

/** How the devices of a kind carry out their commands, by command. */
export type Commands = Readonly<Record<string, Carry>>;
