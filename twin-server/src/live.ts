import { createServer, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import {
  type BuildingRecord,
  Catalogue,
  type DeviceRecord,
  type Facility,
  type Published,
  type SiteChange,
} from 'twin-core';
import { BY_SYSTEM, createAccess } from './access/access.ts';
import { decideAccess } from './access/decide-access.ts';
import { AlarmIndex } from './alarm/alarm-index.ts';
import { RuleTable } from './alarm/rule-table.ts';
import { alarmTexts } from './api/alarm-text.ts';
import { createApi } from './api/api.ts';
import { background } from './background.ts';
import { readOutline } from './bake/read-outline.ts';
import { bakeSite } from './bake/site.ts';
import { openBase } from './base/open-base.ts';
import { Surroundings } from './base/surroundings.ts';
import { Bindings } from './binding/bindings.ts';
import type { Config } from './config.ts';
import { openHttp, openMqtt, watcherOf } from './doors.ts';
import { Dossiers } from './dossier/dossiers.ts';
import type { Broker } from './engines/broker.ts';
import { openBus } from './engines/bus.ts';
import { openDatabase } from './engines/database.ts';
import { migrate } from './engines/migrate.ts';
import { MIGRATIONS } from './engines/migrations/index.ts';
import { forgetOld } from './forget-old.ts';
import { Handovers } from './handover/handovers.ts';
import { LIVE_BRANCH } from './journal/branch.ts';
import { demoGatewayKey, nodeName } from './kept.ts';
import { PipelineProbe, PushProbe } from './metrics/probe.ts';
import { observeRuntime } from './metrics/runtime.ts';
import { indexSite } from './models/index-site.ts';
import { Networks } from './networks/networks.ts';
import { openAlarmWork } from './open-alarm-work.ts';
import { openBaseImports } from './open-base-imports.ts';
import { openConnections } from './open-connections.ts';
import { replayCourse } from './open-courses.ts';
import { drillCourse, openDrills } from './open-drills.ts';
import { openGeometry } from './open-geometry.ts';
import { openGround } from './open-ground.ts';
import { openHistory, openWhatIfs } from './open-history.ts';
import { openImports } from './open-imports.ts';
import { LoadSites } from './open-load-sites.ts';
import { openScreens } from './open-screens.ts';
import { openVault } from './open-vault.ts';
import { openVideo } from './open-video.ts';
import { openWatch } from './open-watch.ts';
import { InputError, reasonOf, UnavailableError } from './problem.ts';
import { PushHub } from './push/hub.ts';
import { registerDevices } from './register-devices.ts';
import { Bookmarks } from './replay/bookmarks.ts';
import { Replays } from './replay/replays.ts';
import { removeRunFile, writeRunFile } from './run-file.ts';
import { freePort, SimulatorProcess } from './simulator-process.ts';
import { openSiteTwin } from './site-twin.ts';
import { SystemInspections } from './work-orders/system-inspections.ts';

/** Where a server finds what was built and baked. */
export interface Places {
  /** The built client, or null to serve none. */
  readonly client: string | null;
  readonly models: string;
  readonly tilesets: string;
  /** Clips of the demonstration's cameras. */
  readonly cameras: string;
  /** The built page that dossiers are written into. */
  readonly dossier: string;
  /** Entry of the demonstration's simulator. */
  readonly simulator: string;
}

export interface LiveOptions {
  readonly config: Config;
  readonly facilities: readonly Facility[];
  readonly places: Places;
  readonly log: Logger;
  /** One line of progress, for people. */
  readonly onProgress: (line: string) => void;
  /** Something happened that this server cannot go on after; the process should end. */
  readonly onFatal: (reason: string) => void;
}

/** A running server. */
export interface Live {
  readonly url: string;
  readonly mqttUrl: string;
  /** Told once: the administrator's random password of a first start. */
  readonly administrator: { readonly account: string; readonly password: string | null; readonly created: boolean };
  readonly demoGateway: { readonly account: string; readonly secret: string } | null;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;
const SNAPSHOT_MS = 60_000;
const HOUSEKEEPING_MS = 3_600_000;
const PUBLISHED = 'published';

/**
 * THE LIVE COMPOSITION: engines, registry, pipeline, push, API and, last, the doors to the outside, in the order they start.
 * It alone hands outlets to anyone. Throws InputError for a setting that cannot work; what was opened until then is closed.
 */
export async function startLive(options: LiveOptions): Promise<Live> {
  const opened: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of opened.splice(0).reverse()) {
      await step().catch((cause: unknown) => options.log.error({ cause }, 'a part did not close cleanly'));
    }
  };
  try {
    const live = await open(options, (step) => opened.push(step));
    return { ...live, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

async function open(options: LiveOptions, onClose: (step: () => Promise<void>) => void): Promise<Omit<Live, 'close'>> {
  const { config, places, log, onProgress } = options;
  const catalogue = new Catalogue(options.facilities);
  const bus = openBus({ url: config.natsUrl, log });

  if (config.demo) await bakeModels(options);
  onProgress(config.databaseUrl ? 'connecting to PostgreSQL' : 'starting the embedded PostgreSQL');
  const database = await openDatabase({ url: config.databaseUrl, dataDir: config.dataDir, log });
  onClose(() => database.close());
  const { pool } = database;
  await migrate(pool, MIGRATIONS);
  const vault = await openVault(pool, config, log);

  const access = createAccess(pool);
  const administrator = await access.accounts.ensureAdministrator(config.adminPassword);
  const registry = await openBase({ pool, catalogue, models: config.demo ? places.models : null, onProgress });
  const site = registry.site.code;
  const rules = await RuleTable.open(pool, site, catalogue);

  const node = await nodeName(config.dataDir);
  const probes = { pipeline: new PipelineProbe(), push: new PushProbe() };
  const onPublished = (published: Published) => bus.publish(PUBLISHED, published);
  const retentionMs = config.keepObservations * DAY_MS;
  const shared = { pool, node, log, retentionMs, probe: probes.pipeline, onPublished };
  const twin = await openSiteTwin({
    ...shared,
    site,
    catalogue,
    operators: config.operators,
    onFatal: options.onFatal,
  });
  onClose(() => twin.close());
  const { pipeline } = twin;
  await registerDevices(pipeline, registry.devices(), pipeline.published);
  const past = { pool, site, branch: LIVE_BRANCH, config, log };
  const history = openHistory(past);
  onClose(() => history.close());
  history.start();
  const whatIfs = openWhatIfs(past);
  onClose(() => whatIfs.close());

  const http = createServer();
  // Longer than proxies and browsers keep a connection (60 s is usual): else a request may meet one that is just being closed.
  http.keepAliveTimeout = 75_000;
  const authenticate = (request: IncomingMessage) => watcherOf(access, request.headers);
  const hub = new PushHub({ http, authenticate, log, probe: probes.push });
  onClose(() => hub.close());
  hub.open(site, twin.source);
  const loadSites = new LoadSites({
    ...shared,
    frame: registry.site.frame,
    hub,
    accounts: access.accounts,
    by: BY_SYSTEM,
  });
  onClose(() => loadSites.close());
  void background(log, () => loadSites.sweep());
  let mqttUrl: string | null = null;
  const watch = openWatch({ pool, site, twin, probes, dataDir: config.dataDir, mqttUrl: () => mqttUrl });
  onClose(async () => watch.operations.close());
  const alarmIndex = new AlarmIndex({
    pool,
    site,
    describe: alarmTexts(registry, catalogue),
    onFault: (cause) => log.warn({ reason: reasonOf(cause) }, 'alarms could not be indexed; it is tried again'),
  });
  onClose(() => alarmIndex.close());
  const surroundings = new Surroundings(registry.site.frame, catalogue, registry.devices());
  const onSite = (note: (published: Published) => void) =>
    bus.subscribe<Published>(PUBLISHED, (published) => {
      if (published.state.site === site) note(published);
    });
  onSite((published) => {
    alarmIndex.note(published);
    for (const { event } of published.events) {
      const record = event.kind === 'device.registered' ? registry.device(event.code) : undefined;
      if (record) surroundings.note(record);
    }
  });
  const cameraPort = config.demo ? await freePort() : null;
  const cameras = await openVideo({
    pool,
    vault,
    catalogue,
    registry,
    surroundings,
    config,
    demoOrigin: cameraPort === null ? null : `http://127.0.0.1:${cameraPort}`,
    state: () => pipeline.published,
    take: (reading) => pipeline.take(reading),
    log,
  });
  onClose(() => cameras.close());
  onSite((published) => cameras.note(published));
  let publishDown: Broker['publish'] = () => Promise.reject(new UnavailableError('the broker is not open yet'));
  const work = await openAlarmWork({
    pool,
    vault,
    catalogue,
    registry,
    surroundings,
    pipeline,
    config,
    publish: (topic, payload) => publishDown(topic, payload),
    cameras: cameras.onvif,
    screens: () => hub.clients,
    log,
  });
  onClose(async () => work.close());
  onSite((published) => work.note(published));
  const tilesets = [join(config.dataDir, 'tilesets'), places.tilesets];
  const registerDevice = async (record: DeviceRecord) => {
    await registry.addDevice(record);
    await pipeline.register(record);
  };
  const { screenSilence } = config;
  const screens = await openScreens({ pool, catalogue, registry, pipeline, registerDevice, screenSilence, log });
  onClose(() => screens.close());
  const systems = new SystemInspections({
    pool,
    site,
    timeZone: registry.site.timeZone,
    operations: watch.operations.report,
    screens: () => screens.list(),
    onFault: (cause) => log.warn({ reason: reasonOf(cause) }, 'systems could not be inspected; it is tried again'),
  });
  onClose(() => systems.close());
  const bindings = new Bindings({
    pool,
    site,
    catalogue,
    devicesOf: (building) => [...registry.devices()].filter((device) => device.building === building),
    placementOf: (building) => registry.building(building)?.placement ?? null,
    outlineOf: (building) => readOutline(tilesets, building),
    putDevice: registerDevice,
  });
  const putBuilding = async (record: BuildingRecord, source: string, what: SiteChange) => {
    await registry.putBuilding(record, source);
    await pipeline.announce(record.code, what);
    // A new model may know where the building's devices are.
    if (what === 'model') void background(log, () => bindings.propose(record.code));
  };
  const { imports, close: closeImports } = await openImports({
    pool,
    registry,
    dataDir: config.dataDir,
    models: config.demo ? places.models : null,
    tilesets,
    putBuilding,
    log,
  });
  onClose(closeImports);
  const ground = await openGround({
    pool,
    registry,
    config,
    places,
    uploads: imports.uploads,
    onLayer: (layer) => void background(log, () => pipeline.announceLayer(layer)),
    onProgress,
    onClose,
    log,
  });
  const geometry = openGeometry({
    ...ground,
    pool,
    registry,
    catalogue,
    cameraStreams: cameras.cameraStreams,
    turns: (camera) => cameras.onvif.get(camera) !== null,
    tilesets,
    dataDir: config.dataDir,
    state: () => pipeline.published,
    log,
  });
  onClose(() => geometry.close());
  onSite((published) => geometry.note(published));
  const sensing = await openConnections({
    pool,
    vault,
    site,
    catalogue,
    pipeline,
    retentionMs,
    rate: config.deviceRate,
    log,
  });
  onClose(() => sensing.close());
  const replays = new Replays({ pool, site, channels: hub, stateAt: (at) => history.stateAt(at, true) });
  onClose(async () => replays.close());
  const training = await openDrills({
    pool,
    site,
    timeZone: registry.site.timeZone,
    token: twin.token,
    catalogue,
    retentionMs,
    operators: config.operators,
    state: () => pipeline.published,
    stateAt: (at) => history.stateAt(at, true),
    points: (span, limit) => history.points(span, limit),
    presets: config.demo ? join(places.models, 'scenarios') : null,
    channels: hub,
    log,
  });
  onClose(() => training.drills.close());
  onSite((published) => training.drills.note(published));
  const sinkOf = (code: string) => (code === site ? sensing.sink : loadSites.twin(code)?.pipeline);
  const app = createApi({
    site,
    ...ground,
    ...cameras,
    ...geometry,
    networks: new Networks(
      tilesets.map((folder) => join(folder, 'layers')),
      (layer, reason) => log.warn({ layer, reason }, 'a network is left out'),
    ),
    published: () => pipeline.published,
    hash: () => twin.hash(),
    history,
    whatIfs,
    catalogue,
    registry,
    rules,
    arming: work.arming,
    surroundings,
    access,
    decide: decideAccess,
    pool,
    alarmIndex,
    handovers: new Handovers(pool, site),
    dossiers: new Dossiers({ pool, vault, site, page: places.dossier }),
    alarmLimits: { ...config.alarmBands, operators: config.operators },
    handleAlarm: (command) => work.desk.handle(command),
    orderDevice: work.outlets.order,
    sense: (to, readings) => {
      const sink = sinkOf(to);
      if (!sink) throw new InputError(`unknown site ${to}`, { place: 'site' });
      return Promise.all(readings.map((reading) => sink.take(reading)));
    },
    payloads: sensing.payloads,
    connections: sensing.connections,
    receivers: work.notices.receivers,
    tryReceiver: work.notices.tryReceiver,
    alertOf: work.notices.alertOf,
    publicAddress: work.address,
    registerDevice,
    bindings,
    putHouse: async (record, source) => {
      await registry.putHouse(record, source);
      await pipeline.announce(record.building, 'record');
    },
    loadSites,
    imports,
    baseImports: openBaseImports({ pool, registry, catalogue, pipeline, retentionMs }),
    dataDir: config.dataDir,
    putBuilding,
    putZone: async (zone) => {
      await registry.putZone(zone, 'hand');
      await pipeline.announcePlace('zone', zone.code);
    },
    removeZone: async (code) => {
      await registry.removeZone(code);
      await pipeline.announcePlace('zone', code);
    },
    announcePlace: (what, code) => pipeline.announcePlace(what, code),
    announceWall: () => pipeline.announceWall(),
    replays,
    bookmarks: new Bookmarks(pool, site),
    ...training,
    courses: { find: (name) => replayCourse(replays, name) ?? drillCourse(training.drills, name) },
    publicBoard: config.publicBoard,
    readiness: watch.readiness,
    operations: watch.operations.report,
    screens,
    systems,
    log,
    metrics: watch.metrics,
    paths: { client: places.client, tilesets },
  });
  http.on('request', app);
  bus.subscribe<Published>(PUBLISHED, (published) => hub.publish(published));
  observeRuntime(watch.metrics, {
    state: () => pipeline.published,
    clients: () => hub.clients,
    limited: sensing.limited,
    connections: () => sensing.connections.list().map(({ state }) => state?.condition ?? 'disabled'),
  });

  const keeping = [
    setInterval(() => void background(log, () => twin.writeSnapshot()), SNAPSHOT_MS),
    setInterval(
      () => void background(log, () => Promise.all([forgetOld(pool, site, config), access.sweep()])),
      HOUSEKEEPING_MS,
    ),
  ];
  onClose(async () => {
    for (const timer of keeping) clearInterval(timer);
  });

  const sinks = { main: sensing.sink, acks: work.outlets.acks, of: sinkOf };
  const broker = await openMqtt(config, access, site, { sinks, payloads: sensing.payloads }, log);
  onClose(() => broker.close());
  publishDown = broker.publish;
  work.outlets.conductor.resume();
  work.address.broadcast.run();
  mqttUrl = config.mqttUrl ?? broker.url;
  const url = await openHttp(http, config);
  const demoGateway = config.demo
    ? await demoGatewayKey(config.dataDir, () =>
        access.accounts.createGateway({ name: 'demo-gateway', site, rotate: true }, BY_SYSTEM),
      )
    : null;
  if (demoGateway && cameraPort !== null) {
    const { account, secret: key } = demoGateway;
    const simulator = new SimulatorProcess({
      entry: places.simulator,
      mqttUrl: broker.url,
      account,
      key,
      models: places.models,
      cameras: { folder: places.cameras, port: cameraPort },
      log,
    });
    onClose(() => simulator.close());
  }
  // The demonstration's cameras come with its simulator.
  await cameras.start();
  const indexing = new AbortController();
  // Search is complete a little later than the server is ready.
  const indexed = indexSite({
    pool,
    site,
    buildings: Array.from(registry.buildings(), ({ code }) => code),
    tilesets,
    signal: indexing.signal,
    log,
  });
  onClose(async () => {
    indexing.abort();
    await indexed;
  });
  await writeRunFile(config.dataDir, { pid: process.pid, url, mqttUrl: broker.url, databaseUrl: database.url, site });
  onClose(() => removeRunFile(config.dataDir));
  return { url, mqttUrl: broker.url, administrator, demoGateway };
}

/** Bakes what changed of the models; a building that cannot be baked is said and left out, the others stand. */
async function bakeModels({ places, onProgress }: LiveOptions): Promise<void> {
  const bake = await bakeSite(places.models, places.tilesets, ({ code, done, total, state }) => {
    if (state !== 'kept') onProgress(`baking the models: ${done}/${total} (${code} ${state})`);
  });
  for (const line of [...bake.failures.map(({ code, error }) => `${code}: ${reasonOf(error)}`), ...bake.warnings])
    onProgress(line);
}
