import type { Label } from 'twin-core';
import { z } from 'zod';
import type { Log } from '../engines/log.ts';
import type { Sink } from './message.ts';

/** Points one connection may declare: more belongs into a second one. */
const MAX_POINTS = 10_000;

/** What every point says, whatever the protocol: whose value it is. */
export const PointTarget = {
  device: z.string().min(1).max(64).describe('code of the device'),
  property: z.string().min(1).max(64).describe('property of its kind, such as temperatureC'),
} as const;

/** A connection as it was declared, of one adapter. */
export interface ConnectionSpec<Settings, Point> {
  readonly site: string;
  readonly code: string;
  readonly settings: Settings;
  readonly points: readonly Point[];
}

/** Where a connection hands on what it reads, and asks beforehand what would be refused. */
export interface ConnectionSink extends Sink {
  /** Why this value of this device would not be taken, in words; null where it would. `time` is epoch ms. */
  judge(device: string, property: string, value: unknown, time: number): string | null;
  /** What the twin holds of a property of a device, as last committed, whoever told it: booleans as 0 and 1, `time` epoch ms. Null before the first. */
  last(device: string, property: string): { readonly value: number; readonly time: number } | null;
}

/** How a connection fares. Times are epoch ms; counts are since it was opened. */
export interface ConnectionState {
  readonly condition: 'connecting' | 'connected' | 'faulted';
  /** Why it is faulted, or what of it is; null where all is well. */
  readonly reason: string | null;
  readonly lastMessageAt: number | null;
  readonly counters: {
    /** Messages read from the other side. */
    readonly received: number;
    /** Readings made of them that are durable; one message may hold those of several devices. */
    readonly stored: number;
    /** Dead letters: what was answered wrongly or made no sense, once for each change of the reason. */
    readonly refused: number;
    /** Times the connection was lost or could not be made. */
    readonly lost: number;
  };
}

/** A connection while it is open. */
export interface OpenConnection {
  state(): ConnectionState;
  /** Resolves when nothing more comes of it. */
  close(): Promise<void>;
}

/**
 * ONE PROTOCOL, in one folder: what its connections and points say, and how bytes become readings. Nothing it does throws outward: what goes
 * wrong shows in the state. Whatever acknowledgement the protocol has is given only after the sink's promise has resolved, which is after COMMIT.
 */
interface AdapterSpec<Settings, Point extends { readonly device: string; readonly property: string }> {
  /** Known in declarations, in readings and in dead letters: modbus-tcp. */
  readonly id: string;
  readonly label: Label;
  readonly settings: z.ZodType<Settings>;
  readonly point: z.ZodType<Point>;
  /** Names of settings that are told to nobody once stored. */
  readonly secrets?: readonly (keyof Settings & string)[];
  open(connection: ConnectionSpec<Settings, Point>, sink: ConnectionSink, log: Log): OpenConnection;
}

/** An adapter as the registry of connections knows it: what it declares is checked before it is opened. */
export interface Adapter {
  readonly id: string;
  readonly label: Label;
  readonly secrets: readonly string[];
  /** What a connection of it declares. */
  readonly declaration: z.ZodType<Declaration>;
  /** Opens a connection. Throws z.ZodError where the declaration is none of this adapter's. */
  open(connection: ConnectionSpec<unknown, unknown>, sink: ConnectionSink, log: Log): OpenConnection;
}

/** The part of a connection that its adapter understands. */
export interface Declaration {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly points: readonly { readonly device: string; readonly property: string }[];
}

/** Makes an adapter of its description; inside it the types are those of its schemas. */
export function defineAdapter<Settings, Point extends { readonly device: string; readonly property: string }>(
  spec: AdapterSpec<Settings, Point>,
): Adapter {
  const declaration = z.strictObject({ settings: spec.settings, points: z.array(spec.point).max(MAX_POINTS) });
  return {
    id: spec.id,
    label: spec.label,
    secrets: spec.secrets ?? [],
    declaration: declaration as unknown as z.ZodType<Declaration>,
    open: ({ site, code, settings, points }, sink, log) =>
      spec.open({ site, code, ...declaration.parse({ settings, points }) }, sink, log),
  };
}
