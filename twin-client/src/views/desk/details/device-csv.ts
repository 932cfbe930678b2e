import { type AssetState, type Device, localIso } from 'twin-core';
import { csvFile } from '../../../kit/csv.ts';
import type { Format } from '../../../kit/i18n/format.ts';
import type { Center } from '../../../state/center.ts';

const COLUMNS = [
  'code',
  'name',
  'kind',
  'facility',
  'building',
  'storey',
  'state',
  'asset',
  'longitude',
  'latitude',
  'heard',
] as const;

/** A list of devices as CSV, as it is shown; `assetOf`: its state as an asset, null where that was not asked for. */
export function deviceCsv(
  devices: readonly Device[],
  { store, site }: Pick<Center, 'store' | 'site'>,
  format: Format,
  assetOf: (device: Device) => AssetState | null = () => null,
): string {
  const { catalogue } = store;
  const buildings = new Map(site.buildings.map(({ code, name }) => [code, name]));
  const label = (declared: { readonly label: Parameters<Format['label']>[0] } | undefined, code: string) =>
    declared ? format.label(declared.label) : code;
  const rows = devices.map((device) => {
    const heard = store.state.heard[device.slot] ?? Number.NaN;
    const asset = assetOf(device);
    return [
      device.code,
      device.name,
      label(catalogue.kind(device.deviceKind)?.kind, device.deviceKind),
      label(catalogue.facility(device.facility), device.facility),
      device.building === null ? null : (buildings.get(device.building) ?? device.building),
      device.storey,
      format.text(`state.${store.condition(device.slot)?.state ?? 'unknown'}`),
      asset && format.text(`ledger.step.${asset}`),
      device.location.longitude,
      device.location.latitude,
      Number.isNaN(heard) ? null : localIso(heard, site.timeZone),
    ];
  });
  return csvFile([COLUMNS.map((column) => format.text(`list.column.${column}`)), ...rows]);
}
