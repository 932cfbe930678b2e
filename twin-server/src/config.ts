import { resolve } from 'node:path';
import { z } from 'zod';
import { InputError } from './problem.ts';

/** One environment variable: how it is read, its default as text, its unit, and what it does. */
interface Setting<T> {
  readonly variable: string;
  readonly schema: z.ZodType<T, string | undefined>;
  /** Shown in the documentation; the schema holds the value itself. */
  readonly fallback: string;
  readonly unit: string;
  readonly doc: string;
  readonly secret?: true;
}

function setting<T>(entry: Setting<T>): Setting<T> {
  return entry;
}

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'expected a port from 0 to 65535')
    .transform(Number)
    .refine((value) => value <= 65_535, 'expected a port from 0 to 65535')
    .default(fallback);

const days = (fallback: number, least: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `expected a number of days from ${least} to 36500`)
    .transform(Number)
    .refine((value) => value >= least && value <= 36_500, `expected a number of days from ${least} to 36500`)
    .default(fallback);

const hosts = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  );

const address = (schemes: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
      `expected a URL that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    )
    .optional();

/** A switch that is on unless it is turned off. */
const switchedOn = {
  schema: z
    .enum(['0', '1'], 'expected 0 or 1')
    .default('1')
    .transform((value) => value === '1'),
  fallback: '1',
  unit: '0 or 1',
};

/** Every setting, in the order of docs/settings.md. */
const SETTINGS = {
  host: setting({
    variable: 'TWIN_HOST',
    schema: z.string().default('127.0.0.1'),
    fallback: '127.0.0.1',
    unit: 'address',
    doc: 'Address on which the pages, the API and the embedded MQTT broker listen; `0.0.0.0` for every network.',
  }),
  port: setting({
    variable: 'TWIN_PORT',
    schema: port(8080),
    fallback: '8080',
    unit: 'TCP port',
    doc: 'Port of the pages, the API and the push channel; `0` takes any free one.',
  }),
  dataDir: setting({
    variable: 'TWIN_DATA',
    schema: z.string().default('./data'),
    fallback: './data',
    unit: 'folder',
    doc: 'Folder of the embedded database, the keys made at the first start, and `run.json`; one server a folder.',
  }),
  mqttPort: setting({
    variable: 'TWIN_MQTT_PORT',
    schema: port(1883),
    fallback: '1883',
    unit: 'TCP port',
    doc: 'Port of the embedded MQTT broker; `0` takes any free one. Without effect when `MQTT_URL` is set.',
  }),
  adminPassword: setting({
    variable: 'TWIN_ADMIN_PASSWORD',
    schema: z.string().min(8, 'expected at least 8 characters').optional(),
    fallback: 'a random one, printed once',
    unit: 'text',
    doc: "The administrator's password, read at the first start only.",
    secret: true,
  }),
  demo: setting({
    variable: 'TWIN_DEMO',
    ...switchedOn,
    doc: 'Whether the demonstration estate and its device simulator run.',
  }),
  databaseUrl: setting({
    variable: 'DATABASE_URL',
    schema: address(['postgres', 'postgresql']),
    fallback: 'an embedded PostgreSQL in `TWIN_DATA`',
    unit: 'URL',
    doc: 'PostgreSQL database to use instead of the embedded one.',
    secret: true,
  }),
  mqttUrl: setting({
    variable: 'MQTT_URL',
    schema: address(['mqtt', 'mqtts']),
    fallback: 'an embedded broker on `TWIN_MQTT_PORT`',
    unit: 'URL',
    doc: 'MQTT broker to subscribe to instead of listening; its persistence and access rules are its own.',
    secret: true,
  }),
  natsUrl: setting({
    variable: 'NATS_URL',
    schema: z.string().optional(),
    fallback: 'a bus inside the process',
    unit: 'URL',
    doc: 'Message bus of a cluster. Not yet supported: a server given one refuses to start.',
    secret: true,
  }),
  deviceRate: setting({
    variable: 'TWIN_DEVICE_RATE',
    schema: z
      .string()
      .regex(/^\d{1,6}(\.\d{1,3})?(\/\d{1,6})?$/, 'expected messages a second, or a second/at once, such as 50/500')
      .default('50/500')
      .transform((value) => {
        const [perSecond, burst] = value.split('/').map(Number) as [number, number | undefined];
        return perSecond === 0 ? null : { perSecond, burst: Math.max(1, burst ?? Math.ceil(perSecond * 10)) };
      }),
    fallback: '50/500',
    unit: 'messages/s, or messages/s / at once',
    doc: 'How many messages of one device are taken over MQTT and HTTP: a second on the average, and at once after a silence (ten seconds of them where not given). An array is one message over MQTT. What is beyond is refused with that reason and listed among the dead letters; `0` for no limit.',
  }),
  imageryServers: setting({
    variable: 'TWIN_IMAGERY_SERVERS',
    schema: hosts,
    fallback: 'none',
    unit: 'hosts, comma-separated',
    doc: 'Imagery servers that this server may fetch tiles from: a host, `*.host` for all below it, an address, or a network such as `10.2.0.0/16`. A host must lead to the internet, or to an address that is listed too. Browsers never ask them themselves.',
  }),
  alarmBands: setting({
    variable: 'TWIN_ALARM_BANDS',
    schema: z
      .string()
      .regex(/^\d{1,5}\/\d{1,5}\/\d{1,5}$/, 'expected three numbers of alarms an hour, such as 6/12/30')
      .default('6/12/30')
      .transform((value) => {
        const [good, manageable, flood] = value.split('/').map(Number) as [number, number, number];
        return { good, manageable, flood };
      })
      .refine(
        ({ good, manageable, flood }) => good < manageable && manageable < flood,
        'expected each more than the one before',
      ),
    fallback: '6/12/30',
    unit: 'alarms/h and operator',
    doc: 'How alarm rates are judged (ISA-18.2): good up to the first, manageable up to the second, a flood above the third.',
  }),
  operators: setting({
    variable: 'TWIN_OPERATORS',
    schema: z
      .string()
      .regex(/^[1-9]\d{0,2}$/, 'expected a number from 1 to 999')
      .transform(Number)
      .default(2),
    fallback: '2',
    unit: 'people',
    doc: 'Operators who share the alarm queue: alarm rates are judged for each.',
  }),
  notifyHosts: setting({
    variable: 'TWIN_NOTIFY_HOSTS',
    schema: hosts,
    fallback: 'none',
    unit: 'hosts, comma-separated',
    doc: 'Servers that alarms may be told to (webhooks, robots, CAP receivers, and the mail server), listed as those of imagery.',
  }),
  smtpUrl: setting({
    variable: 'TWIN_SMTP_URL',
    schema: address(['smtp', 'smtps']),
    fallback: 'no e-mail',
    unit: 'URL',
    doc: 'Mail server that notices are handed to, with name and password where it asks for them; its host must be among `TWIN_NOTIFY_HOSTS`. A password is sent over an encrypted line only.',
    secret: true,
  }),
  smtpFrom: setting({
    variable: 'TWIN_SMTP_FROM',
    schema: z.email('expected an e-mail address').optional(),
    fallback: 'none; needed with `TWIN_SMTP_URL`',
    unit: 'e-mail address',
    doc: 'Sender of the e-mails.',
  }),
  videoServers: setting({
    variable: 'TWIN_VIDEO_SERVERS',
    schema: hosts,
    fallback: 'none',
    unit: 'hosts, comma-separated',
    doc: 'Cameras, recorders and media servers that this server may ask for pictures, listed as those of imagery: cameras in a network of their own by that network, such as `10.2.0.0/16`. Browsers never ask them themselves.',
  }),
  videoBuffer: setting({
    variable: 'TWIN_VIDEO_BUFFER',
    schema: z
      .string()
      .regex(/^\d{1,7}$/, 'expected megabytes from 64 to 1000000')
      .transform(Number)
      .refine((value) => value >= 64 && value <= 1_000_000, 'expected megabytes from 64 to 1000000')
      .default(1024),
    fallback: '1024',
    unit: 'MB',
    doc: 'Room in `TWIN_DATA` for the last minutes of all cameras together, at most 15 minutes of each: what clips around alarms and the time line of a camera are taken from.',
  }),
  keepClips: setting({
    variable: 'TWIN_KEEP_CLIPS',
    schema: days(90, 1),
    fallback: '90',
    unit: 'days',
    doc: 'How long clips and pictures kept around alarms stay. 90 is what the Counter-Terrorism Law of China asks of recordings at guarded places (article 32).',
  }),
  publicBoard: setting({
    variable: 'TWIN_PUBLIC_BOARD',
    ...switchedOn,
    doc: 'Whether displays in public areas (`/board`) are told the values of the environment, and nothing else, without signing in (7.2.13-3).',
  }),
  screenSilence: setting({
    variable: 'TWIN_SCREEN_SILENCE',
    schema: z
      .string()
      .regex(/^\d{1,4}$/, 'expected seconds from 20 to 3600')
      .transform(Number)
      .refine((value) => value >= 20 && value <= 3600, 'expected seconds from 20 to 3600')
      .default(60),
    fallback: '60',
    unit: 's',
    doc: 'Silence after which a wall (`/wall`) that was not closed is an alarm. A wall is heard every 10 s.',
  }),
  keepObservations: setting({
    variable: 'TWIN_KEEP_OBSERVATIONS',
    schema: days(30, 2),
    fallback: '30',
    unit: 'days',
    doc: 'How long observations are kept one by one, and with them the state of any past instant; an older one is refused. Messages that were refused are listed as long.',
  }),
  keepJournal: setting({
    variable: 'TWIN_KEEP_JOURNAL',
    schema: days(184, 180),
    fallback: '184',
    unit: 'days',
    doc: 'How long the journal of events is kept: alarms and what was done with them, passages, logs; and the list of closed alarms. At least 180 (7.2.2-5); 184 is six months.',
  }),
  keepMinutes: setting({
    variable: 'TWIN_KEEP_MINUTES',
    schema: days(184, 2),
    fallback: '184',
    unit: 'days',
    doc: 'How long observations are kept summed up by minutes.',
  }),
  keepHours: setting({
    variable: 'TWIN_KEEP_HOURS',
    schema: days(3650, 2),
    fallback: '3650',
    unit: 'days',
    doc: 'How long observations are kept summed up by hours, for charts of years.',
  }),
  masterKey: setting({
    variable: 'TWIN_MASTER_KEY',
    schema: z
      .string()
      .regex(/^[0-9a-fA-F]{64}$/, 'expected 64 hexadecimal digits')
      .transform((value) => Buffer.from(value, 'hex'))
      .optional(),
    fallback: 'made once',
    unit: '32 bytes, hexadecimal',
    doc: 'Key that passwords and keys of connections, receivers, media servers and cameras are sealed with (SM4 and HMAC-SM3, 8.1.3-3). Made once in `master.key` of `TWIN_DATA` where none is given, and then part of backups. Nodes of one database need the same.',
    secret: true,
  }),
} as const;

type Settings = typeof SETTINGS;

/** The settings of one server, validated; `dataDir` is absolute. */
export type Config = { readonly [Key in keyof Settings]: z.output<Settings[Key]['schema']> };

/** Variables of the tests and of the demonstration's simulator, which are no setting of the server. */
const ELSEWHERE = /^TWIN_(FIXTURES$|SIM_)/;

/**
 * Reads the settings from environment variables; an empty variable counts as unset.
 * `warnings` names every TWIN_ variable that no setting reads. Throws InputError naming the first faulty setting.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): { config: Config; warnings: string[] } {
  const entries = Object.entries<Setting<unknown>>(SETTINGS).map(([key, { variable, schema, secret }]) => {
    const text = env[variable]?.trim() || undefined;
    const parsed = schema.safeParse(text);
    if (parsed.success) return [key, parsed.data] as const;
    const given = secret ? '' : `, not ${JSON.stringify(text)}`;
    throw new InputError(`${parsed.error.issues[0]?.message ?? 'not understood'}${given}`, { place: variable });
  });
  const config = Object.fromEntries(entries) as Config;
  const known = new Set(Object.values(SETTINGS).map(({ variable }) => variable));
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('TWIN_') && !known.has(name as never) && !ELSEWHERE.test(name),
  );
  return {
    config: { ...config, dataDir: resolve(config.dataDir) },
    warnings: unknown.sort().map((name) => `${name}: no such setting, ignored (see docs/settings.md)`),
  };
}

/** docs/settings.md as it must stand: the table above, for readers. */
export function settingsMarkdown(): string {
  const rows = Object.values<Setting<unknown>>(SETTINGS).map(
    ({ variable, fallback, unit, doc }) => `| \`${variable}\` | ${fallback} | ${unit} | ${doc} |`,
  );
  return [
    '# Settings',
    '',
    'All settings are environment variables; an empty one counts as unset. A faulty setting, a port in use, a folder that',
    'cannot be written, an engine that cannot be reached: one line naming the setting, and exit code 2.',
    '',
    '| variable | default | unit | what it does |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
