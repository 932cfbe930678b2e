import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { defineFacility, KNOWN_FACILITIES } from 'twin-core';
import { readConfig } from '../twin-server/src/config.ts';
import { startLive } from '../twin-server/src/live.ts';

/** A facility that nobody shipped: this one object is all there is of it. */
const BEEHIVES = defineFacility({
  id: 'beehives',
  label: { zh: '蜂箱监测', en: 'Beehives' },
  clause: 'test',
  symbol: 'M12 2 21 7v10l-9 5-9-5V7z',
  deviceKinds: {
    beehive: {
      label: { zh: '蜂箱', en: 'Beehive' },
      silenceAfterMs: 600_000,
      datastreams: {
        weightKg: {
          label: { zh: '蜂箱重量', en: 'Hive weight' },
          unit: 'kg',
          type: 'number',
          decimals: 1,
          range: [0, 200],
        },
      },
    },
  },
  alarms: [
    {
      code: 'bees.swarming',
      label: { zh: '分蜂', en: 'Swarming' },
      priority: 2,
      clause: 'test',
      when: { property: 'weightKg', below: 5 },
    },
  ],
});

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { config } = readConfig(process.env);
const say = (line: string) => process.stdout.write(`${line}\n`);

// The estate before anybody made models of its buildings: what it has of them is their records.
const models = `${config.dataDir}/models-of-the-site`;
await mkdir(models, { recursive: true });
await cp(`${ROOT}models`, models, { recursive: true, filter: (path) => !path.endsWith('.ifc') });
const site = JSON.parse(await readFile(`${models}/site.json`, 'utf8'));
for (const building of site.buildings) building.ifc = null;
await writeFile(`${models}/site.json`, JSON.stringify(site));

const live = await startLive({
  config,
  facilities: [...KNOWN_FACILITIES, BEEHIVES],
  places: {
    client: `${ROOT}dist/client`,
    models,
    tilesets: `${config.dataDir}/tilesets-of-the-site`,
    // No simulator: only what the test sends happens.
    cameras: `${ROOT}twin-demo/cameras`,
    dossier: `${ROOT}dist/dossier/dossier.html`,
    simulator: `${ROOT}dist/demo/none.js`,
  },
  log: pino({ level: 'warn' }, pino.destination(2)),
  onProgress: say,
  onFatal: (reason) => {
    process.stderr.write(`${reason}\n`);
    process.exit(1);
  },
});
process.on('SIGTERM', () => void live.close().then(() => process.exit(0)));
say(`  Address        ${live.url}`);
say(`  MQTT           ${live.mqttUrl}`);
if (live.demoGateway) say(`  Demo gateway   account ${live.demoGateway.account}  key ${live.demoGateway.secret}`);
say('Stop with Ctrl-C.');
