import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { TextKey } from '../../../kit/i18n/texts.ts';
import { TEXTS } from '../../../kit/i18n/texts.ts';
import { useRoom } from '../desk.ts';
import styles from './ground-notes.module.css';

/** Under the scene and the map: whose data the shown layers are, and which pictures of the ground cannot be had. */
export function GroundNotes() {
  const { layers } = useCenter();
  const format = useFormat();
  const room = useRoom();
  const shown = useSyncExternalStore(layers.layers.subscribe, layers.layers.get).filter(({ visible }) => visible);
  const faults = useSyncExternalStore(layers.faults.subscribe, layers.faults.get);
  const rights = [...new Set(shown.flatMap(({ record }) => record.rights ?? []))];
  const missing = shown.flatMap(({ record }) => {
    const fault = faults.get(record.code);
    return fault === undefined
      ? []
      : [{ code: record.code, layer: format.label(record.name), reason: faultKey(fault) }];
  });
  if (!room?.area || (rights.length === 0 && missing.length === 0)) return null;
  return (
    <footer className={styles.notes} data-testid="ground-notes">
      {missing.map(({ code, layer, reason }) => (
        <p key={code} role="status">
          {format.text('ground.missing', { layer, reason: format.text(reason) })}
        </p>
      ))}
      {rights.length > 0 && (
        <small title={rights.join(' · ')}>{format.text('ground.rights', { rights: rights.join(' · ') })}</small>
      )}
    </footer>
  );
}

function faultKey(fault: string): TextKey {
  const key = `ground.fault.${fault}`;
  return key in TEXTS ? (key as TextKey) : 'ground.fault.status';
}
