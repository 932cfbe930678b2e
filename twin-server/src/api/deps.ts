import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry as MetricsRegistry } from 'prom-client';
import type {
  ActionEnded,
  ActionResult,
  Alarm,
  AlarmCommand,
  BuildingRecord,
  Catalogue,
  DeviceRecord,
  HouseRecord,
  Order,
  PlaceKind,
  Reading,
  Refusal,
  SiteChange,
  TwinState,
  ZoneRecord,
} from 'twin-core';
import type { RecordedIncident } from 'twin-core/drill';
import type { AlarmIndex } from '../alarm/alarm-index.ts';
import type { AlarmLimits } from '../alarm/alarm-load.ts';
import type { RuleTable } from '../alarm/rule-table.ts';
import type { CameraChecks } from '../base/camera-checks.ts';
import type { CameraStreams } from '../base/camera-streams.ts';
import type { BaseImports } from '../base/files/base-imports.ts';
import type { BaseRegistry } from '../base/registry.ts';
import type { Surroundings } from '../base/surroundings.ts';
import type { Bindings } from '../binding/bindings.ts';
import type { Broadcast } from '../broadcast/broadcast.ts';
import type { Recordings } from '../broadcast/recordings.ts';
import type { Schedules } from '../broadcast/schedules.ts';
import type { ZoneRights } from '../broadcast/zone-rights.ts';
import type { Dossiers } from '../dossier/dossiers.ts';
import type { Drills } from '../drills/drills.ts';
import type { Scenarios } from '../drills/scenario-table.ts';
import type { ThrowTraces } from '../facilities/falling-objects/throw-traces.ts';
import type { Arming } from '../facilities/perimeter/arming.ts';
import type { Handovers } from '../handover/handovers.ts';
import type { HistoryProcess } from '../history/history-process.ts';
import type { WhatIfProcess } from '../history/what-if-process.ts';
import type { Imagery } from '../imagery/imagery.ts';
import type { GeoQueue } from '../imports/geo-queue.ts';
import type { ImportQueue } from '../imports/import-queue.ts';
import type { Layers } from '../layers/layers.ts';
import type { OperationsReport } from '../metrics/operations-report.ts';
import type { Networks } from '../networks/networks.ts';
import type { Receiver } from '../outlets/notify/receiver.ts';
import type { Receivers } from '../outlets/notify/receivers.ts';
import type { ApiKeyPrincipal, Decide, Permission, Principal, Role, UserPrincipal } from '../principal.ts';
import type { Bookmarks } from '../replay/bookmarks.ts';
import type { Replays } from '../replay/replays.ts';
import type { SiteRoutes } from '../routes/site-routes.ts';
import type { Screens } from '../screens/screens.ts';
import type { Connections } from '../sense/connections.ts';
import type { Payloads } from '../sense/mapping/payloads.ts';
import type { Sight } from '../sight/sight.ts';
import type { TerrainSource } from '../terrain/terrain-source.ts';
import type { ClipKeeper } from '../video/clips/clip-keeper.ts';
import type { MediaLink } from '../video/media/media-link.ts';
import type { OnvifCameras } from '../video/onvif/onvif-cameras.ts';
import type { Video } from '../video/video.ts';
import type { SystemInspections } from '../work-orders/system-inspections.ts';
import type { ListedAlarm } from './alarm-view.ts';
import type { ApiCourse, ApiCourses } from './course.ts';

/** On whose behalf something is done, and from which network address. */
interface Actor {
  readonly principal: Principal | null;
  readonly address: string | null;
}

/** A secret just made, told once. */
interface NewSecret {
  readonly account: string;
  readonly secret: string;
}

/** What the API needs of access; given by main. */
interface AccessPort {
  signIn(
    credentials: { readonly account: string; readonly password: string },
    from: { readonly address: string | null; readonly userAgent?: string | null },
  ): Promise<
    | { readonly ok: true; readonly principal: UserPrincipal; readonly cookie: string }
    | { readonly ok: false; readonly reason: 'credentials' | 'locked'; readonly retryAfterMs: number }
  >;
  signOut(cookieHeader: string | undefined, from: { readonly address: string | null }): Promise<string>;
  principalOfCookie(cookieHeader: string | undefined): Promise<UserPrincipal | null>;
  principalOfBearer(authorization: string | undefined): Promise<ApiKeyPrincipal | null>;
  readonly accounts: {
    list(): Promise<AccountEntry[]>;
    namesOf(ids: Iterable<string>): Promise<Map<string, { account: string; displayName: string }>>;
    people(): Promise<UserPrincipal[]>;
    createUser(
      user: { readonly name: string; readonly displayName?: string; readonly role: Role; readonly password?: string },
      by: Actor,
    ): Promise<NewSecret>;
    createGateway(gateway: { readonly name: string; readonly site: string }, by: Actor): Promise<NewSecret>;
    createDeviceKey(
      device: { readonly name?: string; readonly site: string; readonly device: string; readonly rotate?: boolean },
      by: Actor,
    ): Promise<NewSecret>;
    createApiKey(
      key: { readonly name: string; readonly scopes: readonly Permission[]; readonly site?: string | null },
      by: Actor,
    ): Promise<NewSecret>;
    resetPassword(account: string, by: Actor, password?: string): Promise<NewSecret>;
  };
  readonly audit: {
    append(
      by: Actor,
      entry: {
        readonly action: string;
        readonly kind?: 'change' | 'read';
        readonly subject?: string | null;
        readonly result: 'done' | 'refused' | 'failed';
        readonly detail?: Readonly<Record<string, unknown>>;
      },
    ): Promise<void>;
    hasTold(by: Actor): boolean;
    list(options: AuditQuery): Promise<AuditEntry[]>;
  };
  readonly policies: {
    all(): Promise<ReadonlyMap<Audited, AuditKept>>;
    keepsReads(principal: Principal): Promise<boolean>;
    set(whose: Audited, keeps: AuditKept): Promise<void>;
  };
}

/** An account as administrators see it; times are epoch ms. */
interface AccountEntry {
  readonly id: string;
  readonly account: string;
  readonly displayName: string;
  readonly kind: 'user' | 'apiKey' | 'gateway' | 'device';
  readonly role: Role | null;
  readonly site: string | null;
  readonly device: string | null;
  readonly scopes: readonly Permission[] | null;
  readonly createdAt: number;
  readonly signedInAt: number | null;
  readonly disabled: boolean;
}

/** Whose doings a policy of the audit is about, and what is kept of them. */
type Audited = Role | 'apiKey';
type AuditKept = 'changes' | 'changesAndReads';

/** Lines of the audit that are looked for; from ≤ at < until, epoch ms. */
interface AuditQuery {
  readonly accountName?: string | undefined;
  readonly kind?: 'change' | 'read' | undefined;
  readonly result?: 'done' | 'refused' | 'failed' | undefined;
  readonly words?: string | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** A line of the audit; at is epoch ms. */
interface AuditEntry {
  readonly id: number;
  readonly at: number;
  readonly account: string | null;
  readonly accountName: string | null;
  readonly action: string;
  readonly kind: 'change' | 'read';
  readonly subject: string | null;
  readonly result: 'done' | 'refused' | 'failed';
  readonly address: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** What came of asking to do something with an alarm: the alarm after it, or why it may not be done. */
type AlarmAnswer = { readonly alarm: Alarm } | { readonly refused: 'unknown' | 'conflict'; readonly reason: string };

/** Everything the API stands on; given by main. Errors named UnavailableError, and the database's own, are answered with 503. */
export interface ApiDeps {
  readonly site: string;
  /** The state as last committed, never the evaluator's working one. */
  published(): TwinState;
  /** Hash of the published state. */
  hash(): string;
  /** What was: charts, and states of the past. */
  readonly history: Pick<HistoryProcess, 'points' | 'intervals' | 'stateAt'>;
  /** What would have been. */
  readonly whatIfs: Pick<WhatIfProcess, 'rationalise' | 'fork'>;
  readonly catalogue: Catalogue;
  readonly registry: BaseRegistry;
  /** What the site has otherwise than declared for its alarm kinds. */
  readonly rules: RuleTable;
  /** Fence zones, armed and disarmed. */
  readonly arming: Arming;
  /** What stands near a device. */
  readonly surroundings: Surroundings;
  readonly access: AccessPort;
  readonly decide: Decide;
  readonly pool: Pool;
  /** Alarms, open and closed, by what they are searched by. */
  readonly alarmIndex: AlarmIndex;
  /** Shifts that were handed over. */
  readonly handovers: Handovers;
  /** What operators can work through. */
  readonly alarmLimits: AlarmLimits;
  /** Resolves after what was done is journaled. */
  handleAlarm(command: AlarmCommand): Promise<AlarmAnswer>;
  /** Takes messages of a site; resolves when they are durable, with what was refused of each. Throws InputError for an unknown site. */
  sense(site: string, readings: readonly Reading[]): Promise<readonly { readonly refusals: readonly Refusal[] }[]>;
  /** Payloads of vendors, read by declaration. */
  readonly payloads: Payloads;
  /** Connections to systems of others. */
  readonly connections: Connections;
  /** Tells a device something for a person. Resolves with what became of it, which is journaled by then. */
  orderDevice(order: Omit<Order, 'id'>): Promise<ActionEnded>;
  /** Who is told of alarms. */
  readonly receivers: Receivers;
  /** Sends a receiver a message that says it is a test. */
  tryReceiver(receiver: Receiver): Promise<ActionResult>;
  /** The newest CAP message that an alarm amounts to; null where the journal no longer has it. */
  alertOf(alarm: ListedAlarm): Promise<string | null>;
  /** Loudspeakers: what is played where, by the clock, from which recordings, by whose right. */
  readonly publicAddress: {
    readonly broadcast: Broadcast;
    readonly schedules: Schedules;
    readonly recordings: Recordings;
    readonly zoneRights: ZoneRights;
  };
  /** Stores a device in the registry and journals its registration. */
  registerDevice(record: DeviceRecord): Promise<void>;
  /** Stores a home in the registry, new or changed, and tells every screen. */
  putHouse(record: HouseRecord, source: string): Promise<void>;
  /** Sites of their own for load tests; not given where there are none. */
  readonly loadSites?: {
    create(devices: number): Promise<{ site: string; gateway: { account: string; secret: string } }>;
    view(site: string): Promise<{
      site: string;
      devices: number;
      seq: number;
      hash: string;
      openAlarms: number;
      observations: number;
    }>;
    remove(site: string): Promise<void>;
  };
  readonly imports: ImportQueue;
  readonly geoImports: GeoQueue;
  /** Base data by file. */
  readonly baseImports: BaseImports;
  /** Where files on their way in are put down. */
  readonly dataDir: string;
  /** Stores a building in the registry, new or changed, and tells every screen; `source` says where the record comes from. */
  putBuilding(record: BuildingRecord, source: string, what: SiteChange): Promise<void>;
  /** Stores a zone that a person drew, new or changed, and tells every screen. */
  putZone(record: ZoneRecord): Promise<void>;
  /** Removes a zone for good and tells every screen. */
  removeZone(code: string): Promise<void>;
  /** Tells every screen that something drawn on the ground is another than before. */
  announcePlace(what: PlaceKind, code: string): Promise<void>;
  /** Tells every screen that the wall is another than before. */
  announceWall(): Promise<void>;
  readiness(): Promise<{ readonly ready: boolean; readonly checks: Readonly<Record<string, string>> }>;
  /** How the server does, for the operations page. */
  operations(): Promise<OperationsReport>;
  /** Values of the environment are told without signing in (7.2.13-3). */
  readonly publicBoard: boolean;
  /** The screens of the monitoring centre, watched. */
  readonly screens: Screens;
  /** Inspections of what the site runs on. */
  readonly systems: SystemInspections;
  /** Where the devices of buildings are in their models. */
  readonly bindings: Bindings;
  /** Layers of geographic information and their features. */
  readonly layers: Layers;
  /** Pictures of the ground, from archives and from other servers. */
  readonly imagery: Imagery;
  /** Where the pictures of cameras come from, the pictures themselves, and what was kept of them around alarms. */
  readonly cameraStreams: CameraStreams;
  /** Changes of cameras before facades that wait for a second person. */
  readonly cameraChecks: CameraChecks;
  readonly video: Video;
  readonly media: MediaLink;
  readonly onvif: OnvifCameras;
  readonly clips: ClipKeeper;
  /** What incidents are taken out with: the site's key and the page. */
  readonly dossiers: Pick<Dossiers, 'key' | 'page'>;
  /** Where falling objects were traced back to. */
  readonly throwTraces: Pick<ThrowTraces, 'of' | 'confirm'>;
  /** What cameras see, and what of their pictures nobody may. */
  readonly sight: Sight;
  /** The ground by elevation models; null or not given where there are none. */
  readonly terrain?: TerrainSource | null;
  /** Pipes and cables under the ground; not given where there are none. */
  readonly networks?: Networks;
  /** Ways out of the buildings; not given where there are none. */
  readonly routes?: SiteRoutes;
  /** The past, played again, and marks in it. */
  readonly replays: Replays;
  /** Drills, what they are made of, and alarms as they were recorded, to be trained again. */
  readonly drills: Drills;
  readonly scenarios: Scenarios;
  incidentOf(alarm: string): Promise<RecordedIncident | null>;
  readonly bookmarks: Bookmarks;
  /** Other courses of the site's time that are open; none where not given. */
  readonly courses?: ApiCourses;
  /** This API answers of that course; of the live one where not given. */
  readonly course?: ApiCourse;
  readonly log: Logger;
  readonly metrics: MetricsRegistry;
  readonly paths: {
    /** The built client; null to serve none. */
    readonly client: string | null;
    /** Folders with a folder of tiles a building; the first that has a building's serves it. */
    readonly tilesets: readonly string[];
  };
  /** The pages are reached over TLS only. */
  readonly secure?: boolean;
  /** The clock, epoch ms. */
  now?(): number;
}
