import type { Migration } from '../migrate.ts';
import { sql as journal } from './0001-journal.ts';
import { sql as access } from './0002-access.ts';
import { sql as base } from './0003-base.ts';
import { sql as houses } from './0004-houses.ts';
import { sql as imports } from './0005-imports.ts';
import { sql as models } from './0006-models.ts';
import { sql as bindings } from './0007-bindings.ts';
import { sql as layers } from './0008-layers.ts';
import { sql as places } from './0009-places.ts';
import { sql as importHistory } from './0010-import-history.ts';
import { sql as imagery } from './0011-imagery.ts';
import { sql as alarmDensity } from './0012-alarm-density.ts';
import { sql as observationBatches } from './0013-observation-batches.ts';
import { sql as series } from './0014-series.ts';
import { sql as connections } from './0015-connections.ts';
import { sql as alarmSearch } from './0016-alarm-search.ts';
import { sql as alarmSettings } from './0017-alarm-settings.ts';
import { sql as alarmWork } from './0018-alarm-work.ts';
import { sql as handovers } from './0019-handovers.ts';
import { sql as receivers } from './0020-receivers.ts';
import { sql as broadcast } from './0021-broadcast.ts';
import { sql as video } from './0022-video.ts';
import { sql as videoAdapters } from './0023-video-adapters.ts';
import { sql as referrals } from './0024-referrals.ts';
import { sql as throwTraces } from './0025-throw-traces.ts';
import { sql as cameraChecks } from './0026-camera-checks.ts';
import { sql as calibrationBases } from './0027-calibration-bases.ts';
import { sql as assetLedger } from './0028-asset-ledger.ts';
import { sql as wall } from './0029-wall.ts';
import { sql as workOrders } from './0030-work-orders.ts';
import { sql as inspectionRounds } from './0031-inspection-rounds.ts';
import { sql as screens } from './0032-screens.ts';
import { sql as replay } from './0033-replay.ts';
import { sql as drills } from './0034-drills.ts';
import { sql as dossierKey } from './0035-dossier-key.ts';
import { sql as auditPolicies } from './0036-audit-policies.ts';
import { sql as assetRights } from './0037-asset-rights.ts';
import { sql as systemInspections } from './0038-system-inspections.ts';

/** Every step of the schema, in order. Once released a step is never changed, only followed by another. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'journal', sql: journal },
  { version: 2, name: 'access', sql: access },
  { version: 3, name: 'base', sql: base },
  { version: 4, name: 'houses', sql: houses },
  { version: 5, name: 'imports', sql: imports },
  { version: 6, name: 'models', sql: models },
  { version: 7, name: 'bindings', sql: bindings },
  { version: 8, name: 'layers', sql: layers },
  { version: 9, name: 'places', sql: places },
  { version: 10, name: 'import history', sql: importHistory },
  { version: 11, name: 'imagery', sql: imagery },
  { version: 12, name: 'alarm density', sql: alarmDensity },
  { version: 13, name: 'observation batches', sql: observationBatches },
  { version: 14, name: 'series', sql: series },
  { version: 15, name: 'connections', sql: connections },
  { version: 16, name: 'alarm search', sql: alarmSearch },
  { version: 17, name: 'alarm settings', sql: alarmSettings },
  { version: 18, name: 'alarm work', sql: alarmWork },
  { version: 19, name: 'handovers', sql: handovers },
  { version: 20, name: 'receivers', sql: receivers },
  { version: 21, name: 'broadcast', sql: broadcast },
  { version: 22, name: 'video', sql: video },
  { version: 23, name: 'video adapters', sql: videoAdapters },
  { version: 24, name: 'referrals', sql: referrals },
  { version: 25, name: 'throw traces', sql: throwTraces },
  { version: 26, name: 'camera checks', sql: cameraChecks },
  { version: 27, name: 'calibration bases', sql: calibrationBases },
  { version: 28, name: 'asset ledger', sql: assetLedger },
  { version: 29, name: 'wall', sql: wall },
  { version: 30, name: 'work orders', sql: workOrders },
  { version: 31, name: 'inspection rounds', sql: inspectionRounds },
  { version: 32, name: 'screens', sql: screens },
  { version: 33, name: 'replay', sql: replay },
  { version: 34, name: 'drills', sql: drills },
  { version: 35, name: 'dossier key', sql: dossierKey },
  { version: 36, name: 'audit policies', sql: auditPolicies },
  { version: 37, name: 'asset rights', sql: assetRights },
  { version: 38, name: 'system inspections', sql: systemInspections },
];
