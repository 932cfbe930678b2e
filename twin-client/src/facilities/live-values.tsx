import { useState } from 'react';
import { type Device, datastreamOf } from 'twin-core';
import { useCenter, useDevice, useNow } from '../kit/center-context.ts';
import { useFormat } from '../kit/format-context.tsx';
import { EmptyNotice } from '../kit/notice.tsx';
import styles from './live-values.module.css';
import { ValueChart } from './value-chart.tsx';

/** The default panel: every declared datastream with its last value and age; a click opens its last 24 hours. */
export function LiveValues({ device }: { device: Device }) {
  const { store } = useCenter();
  const format = useFormat();
  const now = useNow();
  const [open, setOpen] = useState<string | null>(null);
  useDevice(device.code);
  const properties = store.catalogue.kind(device.deviceKind)?.properties ?? device.properties;
  if (properties.length === 0) return <EmptyNotice title={format.text('device.noValues')} />;
  return (
    <ul className={styles.values} title={format.text('device.valuesHint')}>
      {properties.map((name) => {
        const property = store.catalogue.property(device.deviceKind, name);
        const slot = datastreamOf(device, name);
        const value = store.state.values[slot] ?? Number.NaN;
        const time = store.state.times[slot] ?? Number.NaN;
        const expanded = open === name;
        return (
          <li key={name} data-property={name}>
            <button
              type="button"
              className={styles.row}
              aria-expanded={expanded}
              onClick={() => setOpen(expanded ? null : name)}
            >
              <span className={styles.label}>{property ? format.label(property.label) : name}</span>
              <span className={styles.value} data-testid="value">
                {format.value(property, value)}
                {property?.unit && !Number.isNaN(value) && <small>{property.unit}</small>}
              </span>
              <span className={styles.age} data-testid="age">
                {Number.isNaN(time) ? '' : format.ago(now - time)}
              </span>
              <span className={styles.open} aria-hidden="true">
                {expanded ? '▴' : '▾'}
              </span>
            </button>
            {expanded && <ValueChart device={device} name={name} property={property} />}
          </li>
        );
      })}
    </ul>
  );
}
