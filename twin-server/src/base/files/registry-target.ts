import type pg from 'pg';
import {
  type BuildingRecord,
  type CameraView,
  type DeviceRecord,
  type HouseRecord,
  type OccupancyRecord,
  type OrganisationRecord,
  OwnerRecord,
  type PersonRecord,
} from 'twin-core';
import { CAMERA_VIEW_TABLE, OCCUPANCY_TABLE, OWNER_TABLE, upsertRecords } from '../record-table.ts';
import type { BaseRegistry } from '../registry.ts';
import { forgetRemoval } from '../removed-record.ts';
import type { Referred } from './base-kind.ts';
import type { ImportTarget } from './import-table.ts';
import type { KindName } from './kinds.ts';

/** How the twin hears of records that the registry has stored; each resolves when it is journaled. */
export interface TwinPort {
  registerDevices(devices: readonly DeviceRecord[]): Promise<void>;
  /** Tells every screen that buildings, or what is recorded of their homes, are another than before. */
  announceBuildings(codes: ReadonlySet<string>): Promise<void>;
  announceCameraViews(devices: readonly string[]): Promise<void>;
}

type Stored = Exclude<KindName, 'observation'>;

/** The registry as where imported records go: stored there first, then told to the twin. */
export function registryTarget(
  pool: pg.Pool,
  registry: BaseRegistry,
  twin: TwinPort,
  kind: Stored,
  source: string,
): ImportTarget {
  const site = registry.site.code;
  const lists: Readonly<Record<Referred, (code: string) => object | undefined>> = {
    building: (code) => registry.building(code),
    house: (code) => registry.house(code),
    person: (code) => registry.person(code),
    organisation: (code) => registry.organisation(code),
    device: (code) => registry.device(code),
    zone: (code) => registry.zone(code),
  };
  const buildingOf = (house: string | null) => (house === null ? [] : (registry.house(house)?.building ?? []));
  const stores: Readonly<Record<Stored, (records: readonly Record<string, unknown>[]) => Promise<void>>> = {
    device: async (records) => {
      const devices = records as readonly unknown[] as readonly DeviceRecord[];
      await registry.putDevices(devices, source);
      await twin.registerDevices(devices);
    },
    building: async (records) => {
      const buildings = records as readonly unknown[] as readonly BuildingRecord[];
      await registry.putBuildings(buildings, source);
      await twin.announceBuildings(new Set(buildings.map(({ code }) => code)));
    },
    house: async (records) => {
      const given = records as readonly unknown[] as readonly (HouseRecord & {
        owner: Omit<OwnerRecord, 'house'> | null;
      })[];
      await registry.putHouses(
        given.map(({ owner: _, ...house }) => house),
        source,
      );
      const owners = given.flatMap(({ code, owner }) => (owner ? OwnerRecord.parse({ ...owner, house: code }) : []));
      await upsertRecords(pool, OWNER_TABLE, site, source, owners);
      await twin.announceBuildings(new Set(given.map(({ building }) => building)));
    },
    person: async (records) => {
      const persons = records as readonly unknown[] as readonly PersonRecord[];
      // Where they lived before shows them no more.
      const left = persons.flatMap(({ code }) => buildingOf(registry.person(code)?.house ?? null));
      await registry.putPersons(persons, source);
      await twin.announceBuildings(new Set([...left, ...persons.flatMap(({ house }) => buildingOf(house))]));
    },
    occupancy: async (records) => {
      const stays = records as readonly unknown[] as readonly OccupancyRecord[];
      await upsertRecords(pool, OCCUPANCY_TABLE, site, source, stays);
      await twin.announceBuildings(new Set(stays.flatMap(({ house }) => buildingOf(house))));
    },
    organisation: (records) =>
      registry.putOrganisations(records as readonly unknown[] as readonly OrganisationRecord[], source),
    cameraView: async (records) => {
      const views = records as readonly unknown[] as readonly CameraView[];
      await upsertRecords(pool, CAMERA_VIEW_TABLE, site, source, views);
      for (const { device } of views) await forgetRemoval(pool, 'camera_view', site, device);
      await twin.announceCameraViews(views.map(({ device }) => device));
    },
  };
  return {
    existing: ({ code }) =>
      kind === 'cameraView' || kind === 'occupancy'
        ? undefined
        : (lists[kind](String(code)) as Record<string, unknown>),
    has: (list, code) => lists[list](code) !== undefined,
    above: (code) => (kind === 'device' ? registry.device(code) : registry.organisation(code))?.parent ?? null,
    store: (records) => stores[kind](records.map(({ record }) => record)),
  };
}
