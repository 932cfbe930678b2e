import type {
  AssetRights,
  BuildingRecord,
  CameraCalibration,
  CameraStream,
  CameraView,
  DeviceRecord,
  DutyRecord,
  HouseRecord,
  OccupancyRecord,
  OrganisationRecord,
  OwnerRecord,
  PersonRecord,
  SiteFile,
  ZoneRecord,
} from 'twin-core';
import type { BuildingDesign } from '../ifc/design.ts';
import type { MapPosition } from '../ifc/georeference.ts';
import { ringArea } from '../ifc/property-sets.ts';
import { BOUNDARY, fenceZoneRecords } from './boundary.ts';
import { broadcastZones } from './devices/broadcast-devices.ts';
import { cameraStreams } from './devices/camera-streams.ts';
import { cameraCalibrations, cameraViews } from './devices/camera-views.ts';
import { withDevices } from './devices/furnished.ts';
import { indoorDevices } from './devices/indoor.ts';
import { facadeZones, outdoorDevices } from './devices/outdoor.ts';
import { deviceRecords } from './devices/records.ts';
import { BUILDING_WORDS, codeOf, designOf, ESTATE_BUILDINGS, type EstateBuilding } from './estate-buildings.ts';
import { fireGrounds } from './ground/access.ts';
import { block } from './ground/feature.ts';
import { footprintInSite, groundPlan, toGeoJson } from './ground/ground-plan.ts';
import { fireLanes } from './ground/roads.ts';
import { estateNetworks } from './networks/estate-networks.ts';
import type { EstateNetwork } from './networks/pipe-feature.ts';
import { assetRights } from './people/asset-rights.ts';
import { housesOf } from './people/houses.ts';
import { duties, ORGANISATIONS } from './people/organisations.ts';
import { residents, staff } from './people/persons.ts';
import { occupancies, owners } from './people/tenure.ts';
import {
  mapPositionOf,
  NORMAL_HEIGHT_M,
  PROJECTED_CRS,
  placementAt,
  SITE_CODE,
  SITE_FRAME,
  toLongitudeLatitude,
} from './site-frame.ts';

/** The whole demonstration estate, before it is written to files. */
export interface Estate {
  readonly site: SiteFile;
  /** Each building with its devices in it, its place on the map, and the name of its file. */
  readonly buildings: readonly { readonly design: BuildingDesign; readonly map: MapPosition; readonly file: string }[];
  readonly ground: unknown;
  /** Pipes and cables under the ground. */
  readonly networks: readonly EstateNetwork[];
  readonly devices: readonly DeviceRecord[];
  readonly houses: readonly HouseRecord[];
  readonly persons: readonly PersonRecord[];
  readonly owners: readonly OwnerRecord[];
  readonly occupancies: readonly OccupancyRecord[];
  readonly organisations: readonly OrganisationRecord[];
  readonly assetRights: readonly AssetRights[];
  readonly duties: readonly DutyRecord[];
  readonly cameraViews: readonly CameraView[];
  readonly cameraCalibrations: readonly CameraCalibration[];
  readonly cameraStreams: readonly CameraStream[];
}

const fileOf = (building: EstateBuilding): string => `${codeOf(building).toLowerCase()}.ifc`;

/** Puts the estate together: nothing here depends on the clock, the machine or chance. */
export function buildEstate(): Estate {
  const plans = ESTATE_BUILDINGS.map((building) => {
    const design = designOf(building);
    const indoor = indoorDevices(building, design);
    return { building, design: withDevices(design, indoor), indoor };
  });
  const designs = plans.map(({ design }) => design);
  const elevations = new Map(
    designs.flatMap(({ code, storeys }) =>
      storeys.map(({ name, elevation }) => [`${code}/${name}`, elevation] as const),
    ),
  );
  const indoor = plans.flatMap((plan) => plan.indoor);
  const devices = deviceRecords(indoor, outdoorDevices(), (building, storey) => {
    const elevation = elevations.get(`${building}/${storey}`);
    if (elevation === undefined) throw new Error(`${building} has no storey ${storey}`);
    return elevation;
  });
  const houses = designs.flatMap(housesOf);
  const living = residents(houses);
  return {
    site: siteFile(
      plans.map(({ building, design }) => buildingRecord(building, design)),
      designs,
    ),
    buildings: plans.map(({ building, design }) => ({
      design,
      map: mapPositionOf(placementAt(building.at, building.headingDeg)),
      file: fileOf(building),
    })),
    ground: toGeoJson(groundPlan(designs)),
    networks: estateNetworks(),
    devices,
    houses,
    persons: [...staff(), ...living],
    owners: owners(houses, living),
    occupancies: occupancies(houses, living),
    organisations: ORGANISATIONS,
    assetRights: assetRights(),
    duties: duties(),
    cameraViews: cameraViews(plans),
    cameraCalibrations: cameraCalibrations(devices),
    cameraStreams: cameraStreams(devices),
  };
}

function buildingRecord(building: EstateBuilding, design: BuildingDesign): BuildingRecord {
  const above = design.storeys.filter(({ name }) => /^\d+F$/.test(name));
  const below = design.storeys.filter(({ name }) => name.startsWith('B'));
  const roof = design.storeys.find(({ name }) => name === 'RF');
  const top = above.at(-1);
  const heightM = roof?.elevation ?? (top ? top.elevation + top.height : 0);
  const floors = building.type === 'garage' ? 1 : above.length + below.length;
  return {
    code: design.code,
    name: design.name,
    footprint: footprintInSite(design).map(toLongitudeLatitude),
    builtYear: 2019,
    status: '在用',
    ...BUILDING_WORDS[building.type],
    storeyCount: building.type === 'garage' ? 0 : above.length,
    undergroundStoreyCount: below.length,
    heightM: Math.round(heightM * 100) / 100,
    grossFloorAreaM2: Math.round(ringArea(design.footprint) * floors * 10) / 10,
    districtCode: '140106',
    streetCode: '140106099',
    estateCode: 'JYJY',
    doorNumber: `嘉园路1号${design.name}`,
    placement: placementAt(building.at, building.headingDeg),
    ifc: fileOf(building),
  };
}

function polygonZone(
  code: string,
  name: string,
  kind: ZoneRecord['kind'],
  ring: readonly (readonly [number, number])[],
): ZoneRecord {
  const positions = ring.map(toLongitudeLatitude);
  const [first] = positions;
  return { code, name, kind, geometry: { type: 'Polygon', coordinates: [first ? [...positions, first] : positions] } };
}

function zones(buildings: readonly BuildingRecord[], designs: readonly BuildingDesign[]): ZoneRecord[] {
  const sheds = ESTATE_BUILDINGS.filter(({ type }) => type === 'chargingShed').map((building, index): ZoneRecord => {
    const footprint = buildings.find(({ code }) => code === codeOf(building))?.footprint ?? [];
    const [first] = footprint;
    return {
      code: `ZC-0${index + 1}`,
      name: `${building.name}充电区`,
      kind: 'charging',
      geometry: { type: 'Polygon', coordinates: [first ? [...footprint, first] : footprint] },
    };
  });
  return [
    ...fenceZoneRecords(),
    ...fireLanes().map(({ code, name, ring }) => polygonZone(code, name, 'fireLane', ring)),
    ...fireGrounds().map(({ number, name, ring }) => polygonZone(`ZG-${number}`, name, 'fireLane', ring)),
    ...facadeZones().map(({ code, name, ring }) => polygonZone(code, name, 'area', ring)),
    ...sheds,
    polygonZone('ZC-EV', '地下车库充电区', 'charging', block(-48, 32, 20, 39)),
    polygonZone('ZC-EV2', '东侧地面充电区', 'charging', block(156, -54, 161.3, -34)),
    ...broadcastZones((code) => footprintInSite(designs.find((design) => design.code === code)!)).map(
      ({ code, name, ring }) => polygonZone(code, name, 'area', ring),
    ),
  ];
}

function siteFile(buildings: BuildingRecord[], designs: readonly BuildingDesign[]): SiteFile {
  return {
    site: SITE_CODE,
    name: { zh: '晋阳嘉园', en: 'Jinyang Garden' },
    timeZone: 'Asia/Shanghai',
    crs: PROJECTED_CRS,
    frame: SITE_FRAME,
    normalHeightM: NORMAL_HEIGHT_M,
    heightDatum: 'egm96',
    boundary: BOUNDARY.map(toLongitudeLatitude),
    view: { from: [210, -400, 250], to: [0, 10, 20] },
    buildings,
    zones: zones(buildings, designs),
    ground: 'ground.geojson',
    data: {
      devices: 'devices.json',
      houses: 'houses.json',
      persons: 'persons.json',
      owners: 'owners.json',
      occupancies: 'occupancies.json',
      organisations: 'organisations.json',
      assetRights: 'asset-rights.json',
      duties: 'duties.json',
      cameraViews: 'camera-views.json',
      cameraCalibrations: 'camera-calibrations.json',
      cameraStreams: 'camera-streams.json',
    },
  };
}
