import { accountEndpoints } from './accounts.ts';
import { alarmActionEndpoints } from './alarm-actions.ts';
import { alarmClipEndpoints } from './alarm-clips.ts';
import { alarmDensityEndpoints } from './alarm-density.ts';
import { alarmExportEndpoints } from './alarm-export.ts';
import { alarmMetricsEndpoints } from './alarm-metrics.ts';
import { alarmOutletEndpoints } from './alarm-outlets.ts';
import { alarmPeopleEndpoints } from './alarm-people.ts';
import { alarmRuleEndpoints } from './alarm-rules.ts';
import { alarmStatisticsEndpoints } from './alarm-statistics.ts';
import { alarmWayEndpoints } from './alarm-ways.ts';
import { alarmEndpoints } from './alarms.ts';
import { armingEndpoints } from './arming.ts';
import { assetLedgerEndpoints } from './asset-ledger.ts';
import { assetRightsEndpoints } from './asset-rights.ts';
import { auditEndpoints } from './audit.ts';
import { baseImportEndpoints } from './base-imports.ts';
import { bindingEndpoints } from './bindings.ts';
import { broadcastFileEndpoints } from './broadcast-files.ts';
import { broadcastPlaceEndpoints } from './broadcast-places.ts';
import { broadcastScheduleEndpoints } from './broadcast-schedules.ts';
import { broadcastSessionEndpoints } from './broadcast-sessions.ts';
import { buildingEndpoints } from './buildings.ts';
import { cameraCalibrationEndpoints } from './camera-calibrations.ts';
import { cameraFeedEndpoints } from './camera-feeds.ts';
import { cameraPoseEndpoints } from './camera-poses.ts';
import { cameraViewEndpoints } from './camera-views.ts';
import { cameraEndpoints } from './cameras.ts';
import { chargingSessionEndpoints } from './charging-sessions.ts';
import { connectionEndpoints } from './connections.ts';
import { coverageEndpoints } from './coverage.ts';
import { deadLetterEndpoints } from './dead-letters.ts';
import type { ApiDeps } from './deps.ts';
import { deviceCommandEndpoints } from './device-commands.ts';
import { deviceEndpoints } from './devices.ts';
import { dossierEndpoints } from './dossiers.ts';
import { drillReportEndpoints } from './drill-report.ts';
import { drillScenarioEndpoints } from './drill-scenarios.ts';
import { drillEndpoints } from './drills.ts';
import { dutyEndpoints } from './duties.ts';
import { elementEndpoints } from './elements.ts';
import type { Endpoint } from './endpoint.ts';
import { featureManagerEndpoints } from './feature-managers.ts';
import { handoverEndpoints } from './handovers.ts';
import { heightEndpoints } from './heights.ts';
import { houseEndpoints } from './houses.ts';
import { imageryEndpoints } from './imagery.ts';
import { importEndpoints } from './imports.ts';
import { inspectionRoundEndpoints } from './inspection-rounds.ts';
import { inspectionWalkEndpoints } from './inspection-walks.ts';
import { journalEndpoints } from './journal.ts';
import { layerImportEndpoints } from './layer-imports.ts';
import { layerEndpoints } from './layers.ts';
import { loadSiteEndpoints } from './load-sites.ts';
import { mappingEndpoints } from './mappings.ts';
import { mediaServerEndpoints } from './media-server.ts';
import { networkEndpoints } from './networks.ts';
import { observationEndpoints } from './observations.ts';
import { onvifEndpoints } from './onvif-cameras.ts';
import { operationsEndpoints } from './operations-report.ts';
import { orderWorkerEndpoints } from './order-workers.ts';
import { payloadEndpoints } from './payloads.ts';
import { perimeterEndpoints } from './perimeter.ts';
import { placementEndpoints } from './placement.ts';
import { publicEnvironmentEndpoints } from './public-environment.ts';
import { rationalisationEndpoints } from './rationalisation.ts';
import { receiverEndpoints } from './receivers.ts';
import { recordedPastEndpoints } from './recorded-past.ts';
import { referralEndpoints } from './referrals.ts';
import { replayEndpoints } from './replays.ts';
import { routeEndpoints } from './routes.ts';
import { screenEndpoints } from './screens.ts';
import { sensingEndpoints } from './sensing.ts';
import { sessionEndpoints } from './session.ts';
import { siteEndpoints } from './site.ts';
import { spaceEndpoints } from './spaces.ts';
import { sunHourEndpoints } from './sun-hours.ts';
import { systemInspectionEndpoints } from './system-inspections.ts';
import { throwTraceEndpoints } from './throw-traces.ts';
import { twinEndpoints } from './twin.ts';
import { wallEndpoints } from './wall.ts';
import { whatIfEndpoints } from './what-ifs.ts';
import { withinEndpoints } from './within.ts';
import { workOrderActEndpoints } from './work-order-acts.ts';
import { workOrderEndpoints } from './work-orders.ts';
import { zoneEndpoints } from './zones.ts';

/** Every operation of the API, one file a domain. */
export function allEndpoints(deps: ApiDeps): Endpoint[] {
  return [
    sessionEndpoints,
    siteEndpoints,
    publicEnvironmentEndpoints,
    layerEndpoints,
    featureManagerEndpoints,
    layerImportEndpoints,
    zoneEndpoints,
    cameraViewEndpoints,
    cameraCalibrationEndpoints,
    cameraPoseEndpoints,
    cameraEndpoints,
    mediaServerEndpoints,
    cameraFeedEndpoints,
    onvifEndpoints,
    imageryEndpoints,
    heightEndpoints,
    deviceEndpoints,
    chargingSessionEndpoints,
    assetLedgerEndpoints,
    assetRightsEndpoints,
    deviceCommandEndpoints,
    workOrderEndpoints,
    workOrderActEndpoints,
    orderWorkerEndpoints,
    inspectionRoundEndpoints,
    inspectionWalkEndpoints,
    systemInspectionEndpoints,
    alarmRuleEndpoints,
    perimeterEndpoints,
    coverageEndpoints,
    sunHourEndpoints,
    armingEndpoints,
    observationEndpoints,
    // Before an alarm by its id, whose path would take them.
    alarmDensityEndpoints,
    alarmExportEndpoints,
    alarmStatisticsEndpoints,
    alarmMetricsEndpoints,
    rationalisationEndpoints,
    whatIfEndpoints,
    handoverEndpoints,
    alarmOutletEndpoints,
    alarmEndpoints,
    alarmWayEndpoints,
    alarmClipEndpoints,
    throwTraceEndpoints,
    alarmActionEndpoints,
    alarmPeopleEndpoints,
    referralEndpoints,
    dossierEndpoints,
    buildingEndpoints,
    routeEndpoints,
    placementEndpoints,
    bindingEndpoints,
    houseEndpoints,
    importEndpoints,
    baseImportEndpoints,
    elementEndpoints,
    spaceEndpoints,
    withinEndpoints,
    networkEndpoints,
    dutyEndpoints,
    sensingEndpoints,
    loadSiteEndpoints,
    payloadEndpoints,
    connectionEndpoints,
    receiverEndpoints,
    broadcastSessionEndpoints,
    broadcastScheduleEndpoints,
    broadcastFileEndpoints,
    broadcastPlaceEndpoints,
    mappingEndpoints,
    deadLetterEndpoints,
    replayEndpoints,
    recordedPastEndpoints,
    wallEndpoints,
    operationsEndpoints,
    screenEndpoints,
    // Before a drill by its number, whose path would take them.
    drillScenarioEndpoints,
    drillEndpoints,
    drillReportEndpoints,
    twinEndpoints,
    journalEndpoints,
    accountEndpoints,
    auditEndpoints,
  ].flatMap((domain) => domain(deps));
}
