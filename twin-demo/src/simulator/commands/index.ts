import { accessCommands } from './access.ts';
import { broadcastCommands } from './broadcast.ts';
import { chargingCommands } from './charging.ts';
import type { Commands } from './effect.ts';
import { elevatorCommands } from './elevator.ts';
import { lampCommands } from './lamp.ts';
import { perimeterCommands } from './perimeter.ts';
import { videoCommands } from './video.ts';

const RESTART_MS = 20_000;

/** What every kind of device can be told, by kind and command. */
export const COMMANDS: ReadonlyMap<string, Commands> = new Map(
  [
    perimeterCommands,
    chargingCommands,
    videoCommands,
    broadcastCommands,
    elevatorCommands,
    lampCommands,
    accessCommands,
    { 'iot-gateway': { restart: () => ({ name: 'restart', hushMs: RESTART_MS }) } } as const,
  ].flatMap((kinds: Readonly<Record<string, Commands>>) => Object.entries(kinds)),
);
