import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { KNOWN_FACILITIES } from 'twin-core';
import { runAccount } from './account-command.ts';
import { BACKUP_USAGE, RESTORE_USAGE, runBackup, runRestore } from './backup-command.ts';
import { runBake } from './bake/command.ts';
import { PIPES_USAGE } from './bake/pipes/index.ts';
import { readConfig } from './config.ts';
import { runVerifyDossier, VERIFY_DOSSIER_USAGE } from './dossier-command.ts';
import { IMPORT_USAGE, runImport } from './import-command.ts';
import { startLive } from './live.ts';
import { InputError, reasonOf } from './problem.ts';
import { SIMULATE_USAGE } from './simulate-usage.ts';
import { runTemplate, TEMPLATE_USAGE } from './template-command.ts';

/** Set by the build: the sources run under a loader instead, which finds .ts files. */
const BUNDLED = import.meta.url.endsWith('.js');
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const USAGE = `twin <command>

  start [--port N] [--data DIR] [--no-demo]
                                    the server
  bake ifc FILE --out DIR [--lon D] [--lat D] [--height M] [--heading DEG]
                                    IFC → 3D Tiles 1.1 + building.json
  bake terrain FILE… --out DIR [--max-level N] [--height-datum egm96|ellipsoid|1985] [--crs EPSG:N]
                                    GeoTIFF, HGT (zip) → quantized-mesh + layer.json
  bake buildings FILE --out DIR [--height-field NAME] [--crs EPSG:N|GCJ-02|BD-09] [--swap-axes] [--terrain DIR]
                                    footprints (GeoJSON, FlatGeobuf, zipped shapefile, OSM) → 3D Tiles 1.1 with metadata
  bake pipes FILE --out DIR […]     EPANET .inp, GeoJSON lines → 3D Tiles 1.1 + network.json; see bake --help
  import geoFeature FILE --layer CODE [--crs EPSG:N|GCJ-02|BD-09] [--anywhere] [--dry-run]
                                    GeoJSON, FlatGeobuf, zipped shapefile, OpenStreetMap, GeoTIFF, HGT → a layer
  simulate --devices N --rate R --seconds S [--alarms R] [--url mqtt://HOST:PORT]
                                    a load test of the running server, in a site of its own that is removed afterwards
  import KIND FILE [--dry-run]      base data from .xlsx, .csv, .json: device, building, house, person, occupancy,
                                    organisation, cameraView, observation (history of values)
  template KIND --out FILE.xlsx     the Excel template of a kind
  backup FILE                       all data in one file, also while the server runs
  restore FILE [--replace]          all data of a backup, into an empty data folder or in place of what is there
  verify-dossier FILE [--key FINGERPRINT]
                                    whether an incident dossier is as it was signed; names the first changed record
  account add NAME --role administrator|operator|viewer
  account add NAME --gateway SITE | --device CODE | --api-key
  account reset-password NAME       make an account or key, print its secret once

  --json    print one JSON object as the last line of stdout
  --help    on each command
`;

type Command = (args: string[]) => Promise<object | undefined>;

const COMMANDS: Readonly<Record<string, { usage: string; run: Command }>> = {
  start: { usage: 'twin start [--port N] [--data DIR] [--no-demo]', run: start },
  bake: {
    usage:
      'twin bake ifc FILE --out DIR [--lon D] [--lat D] [--height M] [--heading DEG] [--json]\n       twin bake terrain FILE… --out DIR [--max-level N] [--height-datum egm96|ellipsoid|1985] [--crs EPSG:N] [--json]\n       twin bake buildings FILE --out DIR [--height-field NAME] [--crs EPSG:N|GCJ-02|BD-09] [--swap-axes] [--terrain DIR] [--json]\n       twin ' +
      PIPES_USAGE,
    run: (args) => runBake(args, { onProgress: (line) => process.stderr.write(`${line}\n`), untilStopped }),
  },
  import: {
    usage: `twin ${IMPORT_USAGE}`,
    run: (args) =>
      runImport(args, {
        config: readConfig(process.env).config,
        models: placesOf().models,
        log: pino({ level: 'silent' }),
        onProgress: (line) => process.stderr.write(`${line}\n`),
      }),
  },
  simulate: {
    usage: `twin ${SIMULATE_USAGE}`,
    run: async (args) =>
      // Read only then: a server's start need not wait for what only a load test uses.
      (await import('./simulate-command.ts')).runSimulate(args, {
        config: readConfig(process.env).config,
        log: pino({ level: 'silent' }),
        onProgress: (line) => process.stderr.write(`${line}\n`),
      }),
  },
  template: { usage: `twin ${TEMPLATE_USAGE}`, run: runTemplate },
  backup: {
    usage: `twin ${BACKUP_USAGE}`,
    run: (args) => runBackup(args, readConfig(process.env).config, pino({ level: 'silent' })),
  },
  restore: {
    usage: `twin ${RESTORE_USAGE}`,
    run: (args) => runRestore(args, readConfig(process.env).config, pino({ level: 'silent' })),
  },
  'verify-dossier': {
    usage: `twin ${VERIFY_DOSSIER_USAGE}`,
    run: (args) => runVerifyDossier(args, (line) => process.stderr.write(`${line}\n`)),
  },
  account: {
    usage:
      'twin account add NAME (--role ROLE | --gateway SITE | --device CODE | --api-key) [--json]\n       twin account reset-password NAME [--json]',
    run: (args) => runAccount(args, readConfig(process.env).config, pino({ level: 'silent' })),
  },
};

/** A signal that is given when the user or the system ends the program, so that what it started ends with it. */
function untilStopped(): AbortSignal {
  const control = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => control.abort(new InputError(`stopped by ${name}`)));
  }
  return control.signal;
}

async function main(argv: string[]): Promise<number> {
  const [name, ...args] = argv;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(USAGE);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS[name];
  if (!command) throw new InputError(`${name}: unknown command; see twin --help`, { place: 'twin' });
  if (args.includes('--help')) {
    process.stdout.write(`${command.usage}\n`);
    return 0;
  }
  const json = args.includes('--json');
  const result = await command.run(args.filter((arg) => arg !== '--json'));
  if (result && json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (result)
    for (const [key, value] of Object.entries(result))
      process.stdout.write(`${key}: ${typeof value === 'object' ? JSON.stringify(value) : value}\n`);
  // What was asked whether it is in order, and is not, is bad input.
  return result && 'ok' in result && result.ok === false ? 2 : 0;
}

async function start(args: string[]): Promise<undefined> {
  const { values } = parseStart(args);
  const env = {
    ...process.env,
    ...(values.port === undefined ? {} : { TWIN_PORT: values.port }),
    ...(values.data === undefined ? {} : { TWIN_DATA: values.data }),
    ...(values['no-demo'] ? { TWIN_DEMO: '0' } : {}),
  };
  const { config, warnings } = readConfig(env);
  for (const warning of warnings) process.stderr.write(`${warning}\n`);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const log = pino(
    { level: 'info', redact: ['password', 'secret', 'key', '*.password', '*.secret', '*.key'] },
    pino.destination(2),
  );
  const startedAt = performance.now();
  let stopping = false;
  const stop = (code: number) => {
    if (stopping) return;
    stopping = true;
    // Also while it starts: what was opened until then is closed, so that nothing is left behind.
    starting.then(
      async (live) => {
        await live.close();
        process.exit(code);
      },
      () => process.exit(code || 1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  // A parent that is gone cannot stop this process any more: npm killed hard, a closed terminal.
  process.on('disconnect', () => stop(0));
  const starting = startLive({
    config,
    facilities: KNOWN_FACILITIES,
    places: placesOf(),
    log,
    onProgress: (line) => say(`· ${line}`),
    onFatal: (reason) => {
      log.fatal({ reason }, 'this server stops');
      stop(1);
    },
  });
  const live = await starting;
  say('');
  say(`Ready in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  say(`  Address        ${live.url}`);
  say(`  MQTT           ${live.mqttUrl}`);
  if (live.administrator.password)
    say(`  Administrator  ${live.administrator.account}  password ${live.administrator.password}  (shown once)`);
  else say(`  Administrator  ${live.administrator.account}`);
  if (live.demoGateway) say(`  Demo gateway   account ${live.demoGateway.account}  key ${live.demoGateway.secret}`);
  say('Stop with Ctrl-C.');
  return undefined;
}

function parseStart(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { port: { type: 'string' }, data: { type: 'string' }, 'no-demo': { type: 'boolean' } },
    });
  } catch (cause) {
    throw new InputError(`${reasonOf(cause)}; usage: ${COMMANDS.start?.usage}`, { place: 'start' });
  }
}

function placesOf() {
  const client = `${ROOT}dist/client`;
  return {
    client: existsSync(`${client}/index.html`) ? client : null,
    models: `${ROOT}models`,
    tilesets: `${ROOT}tilesets`,
    cameras: `${ROOT}twin-demo/cameras`,
    dossier: `${ROOT}dist/dossier/dossier.html`,
    simulator: BUNDLED ? `${ROOT}dist/demo/simulator.js` : `${ROOT}twin-demo/src/simulator/main.ts`,
  };
}

main(process.argv.slice(2)).then(
  (code) => {
    if (process.argv[2] !== 'start') process.exitCode = code;
  },
  (cause: unknown) => {
    if (cause instanceof InputError) {
      process.stderr.write(`${cause.message}\n`);
      process.exit(2);
    }
    process.stderr.write(
      `internal fault: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n`,
    );
    process.exit(1);
  },
);
