import type { AlarmAction, BuildingOutline, Facility } from 'twin-core';
import type { GroundPlan } from './ground-plan.ts';
import type { AssetsPort } from './ports/assets.ts';
import type { AuditPort } from './ports/audit.ts';
import type { BindingsPort } from './ports/bindings.ts';
import type { BroadcastPort } from './ports/broadcast.ts';
import type { CalibrationsPort } from './ports/calibrations.ts';
import type { ChargingPort } from './ports/charging.ts';
import type { CommandsPort } from './ports/commands.ts';
import type { CoveragePort } from './ports/coverage.ts';
import type { DossiersPort } from './ports/dossiers.ts';
import type { DrillsPort } from './ports/drills.ts';
import type { FallsPort } from './ports/falls.ts';
import type { ImportsPort } from './ports/imports.ts';
import type { InspectionsPort } from './ports/inspections.ts';
import type { LayerImportsPort } from './ports/layer-imports.ts';
import type { LayersPort } from './ports/layers.ts';
import type { ModelsPort } from './ports/models.ts';
import type { NetworksPort } from './ports/networks.ts';
import type { PastPort } from './ports/past.ts';
import type { PlacementPort } from './ports/placement.ts';
import type { PlacesPort } from './ports/places.ts';
import type { ReferralsPort } from './ports/referrals.ts';
import type { RegistryPort } from './ports/registry.ts';
import type { ReportsPort } from './ports/reports.ts';
import type { RoutesPort } from './ports/routes.ts';
import type { ScreensPort } from './ports/screens.ts';
import type { SettingsPort } from './ports/settings.ts';
import type { SystemsPort } from './ports/systems.ts';
import type { VideoPort } from './ports/video.ts';
import type { WallPort } from './ports/wall.ts';
import type { WhatIfsPort } from './ports/what-ifs.ts';
import type { WorkOrdersPort } from './ports/work-orders.ts';
import type { AlarmDensity, AlarmDensityRequest } from './records/alarm-density.ts';
import type { AlarmRecord } from './records/alarm-record.ts';
import type { DeviceDetail } from './records/device-detail.ts';
import type { Duty } from './records/duty.ts';
import type { House, HouseDetail } from './records/house.ts';
import type { OperationsReport } from './records/operations.ts';
import type { Provenance } from './records/provenance.ts';
import type { PublicEnvironment } from './records/public-environment.ts';
import type { SeriesPoint, SeriesRequest } from './records/series.ts';
import type { Session } from './records/session.ts';
import type { SiteView } from './site-view.ts';

/** What goes with an action on an alarm. */
export interface AlarmActionBody {
  readonly reason?: string;
  /** dismiss: the second confirmation. */
  readonly confirm?: true;
  /** shelve: when it ends, ISO 8601. */
  readonly until?: string;
  readonly assignee?: string;
  /** refer: the account id of the party. */
  readonly partner?: string;
  /** step: which one of its procedure is done, with the answer where it asks for one. */
  readonly step?: string;
  readonly answer?: string;
}

/** What views may ask of the server. Every method rejects with a Problem. */
export interface Api {
  readonly models: ModelsPort;
  readonly registry: RegistryPort;
  readonly layers: LayersPort;
  readonly layerImports: LayerImportsPort;
  readonly networks: NetworksPort;
  readonly routes: RoutesPort;
  readonly placement: PlacementPort;
  readonly places: PlacesPort;
  readonly video: VideoPort;
  readonly calibrations: CalibrationsPort;
  readonly coverage: CoveragePort;
  readonly imports: ImportsPort;
  readonly bindings: BindingsPort;
  readonly commands: CommandsPort;
  readonly referrals: ReferralsPort;
  readonly reports: ReportsPort;
  readonly dossiers: DossiersPort;
  readonly whatIfs: WhatIfsPort;
  readonly screens: ScreensPort;
  readonly settings: SettingsPort;
  readonly systems: SystemsPort;
  readonly broadcast: BroadcastPort;
  readonly assets: AssetsPort;
  readonly audit: AuditPort;
  readonly workOrders: WorkOrdersPort;
  readonly inspections: InspectionsPort;
  readonly charging: ChargingPort;
  readonly falls: FallsPort;
  readonly past: PastPort;
  readonly drills: DrillsPort;
  readonly wall: WallPort;
  /** What is published of the environment: nobody has to be signed in. */
  publicEnvironment(signal?: AbortSignal): Promise<PublicEnvironment>;
  /** The session that stands; null when nobody is signed in. */
  session(): Promise<Session | null>;
  signIn(account: string, password: string): Promise<Session>;
  signOut(): Promise<void>;
  site(): Promise<SiteView>;
  ground(): Promise<GroundPlan>;
  facilities(): Promise<readonly Facility[]>;
  buildingOutline(url: string): Promise<BuildingOutline>;
  /** When a building's record was stored and where it comes from. */
  buildingProvenance(code: string, signal?: AbortSignal): Promise<Provenance>;
  device(code: string, signal?: AbortSignal): Promise<DeviceDetail>;
  series(code: string, request: SeriesRequest, signal?: AbortSignal): Promise<readonly SeriesPoint[]>;
  houses(building: string, storey: string, signal?: AbortSignal): Promise<readonly House[]>;
  house(code: string, signal?: AbortSignal): Promise<HouseDetail>;
  /** Who is on duty now. */
  duties(signal?: AbortSignal): Promise<readonly Duty[]>;
  /** An alarm, open or closed, with everything that happened to it. */
  alarm(id: string, signal?: AbortSignal): Promise<AlarmRecord>;
  /** Where and when alarms were raised. */
  alarmDensity(request: AlarmDensityRequest, signal?: AbortSignal): Promise<AlarmDensity>;
  /** Names of those who may handle alarms, by account id. */
  handlers(): Promise<ReadonlyMap<string, string>>;
  /** How the server does. */
  operations(signal?: AbortSignal): Promise<OperationsReport>;
  handleAlarm(id: string, action: AlarmAction, body?: AlarmActionBody): Promise<void>;
}
