import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import pino, { type Logger } from 'pino';
import { Registry as MetricsRegistry } from 'prom-client';
import {
  type BuildingRecord,
  Catalogue,
  type DeviceRecord,
  KNOWN_FACILITIES,
  type SiteChange,
  StateHash,
  type TwinEvent,
} from 'twin-core';
import { type Access, BY_SYSTEM, createAccess } from '../access/access.ts';
import { decideAccess } from '../access/decide-access.ts';
import { AlarmIndex } from '../alarm/alarm-index.ts';
import { AlarmDesk } from '../alarm/desk.ts';
import { RuleTable } from '../alarm/rule-table.ts';
import { readOutline } from '../bake/read-outline.ts';
import { importSite } from '../base/import-site.ts';
import { BaseRegistry } from '../base/registry.ts';
import { type SampleSite, sampleSite, writeSampleSite } from '../base/sample-site.test-kit.ts';
import { Surroundings } from '../base/surroundings.ts';
import { Bindings } from '../binding/bindings.ts';
import { readConfig } from '../config.ts';
import { watcherOf } from '../doors.ts';
import { Dossiers } from '../dossier/dossiers.ts';
import type { Drills } from '../drills/drills.ts';
import type { Database } from '../engines/database.ts';
import { MIGRATIONS } from '../engines/migrations/index.ts';
import { AllowedServers } from '../engines/outside/allowed-servers.ts';
import { Arming } from '../facilities/perimeter/arming.ts';
import { testDatabase } from '../fixtures/database.ts';
import { testVault } from '../fixtures/vault.ts';
import { Handovers } from '../handover/handovers.ts';
import { Imagery } from '../imagery/imagery.ts';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { takeLease } from '../journal/lease.ts';
import { loadState } from '../journal/read.ts';
import { followLayerChanges } from '../layers/change-notices.ts';
import { Layers } from '../layers/layers.ts';
import { openOperationsReport } from '../metrics/operations-report.ts';
import { exposePipeline } from '../metrics/pipeline-metrics.ts';
import { PipelineProbe, PushProbe } from '../metrics/probe.ts';
import { checkJournal, checkLease, checkMigrations, readinessOf } from '../metrics/readiness.ts';
import { Networks } from '../networks/networks.ts';
import { openBaseImports } from '../open-base-imports.ts';
import { openBroadcast, type PublicAddress } from '../open-broadcast.ts';
import { openConnections, type Sensing, type SensingOptions } from '../open-connections.ts';
import { replayCourse } from '../open-courses.ts';
import { drillCourse, openDrills } from '../open-drills.ts';
import { openFallingObjects } from '../open-falling-objects.ts';
import { openGeoImports } from '../open-geo-imports.ts';
import { openHistory, openWhatIfs } from '../open-history.ts';
import { type OpenImportsOptions, openImports } from '../open-imports.ts';
import { openNotices } from '../open-notices.ts';
import { openOutlets } from '../open-outlets.ts';
import { openRoutes } from '../open-routes.ts';
import { openScreens } from '../open-screens.ts';
import { openSight } from '../open-sight.ts';
import { type CameraVideo, openVideo } from '../open-video.ts';
import { Pipeline } from '../pipeline.ts';
import { type Permission, ROLE_NAMES, type Role } from '../principal.ts';
import { PushHub } from '../push/hub.ts';
import { Bookmarks } from '../replay/bookmarks.ts';
import { Replays } from '../replay/replays.ts';
import type { Screens } from '../screens/screens.ts';
import { servedGround } from '../served-ground.ts';
import { SystemInspections } from '../work-orders/system-inspections.ts';
import { alarmTexts } from './alarm-text.ts';
import { createApi } from './api.ts';
import type { ApiDeps } from './deps.ts';

export const PASSWORD = 'correct horse battery';

/** What is sent, in short: fetch's options with the caller's cookie or key, and a body as JSON. */
interface Call {
  readonly as?: Role | { readonly key: string };
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** For tests: the API over a real database, registry, pipeline and access, listening on a port of its own, with the sample site. */
export interface ApiBench {
  readonly url: string;
  readonly database: Database;
  readonly access: Access;
  readonly pipeline: Pipeline;
  readonly sensing: Sensing;
  readonly outlets: ReturnType<typeof openOutlets>;
  /** The public address; its clock is the server's, and it plays by it when a test has it tick. */
  readonly address: PublicAddress;
  /** As after a restart: the public address, opened once more beside the other. */
  reopenAddress(): Promise<PublicAddress>;
  readonly arming: Arming;
  readonly surroundings: Surroundings;
  /** The way to devices, until a test opens a broker. */
  readonly down: { publish(topic: string, payload: Buffer): Promise<number> };
  /** As after a restart: what senses, opened once more beside the other. */
  reopenSensing(): Promise<Sensing>;
  readonly training: Awaited<ReturnType<typeof openDrills>>;
  /** As after a restart, once the other's drills were closed: drills, opened once more. */
  reopenTraining(): Promise<ApiBench['training']>;
  readonly screens: Screens;
  /** By their plan when a test has them look. */
  readonly systems: SystemInspections;
  /** As after a restart: the screens, watched once more beside the other. */
  reopenScreens(): Promise<Screens>;
  readonly sample: SampleSite;
  readonly registry: BaseRegistry;
  readonly alarmIndex: AlarmIndex;
  readonly layers: Layers;
  /** Asks imagery servers on this machine and no others, for 300 ms. */
  readonly imagery: Imagery;
  /** Holds what is served: models are looked for in `tilesets` (imported), then in `baked` (the demonstration's). */
  readonly folder: string;
  /** Where the IFC files lie that the site came with. */
  readonly models: string;
  /** The server's clock for sessions and ages, epoch ms. */
  now: number;
  /** What was journaled, but observations. */
  readonly events: readonly TwinEvent[];
  /** Lines of the log, as JSON. */
  readonly logged: string[];
  call(path: string, call?: Call): Promise<Response>;
  /** The body of an answer that must have this status. */
  json<T = unknown>(path: string, call?: Call & { readonly status?: number }): Promise<T>;
  apiKey(...scopes: Permission[]): Promise<{ readonly key: string }>;
  close(): Promise<void>;
}

type ApiBenchOptions = Pick<ApiDeps, 'terrain'> & { readonly conducted?: boolean } & Pick<OpenImportsOptions, 'bake'> &
  Partial<Pick<SensingOptions, 'rate' | 'adapters'>>;

/** `terrain`: the ground it serves; none where not given. `bake`: how its models are baked. `rate`: of each device; none where not given. `adapters`: as the catalogue. `conducted`: actions are carried out; else they stay under way. */
export async function openApiBench({
  terrain,
  bake,
  rate = null,
  adapters,
  conducted = false,
}: ApiBenchOptions = {}): Promise<ApiBench> {
  const database = await testDatabase();
  const { pool } = database;
  const vault = testVault();
  const sample = sampleSite();
  const site = sample.site.site;
  const catalogue = new Catalogue(KNOWN_FACILITIES);
  const models = await writeSampleSite(sample);
  const registry = new BaseRegistry(pool, await importSite(pool, models, catalogue));
  const folder = await builtFolder();
  const logged: string[] = [];
  const events: TwinEvent[] = [];
  const log: Logger = pino({ level: 'debug' }, { write: (line: string) => logged.push(line) });
  const bench = { now: Date.now() };
  let cameras: CameraVideo | null = null;
  let drills: Drills | null = null;
  const access = createAccess(pool, { now: () => bench.now });
  const alarmIndex = new AlarmIndex({
    pool,
    site,
    describe: alarmTexts(registry, catalogue),
    onFault: (cause) => log.warn({ reason: cause.message }, 'alarms could not be indexed'),
  });
  const lease = await takeLease(pool, site, 'bench', () => undefined);
  const state = await loadState(pool, site, LIVE_BRANCH);
  const hash = new StateHash(state);
  const probes = { pipeline: new PipelineProbe(), push: new PushProbe() };
  const pipeline = new Pipeline({
    probe: probes.pipeline,
    pool,
    catalogue,
    state,
    writer: { site, branch: LIVE_BRANCH, token: lease.token },
    retentionMs: 30 * 86_400_000,
    log,
    onPublished: (published) => {
      events.push(...published.events.map(({ event }) => event));
      alarmIndex.note(published);
      if (conducted) outlets.conductor.note(published);
      address.broadcast.note(published);
      notices.note(published);
      cameras?.note(published);
      throwTraces.note(published);
      drills?.note(published);
    },
    onFenced: () => undefined,
  });
  const tilesets = [join(folder, 'tilesets'), join(folder, 'baked')];
  const throwTraces = openFallingObjects({
    pool,
    registry,
    turns: (camera) => opened.onvif.get(camera) !== null,
    tilesets,
    state: () => pipeline.published,
    log,
  });
  const surroundings = new Surroundings(registry.site.frame, catalogue, registry.devices());
  const down = { publish: (_topic: string, _payload: Buffer) => Promise.resolve(0) };
  const notices = openNotices({ pool, vault, registry, catalogue, config: NOTIFYING, log });
  const openAddress = () =>
    openBroadcast({
      pool,
      registry,
      dataDir: folder,
      state: () => pipeline.published,
      order: (order) => outlets.order(order),
      log,
      now: () => bench.now,
    });
  const address = await openAddress();
  const { config } = readConfig({});
  const opened = await openVideo({
    vault,
    pool,
    catalogue,
    registry,
    surroundings,
    config: { ...config, dataDir: folder, videoServers: ['127.0.0.0/8'] },
    demoOrigin: null,
    state: () => pipeline.published,
    take: (reading) => pipeline.take(reading),
    log,
    everyMs: 100,
    clipWaitMs: 0,
  });
  await opened.start();
  cameras = opened;
  const outlets = openOutlets({
    site,
    registry,
    surroundings,
    pipeline,
    publish: (topic, payload) => down.publish(topic, payload),
    cameras: opened.onvif,
    screens: () => 1,
    speaker: address.broadcast,
    others: notices.outlets,
    log,
  });
  await Promise.all([...registry.devices()].map((device) => pipeline.register(device)));
  const arming = await Arming.open({
    pool,
    site,
    timeZone: registry.site.timeZone,
    catalogue,
    devices: () => registry.devices(),
    state: () => pipeline.published,
    order: outlets.order,
    log,
    now: () => bench.now,
  });
  const desk = new AlarmDesk(
    catalogue,
    () => pipeline.published,
    (command) => pipeline.command(command),
  );
  const reopenSensing = () =>
    openConnections({ pool, vault, site, catalogue, pipeline, retentionMs: 30 * 86_400_000, rate, adapters, log });
  const sensing = await reopenSensing();
  const layers = new Layers(pool, site);
  const allowed = new AllowedServers(['127.0.0.0/8']);
  const imagery = await Imagery.open({ pool, site, dataDir: folder, allowed, log, timeoutMs: 300 });
  const leaveLayers = await followLayerChanges(
    pool,
    site,
    (layer) =>
      // What is told while the bench closes reaches nobody.
      void pipeline.announceLayer(layer).catch(() => undefined),
  );
  const registerDevice = async (record: DeviceRecord) => {
    await registry.addDevice(record);
    await pipeline.register(record);
  };
  const openWatchedScreens = () =>
    openScreens({
      pool,
      catalogue,
      registry,
      pipeline,
      registerDevice,
      screenSilence: 60,
      log,
      now: () => bench.now,
    });
  const screens = await openWatchedScreens();
  const bindings = new Bindings({
    pool: database.pool,
    site: registry.site.code,
    catalogue,
    devicesOf: (building) => [...registry.devices()].filter((device) => device.building === building),
    placementOf: (building) => registry.building(building)?.placement ?? null,
    outlineOf: (building) => readOutline(tilesets, building),
    putDevice: registerDevice,
  });
  const putBuilding = async (record: BuildingRecord, source: string, what: SiteChange) => {
    await registry.putBuilding(record, source);
    await pipeline.announce(record.code, what);
  };
  const { imports, close: closeImports } = await openImports({
    pool,
    registry,
    dataDir: folder,
    models,
    tilesets,
    putBuilding,
    log,
    bake,
  });
  const geoImports = await openGeoImports({
    uploads: imports.uploads,
    layers,
    imagery,
    registry,
    ground: terrain ? servedGround(terrain) : null,
    dataDir: folder,
    log,
  });
  const sight = openSight({
    pool,
    registry,
    catalogue,
    cameraStreams: opened.cameraStreams,
    turns: (camera) => opened.onvif.get(camera) !== null,
    terrain: terrain ?? null,
    tilesets,
    dataDir: folder,
    log,
  });
  const metrics = new MetricsRegistry();
  const sources = { ...probes, pool, seq: () => pipeline.published.seq };
  exposePipeline(metrics, sources);
  const readiness = readinessOf({
    journal: checkJournal(pool, () => pipeline.healthy),
    lease: checkLease(pool, site, lease.token),
    schema: checkMigrations(pool, MIGRATIONS.length),
  });
  const operations = openOperationsReport({
    ...sources,
    openAlarms: () => pipeline.published.alarms.size,
    devices: () => pipeline.published.slotByCode.size,
    readiness,
    dataDir: folder,
  });
  const systems = new SystemInspections({
    pool,
    site,
    timeZone: registry.site.timeZone,
    operations: operations.report,
    screens: () => screens.list(),
    onFault: (cause) => log.warn({ reason: String(cause) }, 'systems could not be inspected'),
    now: () => bench.now,
  });
  const past = { pool, site, branch: LIVE_BRANCH, config, log };
  const history = openHistory(past);
  const whatIfs = openWhatIfs(past);
  const routes = openRoutes({
    catalogue,
    registry,
    layers,
    tilesets,
    state: () => pipeline.published,
    log,
    now: () => bench.now,
  });
  const server = createServer();
  const hub = new PushHub({ http: server, authenticate: (request) => watcherOf(access, request.headers), log });
  const replays = new Replays({ pool, site, channels: hub, stateAt: (at) => history.stateAt(at, true) });
  const openTraining = () =>
    openDrills({
      pool,
      site,
      timeZone: registry.site.timeZone,
      token: lease.token,
      catalogue,
      retentionMs: 30 * 86_400_000,
      state: () => pipeline.published,
      stateAt: (at) => history.stateAt(at, true),
      points: (span, limit) => history.points(span, limit),
      presets: null,
      channels: hub,
      log,
      now: () => bench.now,
    });
  const training = await openTraining();
  drills = training.drills;
  server.on(
    'request',
    createApi({
      site,
      routes,
      terrain,
      layers,
      imagery,
      cameraStreams: opened.cameraStreams,
      cameraChecks: opened.cameraChecks,
      video: opened.video,
      media: opened.media,
      onvif: opened.onvif,
      clips: opened.clips,
      throwTraces,
      sight,
      networks: new Networks(
        tilesets.map((at) => join(at, 'layers')),
        (layer, reason) => log.warn({ layer, reason }, 'a network is left out'),
      ),
      published: () => pipeline.published,
      hash: () => hash.site(),
      history,
      whatIfs,
      catalogue,
      registry,
      rules: await RuleTable.open(pool, site, catalogue),
      arming,
      surroundings,
      access,
      decide: decideAccess,
      pool,
      alarmIndex,
      handovers: new Handovers(pool, site),
      dossiers: new Dossiers({ pool, vault, site, page: join(folder, 'dossier.html') }),
      alarmLimits: { ...config.alarmBands, operators: config.operators },
      handleAlarm: (command) => desk.handle(command),
      orderDevice: outlets.order,
      sense: (_site, readings) => Promise.all(readings.map((reading) => sensing.sink.take(reading))),
      payloads: sensing.payloads,
      connections: sensing.connections,
      receivers: notices.receivers,
      tryReceiver: notices.tryReceiver,
      alertOf: notices.alertOf,
      publicAddress: address,
      registerDevice,
      bindings,
      putHouse: async (record, source) => {
        await registry.putHouse(record, source);
        await pipeline.announce(record.building, 'record');
      },
      imports,
      geoImports,
      baseImports: openBaseImports({ pool, registry, catalogue, pipeline, retentionMs: 30 * 86_400_000 }),
      dataDir: folder,
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
      publicBoard: true,
      readiness,
      operations: operations.report,
      screens,
      systems,
      replays,
      bookmarks: new Bookmarks(pool, site),
      ...training,
      courses: { find: (name) => replayCourse(replays, name) ?? drillCourse(training.drills, name) },
      log,
      metrics,
      paths: { client: join(folder, 'client'), tilesets },
      now: () => bench.now,
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cookies = new Map<Role, string>();
  for (const role of ROLE_NAMES) {
    await access.accounts.createUser({ name: role, displayName: `${role} 甲`, role, password: PASSWORD }, BY_SYSTEM);
    const signedIn = await access.signIn({ account: role, password: PASSWORD }, { address: null });
    if (signedIn.ok) cookies.set(role, signedIn.cookie.split(';')[0]!);
  }
  let keys = 0;
  const call: ApiBench['call'] = (path, { as, method, body, headers = {} } = {}) =>
    fetch(url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      redirect: 'manual',
      headers: {
        ...(typeof as === 'string' && { cookie: cookies.get(as)! }),
        ...(typeof as === 'object' && { authorization: `Bearer ${as.key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : isRaw(body) ? body : JSON.stringify(body),
    });
  return Object.assign(bench, {
    url,
    database,
    access,
    pipeline,
    sensing,
    outlets,
    arming,
    address,
    reopenAddress: openAddress,
    surroundings,
    down,
    reopenSensing,
    training,
    reopenTraining: openTraining,
    screens,
    systems,
    reopenScreens: openWatchedScreens,
    sample,
    registry,
    alarmIndex,
    layers,
    imagery,
    folder,
    models,
    logged,
    events,
    call,
    json: async (path: string, { status = 200, ...options }: Call & { status?: number } = {}) => {
      const response = await call(path, options);
      const text = await response.text();
      if (response.status !== status) throw new Error(`${path}: ${response.status} instead of ${status}: ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    apiKey: async (...scopes: Permission[]) => {
      const { secret } = await access.accounts.createApiKey({ name: `key${++keys}`, scopes, site }, BY_SYSTEM);
      return { key: secret };
    },
    close: async () => {
      await training.drills.close();
      replays.close();
      await hub.close();
      server.close();
      server.closeAllConnections();
      await history.close();
      await whatIfs.close();
      await geoImports.close();
      await closeImports();
      await imagery.close();
      await opened.close();
      await sight.close();
      await leaveLayers();
      arming.close();
      await screens.close();
      await systems.close();
      outlets.conductor.close();
      await sensing.close();
      notices.close();
      operations.close();
      await pipeline.close();
      await throwTraces.close();
      await alarmIndex.close();
      await lease.release();
      await database.close();
      await rm(models, { recursive: true });
      await rm(folder, { recursive: true });
    },
  });
}

/** Receivers on this machine and no others; no mail server. */
const NOTIFYING = { notifyHosts: ['127.0.0.0/8'], smtpUrl: undefined, smtpFrom: undefined };

/** A built client and one baked building, as small as can be. */
async function builtFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'twin-built-'));
  await mkdir(join(folder, 'client', 'assets'), { recursive: true });
  await writeFile(join(folder, 'client', 'index.html'), '<!doctype html><title>twin</title>');
  await writeFile(join(folder, 'client', 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  await writeFile(join(folder, 'client', 'assets', 'main-4f2a.js'), 'export {};');
  await writeFile(join(folder, 'client', 'assets', 'main-4f2a.js.br'), brotliCompressSync('export {};'));
  await writeFile(join(folder, 'client', 'assets', 'main-4f2a.js.gz'), gzipSync('export {};'));
  await mkdir(join(folder, 'baked', 'B01'), { recursive: true });
  await writeFile(join(folder, 'baked', 'B01', 'tileset.json'), '{"asset":{"version":"1.1"}}');
  await writeFile(join(folder, 'baked', 'B01', 'outline.json'), '{"version":2}');
  await writeFile(join(folder, 'baked', 'B01', 'building.json'), '{"version":2}');
  await writeFile(join(folder, 'baked', 'B01', '0.glb'), 'glTF');
  await writeFile(join(folder, 'secret.txt'), 'not for anybody');
  return folder;
}

/** Whether a body is sent as it is. */
function isRaw(body: unknown): body is string | Uint8Array<ArrayBuffer> {
  return typeof body === 'string' || body instanceof Uint8Array;
}
