import {
  AssetRights,
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
} from 'twin-core';
import type { Estate } from './estate.ts';
import { networkFiles } from './networks/estate-networks.ts';

/** One record a line: a list that differs in one record differs in one line. */
function lines(records: readonly unknown[]): string {
  return `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
}

/** The estate's files besides the buildings, by name, each checked against its schema. Throws a ZodError on the first that fails. */
export function estateFiles(estate: Estate): Readonly<Record<string, string>> {
  const site = SiteFile.parse(estate.site);
  return {
    'site.json': `${JSON.stringify(site, null, 2)}\n`,
    [site.ground]: `${JSON.stringify(estate.ground)}\n`,
    [site.data.devices]: lines(DeviceRecord.array().parse(estate.devices)),
    [site.data.houses]: lines(HouseRecord.array().parse(estate.houses)),
    [site.data.persons]: lines(PersonRecord.array().parse(estate.persons)),
    ...(site.data.owners ? { [site.data.owners]: lines(OwnerRecord.array().parse(estate.owners)) } : {}),
    ...(site.data.occupancies
      ? { [site.data.occupancies]: lines(OccupancyRecord.array().parse(estate.occupancies)) }
      : {}),
    [site.data.organisations]: lines(OrganisationRecord.array().parse(estate.organisations)),
    ...(site.data.assetRights ? { [site.data.assetRights]: lines(AssetRights.array().parse(estate.assetRights)) } : {}),
    [site.data.duties]: lines(DutyRecord.array().parse(estate.duties)),
    ...networkFiles(estate.networks),
    ...(site.data.cameraStreams
      ? { [site.data.cameraStreams]: lines(CameraStream.array().parse(estate.cameraStreams)) }
      : {}),
    ...(site.data.cameraCalibrations
      ? { [site.data.cameraCalibrations]: lines(CameraCalibration.array().parse(estate.cameraCalibrations)) }
      : {}),
    ...(site.data.cameraViews ? { [site.data.cameraViews]: lines(CameraView.array().parse(estate.cameraViews)) } : {}),
  };
}

/** Time written into the headers of the IFC files: it stands still, so that authoring twice gives the same bytes. */
export const IFC_TIMESTAMP = '2026-01-01T00:00:00';
