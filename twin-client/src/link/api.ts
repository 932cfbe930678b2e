import { BuildingOutline, FacilitySchema } from 'twin-core';
import { z } from 'zod';
import type { Api } from '../state/api.ts';
import type { GroundPlan } from '../state/ground-plan.ts';
import { Problem } from '../state/problem.ts';
import { AlarmDensity } from '../state/records/alarm-density.ts';
import { AlarmRecord } from '../state/records/alarm-record.ts';
import { DeviceDetail } from '../state/records/device-detail.ts';
import { DutiesReply } from '../state/records/duty.ts';
import { HandlersReply } from '../state/records/handler.ts';
import { type House, HouseDetail, HousesReply } from '../state/records/house.ts';
import { OperationsReport } from '../state/records/operations.ts';
import { Provenance } from '../state/records/provenance.ts';
import { PublicEnvironment } from '../state/records/public-environment.ts';
import { SeriesReply } from '../state/records/series.ts';
import { Session } from '../state/records/session.ts';
import { GroundReply, SiteReply } from '../state/records/site-reply.ts';
import { ask, send } from './http.ts';
import type { Address } from './ports/address.ts';
import { assetsPort } from './ports/assets.ts';
import { auditPort } from './ports/audit.ts';
import { bindingsPort } from './ports/bindings.ts';
import { broadcastPort } from './ports/broadcast.ts';
import { calibrationsPort } from './ports/calibrations.ts';
import { chargingPort } from './ports/charging.ts';
import { commandsPort } from './ports/commands.ts';
import { coveragePort } from './ports/coverage.ts';
import { dossiersPort } from './ports/dossiers.ts';
import { drillsPort } from './ports/drills.ts';
import { fallsPort } from './ports/falls.ts';
import { importsPort } from './ports/imports.ts';
import { inspectionsPort } from './ports/inspections.ts';
import { layerImportsPort } from './ports/layer-imports.ts';
import { layersPort } from './ports/layers.ts';
import { modelsPort } from './ports/models.ts';
import { networksPort } from './ports/networks.ts';
import { pastPort } from './ports/past.ts';
import { placementPort } from './ports/placement.ts';
import { placesPort } from './ports/places.ts';
import { referralsPort } from './ports/referrals.ts';
import { registryPort } from './ports/registry.ts';
import { reportsPort } from './ports/reports.ts';
import { routesPort } from './ports/routes.ts';
import { screensPort } from './ports/screens.ts';
import { settingsPort } from './ports/settings.ts';
import { systemsPort } from './ports/systems.ts';
import { videoPort } from './ports/video.ts';
import { wallPort } from './ports/wall.ts';
import { whatIfsPort } from './ports/what-ifs.ts';
import { workOrdersPort } from './ports/work-orders.ts';

const ROOT = '/api/v1';
/** More homes than most storeys have: one page, or more where one has more. */
const HOUSES_A_PAGE = 200;

/** The server's HTTP API, every reply checked once, here. base: '' for this page's own server. */
export function createApi(base = ''): Api {
  const at: Address = (path, query = {}) => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
    return `${base}${ROOT}${path}${search ? `?${search}` : ''}`;
  };
  const id = encodeURIComponent;
  return {
    models: modelsPort(at),
    registry: registryPort(at),
    layers: layersPort(at),
    layerImports: layerImportsPort(at),
    networks: networksPort(at),
    routes: routesPort(at),
    imports: importsPort(at),
    placement: placementPort(at),
    places: placesPort(at),
    bindings: bindingsPort(at),
    commands: commandsPort(at),
    video: videoPort(at),
    referrals: referralsPort(at),
    calibrations: calibrationsPort(at),
    coverage: coveragePort(at),
    reports: reportsPort(at),
    dossiers: dossiersPort(at),
    whatIfs: whatIfsPort(at),
    screens: screensPort(at),
    settings: settingsPort(at),
    systems: systemsPort(at),
    broadcast: broadcastPort(at),
    assets: assetsPort(at),
    audit: auditPort(at),
    wall: wallPort(at),
    workOrders: workOrdersPort(at),
    inspections: inspectionsPort(at),
    charging: chargingPort(at),
    falls: fallsPort(at),
    past: pastPort(at),
    drills: drillsPort(at),
    publicEnvironment: (signal) => ask(at('/public/environment'), PublicEnvironment, { signal }),
    async session() {
      try {
        // Optional: nobody signed in is a plain answer then, not an error in the browser's console.
        return await ask(at('/session', { optional: 'true' }), Session.nullable());
      } catch (problem) {
        if (problem instanceof Problem && problem.status === 401) return null;
        throw problem;
      }
    },
    signIn: (account, password) => ask(at('/session'), Session, { method: 'POST', body: { account, password } }),
    async signOut() {
      await send(at('/session'), { method: 'DELETE' });
    },
    site: () => ask(at('/site'), SiteReply),
    // Checked for what every feature has; the kinds of geometry are GeoJSON's own.
    ground: async () => (await ask(at('/layers/ground'), GroundReply)) as unknown as GroundPlan,
    facilities: () => ask(at('/facilities'), z.array(FacilitySchema)),
    buildingOutline: (url) => ask(url, BuildingOutline),
    buildingProvenance: (code, signal) => ask(at(`/buildings/${id(code)}`), Provenance, { signal }),
    device: (code, signal) => ask(at(`/devices/${id(code)}`), DeviceDetail, { signal }),
    async series(code, { property, from, to, intervalMs }, signal) {
      const query = {
        property,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        interval: intervalMs,
        limit: Math.ceil((to - from) / intervalMs) + 1,
      };
      return (await ask(at(`/devices/${id(code)}/observations`, query), SeriesReply, { signal })).items;
    },
    async houses(building, storey, signal) {
      const found: House[] = [];
      for (let cursor: string | undefined; ; ) {
        const query = { building, storey, limit: HOUSES_A_PAGE, cursor };
        const { items, next } = await ask(at('/houses', query), HousesReply, { signal });
        found.push(...items);
        if (next === null) return found;
        cursor = next;
      }
    },
    house: (code, signal) => ask(at(`/houses/${id(code)}`), HouseDetail, { signal }),
    async duties(signal) {
      return (await ask(at('/duties'), DutiesReply, { signal })).items;
    },
    alarm: (alarm, signal) => ask(at(`/alarms/${id(alarm)}`), AlarmRecord, { signal }),
    alarmDensity: ({ from, to, facility }, signal) =>
      ask(at('/alarms/density', { from, to, facility: facility ?? undefined }), AlarmDensity, { signal }),
    async handlers() {
      const { items } = await ask(at('/handlers'), HandlersReply);
      return new Map(items.map(({ id: account, displayName }) => [account, displayName]));
    },
    operations: (signal) => ask(at('/operations/metrics'), OperationsReport, { signal }),
    async handleAlarm(alarm, action, body = {}) {
      await send(at(`/alarms/${id(alarm)}/${action}`), { method: 'POST', body });
    },
  };
}
