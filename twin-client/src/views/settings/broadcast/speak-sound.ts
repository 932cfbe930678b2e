import type { Sound } from '../../../state/records/broadcast.ts';

/** Levels at which a text is spoken by hand. */
export const SPOKEN_LEVELS = ['prompt', 'emergency', 'accident'] as const;
export type SpokenLevel = (typeof SPOKEN_LEVELS)[number];

const EMERGENCY = 'emergency.';

/** The choice that stands for a kind of emergency. */
export const emergencyChoice = (kind: string): string => `${EMERGENCY}${kind}`;

/** What is spoken by what was chosen: a level, or a kind of emergency. */
export function soundOf(choice: string, typed: string): Sound {
  const text = typed.trim();
  if (choice.startsWith(EMERGENCY)) return { kind: 'emergency', emergency: choice.slice(EMERGENCY.length), text };
  return { kind: 'text', text, level: choice as SpokenLevel };
}
