import type { Device } from 'twin-core';
import { useCenter, useHealth, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { DEVICE_STATES } from '../../../state/health.ts';
import { useDesk } from '../desk.ts';
import { countKinds } from '../layers/count-kinds.ts';
import type { DeviceFilter } from '../selection.ts';
import styles from './device-list.module.css';
import { DeviceList } from './device-list.tsx';

/** The devices of a state or of a facility, by kind and state, with how many there are of each; a click on one opens it. */
export function DeviceFilterList({ filter }: { filter: DeviceFilter }) {
  const { store } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  useHealth();
  useRegistryRevision();
  const { state, facility, deviceKind } = filter;
  const stateOf = (device: Device) => store.condition(device.slot)?.state;
  const within = store.state.devices.filter(
    (device) => device !== undefined && (!facility || device.facility === facility),
  ) as Device[];
  const ofKind = within.filter((device) => !deviceKind || device.deviceKind === deviceKind);
  const devices = ofKind.filter((device) => !state || stateOf(device) === state);
  const [counted] = facility ? countKinds(within, store.catalogue) : [];
  const title = counted
    ? format.label(counted.label)
    : format.text('list.title', { state: state ? format.text(`state.${state}`) : '' });
  const kinds = (counted?.kinds ?? []).map(({ kind, label, count }) => ({
    value: kind,
    word: format.label(label),
    count,
  }));
  const states = DEVICE_STATES.map((value) => ({
    value,
    word: format.text(`state.${value}`),
    count: ofKind.filter((device) => stateOf(device) === value).length,
  })).filter(({ count, value }) => count > 0 || value === state);
  const change = ({ state: _state, deviceKind: _kind, ...rest }: DeviceFilter, wanted: Partial<DeviceFilter>) =>
    desk.select({ ...rest, ...wanted });
  return (
    <DeviceList title={title} devices={devices}>
      {counted && (
        <div className={styles.filters}>
          <Chips
            label={format.text('list.kinds')}
            chips={kinds}
            chosen={deviceKind}
            onChoose={(kind) => change(filter, { ...(kind && { deviceKind: kind }), ...(state && { state }) })}
          />
          <Chips
            label={format.text('list.states')}
            chips={states}
            chosen={state}
            onChoose={(value) => change(filter, { ...(deviceKind && { deviceKind }), ...(value && { state: value }) })}
          />
        </div>
      )}
    </DeviceList>
  );
}

interface ChipsProps<T extends string> {
  readonly label: string;
  readonly chips: readonly { readonly value: T; readonly word: string; readonly count: number }[];
  readonly chosen: T | undefined;
  onChoose(value: T | null): void;
}

/** What can be chosen, each with how many there are; the chosen one is given up by another click. */
function Chips<T extends string>({ label, chips, chosen, onChoose }: ChipsProps<T>) {
  const format = useFormat();
  return (
    <fieldset className={styles.chips} aria-label={label}>
      {chips.map(({ value, word, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          data-chip={value}
          onClick={() => onChoose(value === chosen ? null : value)}
        >
          {word} <small>{format.number(count)}</small>
        </button>
      ))}
    </fieldset>
  );
}
