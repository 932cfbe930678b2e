import { useSyncExternalStore } from 'react';
import type { GeoPoint } from 'twin-core';
import { useCenter } from '../center-context.ts';
import { useFormat } from '../format-context.tsx';
import { preferences } from '../preferences.ts';
import styles from './coordinates.module.css';
import { CopyButton } from './copy-button.tsx';
import { heightIn, placeText, type ShownCoordinates, systemName } from './write-place.ts';

/** What coordinates are written in, by choice of the person; renders again when that changes. */
export function useShownCoordinates(): ShownCoordinates {
  const { system, heights } = useSyncExternalStore(preferences.subscribe, preferences.get);
  return { system, heights };
}

/** A place with its height in the systems of choice, and a button that copies it. */
export function Coordinates({ at: { longitude, latitude, height } }: { at: GeoPoint }) {
  const { site } = useCenter();
  const format = useFormat();
  const { system, heights } = useShownCoordinates();
  const place = placeText(system, site, [longitude, latitude]);
  const up = format.text(`coordinates.height.${heights}`, {
    height: format.number(heightIn(heights, site, height), 1),
  });
  return (
    <span className={styles.place} data-testid="coordinates">
      <span>
        {place} · {up} <small>{systemName(system, site)}</small>
      </span>
      <CopyButton text={place.replace('°, ', '°,').replaceAll('°', system === 'wgs84dms' ? '°' : '')} />
    </span>
  );
}
