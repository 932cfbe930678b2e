import { z } from 'zod';
import { CameraView } from '../camera-view.ts';
import { Code } from '../code.ts';
import { RuleSettings } from '../rule-settings.ts';

const HOUR_MS = 3_600_000;
/** A fork runs for a day at most: longer ones are told by the reports over weeks. */
export const MOST_WHAT_IF_MS = 24 * HOUR_MS;
export const MOST_WHAT_IF_CHANGES = 20;

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
const name = z.string().trim().min(1).max(80);

/** An alarm kind with other settings; what is not given stays as the site has it. What it leads to outside is not part of it: nothing is reached. */
const RuleChange = z.strictObject({
  kind: z.literal('rule'),
  code: z.string().describe('alarm kind, such as env.noise'),
  settings: RuleSettings.omit({ actions: true }).describe('what is not given stays as the site has it'),
});

/** How long a value must lie beyond its limit before the alarm is raised: the setting that is asked about most, by its own name. */
const DelayChange = z.strictObject({
  kind: z.literal('delay'),
  code: z.string().describe('alarm kind that watches a value'),
  ms: z
    .int()
    .min(0)
    .max(24 * HOUR_MS),
});

/** A camera that is moved, turned, added, or, with a null pose, off. */
const CameraChange = z.strictObject({
  kind: z.literal('camera'),
  camera: Code.describe('a camera that there is, or a name for one that is not'),
  pose: z
    .strictObject({
      ...CameraView.omit({ device: true }).shape,
      longitude,
      latitude,
      height: z.number().describe('metres above the WGS 84 ellipsoid'),
    })
    .nullable()
    .describe('null: off'),
});

/** Where a guard stands. One with the name of a post that there is stands elsewhere, any other is added. */
const PostChange = z.strictObject({
  kind: z.literal('post'),
  name,
  location: z.strictObject({ longitude, latitude }),
  building: Code.nullable().default(null).describe('null: out of doors'),
  storey: name.nullable().default(null).describe('name of the storey, of a post in a building'),
});

/** A door that nobody passes, or that everybody does. */
const DoorChange = z.strictObject({
  kind: z.literal('door'),
  building: Code,
  door: z.string().min(1).max(64).describe('GlobalId of the door in the building’s model'),
  state: z.enum(['open', 'closed']),
});

/** One thing that is otherwise. */
export const WhatIfChange = z.discriminatedUnion('kind', [
  RuleChange,
  DelayChange,
  CameraChange,
  PostChange,
  DoorChange,
]);
export type WhatIfChange = z.infer<typeof WhatIfChange>;
/** One kind of change. */
export type ChangeOf<Kind extends WhatIfChange['kind']> = Extract<WhatIfChange, { kind: Kind }>;

/** Two changes of one thing contradict each other: what a change is about, for telling. */
export function subjectOf(change: WhatIfChange): string {
  switch (change.kind) {
    case 'rule':
    case 'delay':
      return `alarm ${change.code}`;
    case 'camera':
      return `camera ${change.camera}`;
    case 'post':
      return `post ${change.name}`;
    case 'door':
      return `door ${change.building} ${change.door}`;
  }
}

/** What a change asks of an alarm kind, as its settings; null for what is no rule. */
export function settingsOfChange(
  change: WhatIfChange,
): { readonly code: string; readonly settings: RuleSettings } | null {
  if (change.kind === 'rule') return { code: change.code, settings: change.settings };
  return change.kind === 'delay' ? { code: change.code, settings: { onDelayMs: change.ms } } : null;
}
