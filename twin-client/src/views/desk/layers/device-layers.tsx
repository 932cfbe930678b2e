import { useSyncExternalStore } from 'react';
import { facilitySymbol } from '../../../facilities/overlay.ts';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Glyph } from '../../../kit/glyph.tsx';
import { useDesk } from '../desk.ts';
import { countKinds, type FacilityCount } from './count-kinds.ts';
import styles from './layers.module.css';

/** Which kinds of devices the rooms show: by facility and kind, with how many there are. Clause 6.4.1-8-6. */
export function DeviceLayers() {
  const { store } = useCenter();
  const { hiddenKinds } = useDesk();
  const format = useFormat();
  const hidden = useSyncExternalStore(hiddenKinds.subscribe, hiddenKinds.get);
  useRegistryRevision();
  const facilities = countKinds(store.state.devices, store.catalogue);
  const all = facilities.flatMap(({ kinds }) => kinds.map(({ kind }) => kind));
  return (
    <>
      <div className={styles.all}>
        <Button disabled={hidden.size === 0} onClick={() => hiddenKinds.hide([...hidden], false)}>
          {format.text('layers.all')}
        </Button>
        <Button onClick={() => hiddenKinds.hide(all, true)}>{format.text('layers.none')}</Button>
      </div>
      <ul className={styles.facilities}>
        {facilities.map((facility) => (
          <FacilityLayers
            key={facility.facility}
            facility={facility}
            hidden={hidden}
            onHide={(kinds, hide) => hiddenKinds.hide(kinds, hide)}
          />
        ))}
      </ul>
      <p className={styles.note}>{format.text('layers.alarmsStay')}</p>
    </>
  );
}

interface FacilityLayersProps {
  readonly facility: FacilityCount;
  readonly hidden: ReadonlySet<string>;
  onHide(kinds: readonly string[], hide: boolean): void;
}

function FacilityLayers({
  facility: { facility: id, declared, label, count, kinds },
  hidden,
  onHide,
}: FacilityLayersProps) {
  const desk = useDesk();
  const format = useFormat();
  const names = kinds.map(({ kind }) => kind);
  const shown = kinds.filter(({ kind }) => !hidden.has(kind)).reduce((sum, kind) => sum + kind.count, 0);
  return (
    <li>
      <div className={styles.facilityLine}>
        <label className={styles.facility}>
          <input
            type="checkbox"
            checked={shown > 0}
            ref={(box) => {
              // Some of them: only a script can say so.
              if (box) box.indeterminate = shown > 0 && shown < count;
            }}
            onChange={() => onHide(names, shown === count)}
          />
          <Glyph path={facilitySymbol(declared)} />
          <span>{format.label(label)}</span>
          <small>
            {shown === count
              ? format.number(count)
              : format.text('layers.count', { shown: format.number(shown), total: format.number(count) })}
          </small>
        </label>
        <Button
          look="quiet"
          aria-label={format.text('layers.listOf', { facility: format.label(label) })}
          data-testid={`list-${id}`}
          onClick={() => desk.select({ kind: 'list', facility: id })}
        >
          {format.text('layers.list')}
        </Button>
      </div>
      <ul>
        {kinds.map(({ kind, label: name, count: devices }) => (
          <li key={kind}>
            <label className={styles.kind}>
              <input
                type="checkbox"
                checked={!hidden.has(kind)}
                data-testid={`layer-${kind}`}
                onChange={(event) => onHide([kind], !event.target.checked)}
              />
              <span>{format.label(name)}</span>
              <small>{format.number(devices)}</small>
            </label>
          </li>
        ))}
      </ul>
    </li>
  );
}
