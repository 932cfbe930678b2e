import { z } from 'zod';
import type { Planned } from './incidents/programme.ts';
import { SCENARIOS } from './incidents/repertoire.ts';

/** Bad settings or bad files: one line for the person who started the program; it ends with exit code 2. */
export class UsageError extends Error {}

/** An incident that is asked for begins so long after the first connection, seconds, where nothing else is said. */
const ASKED_AT_S = 15;

/** Incidents by name, each with the second that it begins at: lift-trapped,lane-blocked@60. */
const Asked = z.string().transform((text, context): Planned[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      const [id = '', seconds = String(ASKED_AT_S)] = entry.split('@');
      const scenario = SCENARIOS.get(id);
      const atS = Number(seconds);
      if (scenario && atS >= 0) return [{ scenario, atS }];
      const names = [...SCENARIOS.keys()].sort().join(', ');
      const message = scenario
        ? `${entry}: expected name@seconds`
        : `there is no incident ${id}; expected one of ${names}`;
      context.addIssue({ code: 'custom', message });
      return [];
    }),
);

const Environment = z.object({
  TWIN_SIM_MQTT: z
    .url({ protocol: /^mqtts?$/, error: 'expected an address such as mqtt://127.0.0.1:1883' })
    .default('mqtt://127.0.0.1:1883'),
  TWIN_SIM_ACCOUNT: z.string({ error: 'expected the name of a gateway account' }).min(1, 'must not be empty'),
  TWIN_SIM_KEY: z.string({ error: 'expected the key of that account' }).min(1, 'must not be empty'),
  TWIN_SIM_MODELS: z.string().min(1, 'must not be empty').optional(),
  TWIN_SIM_CAMERAS: z.string().min(1, 'must not be empty').optional(),
  TWIN_SIM_CAMERA_PORT: z.coerce.number({ error: 'expected a port' }).int().min(0).max(65_535).default(0),
  TWIN_SIM_SEED: z.string().min(1, 'must not be empty').default('demo'),
  TWIN_SIM_PLAY: Asked.default([]),
});

/** Settings of the simulator. */
export interface Settings {
  /** MQTT listener of the platform. */
  readonly url: string;
  readonly account: string;
  readonly key: string;
  /** Folder with site.json; undefined: the one found above the program. */
  readonly models: string | undefined;
  /** Folder with the clips of the cameras, and the port on this machine under which they are played; undefined: no camera has a picture. */
  readonly cameras: { readonly folder: string; readonly port: number } | undefined;
  /** Seeds everything; the same seed plays the same estate. */
  readonly seed: string;
  /** Incidents that are played beside the programme. */
  readonly asked: readonly Planned[];
}

/** Reads the settings from the environment. Throws a UsageError that names the setting. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new UsageError(`${issue.path.join('.')}: ${issue.message}`);
  }
  const { TWIN_SIM_MQTT, TWIN_SIM_ACCOUNT, TWIN_SIM_KEY, TWIN_SIM_MODELS, TWIN_SIM_SEED, TWIN_SIM_PLAY } = parsed.data;
  const { TWIN_SIM_CAMERAS: folder, TWIN_SIM_CAMERA_PORT: port } = parsed.data;
  return {
    url: TWIN_SIM_MQTT,
    account: TWIN_SIM_ACCOUNT,
    key: TWIN_SIM_KEY,
    models: TWIN_SIM_MODELS,
    cameras: folder === undefined ? undefined : { folder, port },
    seed: TWIN_SIM_SEED,
    asked: TWIN_SIM_PLAY,
  };
}
