/** What an operation is about, in the words of those who read the log. */
export type Area =
  | 'accounts'
  | 'alarms'
  | 'base'
  | 'broadcast'
  | 'connections'
  | 'devices'
  | 'layers'
  | 'models'
  | 'orders'
  | 'past'
  | 'platform'
  | 'video'
  | 'wall';

/** How actions of each begin: what handlers call them, tags of the API, and rights that were missing. */
const BEGINNINGS: Readonly<Record<Area, readonly string[]>> = {
  accounts: ['account', 'accounts', 'session', 'mqtt', 'audit', 'person', 'people'],
  alarms: ['alarm', 'alarms', 'alarmRule', 'fall', 'handover', 'dossier', 'dossiers'],
  base: ['base', 'building', 'buildings', 'houses', 'bindings', 'site', 'twin'],
  broadcast: ['broadcast'],
  connections: ['connection', 'connections', 'mapping', 'receiver', 'receivers', 'sensing', 'observations'],
  devices: ['device', 'devices'],
  layers: ['layer', 'layers', 'zone', 'places', 'networks'],
  models: ['model', 'models', 'import', 'imports'],
  orders: ['order', 'workorders', 'inspection', 'inspections'],
  past: ['past', 'replay', 'drill', 'drills', 'journal'],
  platform: ['operations', 'metrics', 'screen', 'loadtests'],
  video: ['video', 'camera', 'cameraCalibration', 'cameraView', 'mediaServer'],
  wall: ['wall'],
};
const AREAS = new Map(
  Object.entries(BEGINNINGS).flatMap(([area, beginnings]) => beginnings.map((beginning) => [beginning, area as Area])),
);

/** What an action of the operation log, such as alarmRule.change, is about; of one that is not known, the platform. */
export function areaOf(action: string): Area {
  return AREAS.get(action.split('.', 1)[0]!) ?? 'platform';
}
