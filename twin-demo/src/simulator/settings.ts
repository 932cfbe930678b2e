import { z } from 'zod';

/** Bad settings or bad files: one line for the person who started the program; it ends with exit code 2. */
export class UsageError extends Error {}

const Environment = z.object({
  TWIN_SIM_MQTT: z
    .url({ protocol: /^mqtts?$/, error: 'expected an address such as mqtt://127.0.0.1:1883' })
    .default('mqtt://127.0.0.1:1883'),
  TWIN_SIM_ACCOUNT: z.string({ error: 'expected the name of a gateway account' }).min(1, 'must not be empty'),
  TWIN_SIM_KEY: z.string({ error: 'expected the key of that account' }).min(1, 'must not be empty'),
  TWIN_SIM_MODELS: z.string().min(1, 'must not be empty').optional(),
  TWIN_SIM_SEED: z.string().min(1, 'must not be empty').default('demo'),
});

/** Settings of the simulator. */
export interface Settings {
  /** MQTT listener of the platform. */
  readonly url: string;
  readonly account: string;
  readonly key: string;
  /** Folder with site.json; undefined: the one found above the program. */
  readonly models: string | undefined;
  /** Seeds everything; the same seed plays the same estate. */
  readonly seed: string;
}

/** Reads the settings from the environment. Throws a UsageError that names the setting. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new UsageError(`${issue.path.join('.')}: ${issue.message}`);
  }
  const { TWIN_SIM_MQTT, TWIN_SIM_ACCOUNT, TWIN_SIM_KEY, TWIN_SIM_MODELS, TWIN_SIM_SEED } = parsed.data;
  return {
    url: TWIN_SIM_MQTT,
    account: TWIN_SIM_ACCOUNT,
    key: TWIN_SIM_KEY,
    models: TWIN_SIM_MODELS,
    seed: TWIN_SIM_SEED,
  };
}
