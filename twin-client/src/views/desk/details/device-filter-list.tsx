import { useSyncExternalStore } from 'react';
import { AssetState, type Device } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useHealth, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { DEVICE_STATES } from '../../../state/health.ts';
import { useDesk } from '../desk.ts';
import { countKinds } from '../layers/count-kinds.ts';
import type { DeviceFilter } from '../selection.ts';
import { useStoreys } from '../use-storeys.ts';
import styles from './device-list.module.css';
import { DeviceList } from './device-list.tsx';
import { type DeviceFacts, filterDevices } from './filter-devices.ts';
import { FilterChips, FilterSelect } from './filter-parts.tsx';

/** Devices by facility, kind, building, storey, state and state as an asset (8.2.1-4), with how many there are; a click on one opens it. */
export function DeviceFilterList({ filter }: { filter: DeviceFilter }) {
  const { store, site } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  useHealth();
  useRegistryRevision();
  const { state, facility, deviceKind, building, storey, asset } = filter;
  const storeys = useStoreys(site.buildings.find(({ code }) => code === building) ?? null);
  const assets = useSyncExternalStore(store.assetStates.subscribe, store.assetStates.get);
  const facts: DeviceFacts = {
    stateOf: (device) => store.condition(device.slot)?.state,
    assetOf: (device) => assets.get(device.code) ?? 'inService',
  };
  const all = store.state.devices;
  const devices = filterDevices(all, filter, facts);
  const facilities = countKinds(filterDevices(all, filter, facts, ['facility', 'deviceKind']), store.catalogue);
  const [counted] = facility ? countKinds(filterDevices(all, filter, facts, ['deviceKind']), store.catalogue) : [];
  const anyState = filterDevices(all, filter, facts, ['state']);
  const change = (wanted: Partial<DeviceFilter>) => desk.select({ ...filter, ...wanted });
  const declared = facility ? store.catalogue.facility(facility) : undefined;
  const title = declared
    ? format.label(declared.label)
    : state
      ? format.text('list.title', { state: format.text(`state.${state}`) })
      : format.text('list.all');
  const assetWords = (device: Device) => {
    const is = facts.assetOf(device);
    return is && is !== 'inService' ? format.text(`ledger.step.${is}`) : null;
  };
  return (
    <DeviceList title={title} devices={devices} tell={assetWords} assetOf={facts.assetOf}>
      <div className={styles.filters}>
        <div className={styles.selects}>
          <FilterSelect
            label={format.text('list.facility')}
            all={format.text('list.facilityAll')}
            options={facilities.map(({ facility: value, label, count }) => ({
              value,
              word: `${format.label(label)} ${format.number(count)}`,
            }))}
            chosen={facility}
            onChoose={(value) => change({ facility: value, deviceKind: undefined })}
            testId="filter-facility"
          />
          <FilterSelect
            label={format.text('list.building')}
            all={format.text('list.buildingAll')}
            options={site.buildings.map(({ code: value, name: word }) => ({ value, word }))}
            chosen={building}
            onChoose={(value) => change({ building: value, storey: undefined })}
            testId="filter-building"
          />
          {building && (
            <FilterSelect
              label={format.text('list.storey')}
              all={format.text('list.storeyAll')}
              options={storeys.map((name) => ({ value: name, word: name }))}
              chosen={storey}
              onChoose={(value) => change({ storey: value })}
              testId="filter-storey"
            />
          )}
          <FilterSelect
            label={format.text('list.asset')}
            all={format.text('list.assetAll')}
            options={AssetState.options.map((value) => ({ value, word: format.text(`ledger.step.${value}`) }))}
            chosen={asset}
            onChoose={(value) => change({ asset: value })}
            testId="filter-asset"
          />
          {(state || facility || building || asset) && (
            <Button look="quiet" data-testid="filter-reset" onClick={() => desk.select({ kind: 'list' })}>
              {format.text('list.reset')}
            </Button>
          )}
        </div>
        {counted && (
          <FilterChips
            label={format.text('list.kinds')}
            chips={counted.kinds.map(({ kind: value, label, count }) => ({ value, word: format.label(label), count }))}
            chosen={deviceKind}
            onChoose={(value) => change({ deviceKind: value })}
          />
        )}
        <FilterChips
          label={format.text('list.states')}
          chips={DEVICE_STATES.map((value) => ({
            value,
            word: format.text(`state.${value}`),
            count: anyState.filter((device) => facts.stateOf(device) === value).length,
          })).filter(({ count, value }) => count > 0 || value === state)}
          chosen={state}
          onChoose={(value) => change({ state: value })}
        />
      </div>
    </DeviceList>
  );
}
