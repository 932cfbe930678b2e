import type { CommandArgs } from './device-command.ts';
import type { Label } from './site.ts';

/** How far from the alarm's device its linked actions reach: itself, its zone, its storey, its building, or what stands nearest. */
export type ActionRange = 'device' | 'zone' | 'storey' | 'building' | 'near';

/** What interrupts what on a loudspeaker, the lowest first (7.2.5-4: accident broadcast has the highest priority). */
export const BROADCAST_LEVELS = ['programme', 'prompt', 'emergency', 'accident'] as const;
export type BroadcastLevel = (typeof BROADCAST_LEVELS)[number];

/** What follows an alarm, by declaration; carried out by the outlets of the live composition. */
export type LinkedAction = {
  readonly clause: string;
} /** Devices of these kinds in range are told a command; of `near` at most `count` (2 where absent). */ & (
  | {
      readonly do: 'command';
      readonly command: string;
      readonly args?: CommandArgs;
      readonly kinds: readonly string[];
      readonly within: ActionRange;
      readonly count?: number;
    }
  /** A text is spoken by the loudspeakers in range, and what was playing there goes on afterwards. */
  | {
      readonly do: 'broadcast';
      readonly text: Label;
      readonly level: BroadcastLevel;
      readonly within: ActionRange;
    }
  /** Screens: the pictures of the cameras that see the place, the way there, the storey drawn alone. */
  | { readonly do: 'openCamera' | 'flyTo' | 'isolateStorey' }
  /** Whoever is to be told, by the ways the site has; a list of people to be called; an alert for other systems (CAP 1.2). */
  | { readonly do: 'notify' | 'callList' | 'alertOut' }
);
