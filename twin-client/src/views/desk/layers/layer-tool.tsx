import { useSyncExternalStore } from 'react';
import { facilitySymbol } from '../../../facilities/overlay.ts';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Glyph } from '../../../kit/glyph.tsx';
import { useDesk } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { useTool } from '../use-tool.ts';
import { countKinds, type FacilityCount } from './count-kinds.ts';
import styles from './layers.module.css';

/** Which kinds of devices the rooms show: by facility and kind, with how many there are. Clause 6.4.1-8-6. */
export function LayerTool() {
  const { store } = useCenter();
  const { hiddenKinds } = useDesk();
  const format = useFormat();
  const [open, setOpen] = useTool('layers');
  const hidden = useSyncExternalStore(hiddenKinds.subscribe, hiddenKinds.get);
  useRegistryRevision();
  useDeskKeys({
    escape: () => {
      if (!open) return false;
      setOpen(false);
      return true;
    },
  });
  const facilities = open ? countKinds(store.state.devices, store.catalogue) : [];
  const all = facilities.flatMap(({ kinds }) => kinds);
  const isHiding = [...hidden].length > 0;
  return (
    <>
      <button type="button" aria-expanded={open} data-testid="layers" onClick={() => setOpen(!open)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path
            d="M12 2.500 2.500 7.500 12 12.500l9.500-5zM4.800 10.700 2.500 12 12 17l9.500-5-2.300-1.300L12 14.500zM4.800 15.200 2.500 16.500 12 21.500l9.500-5-2.300-1.300L12 19z"
            fill="currentColor"
          />
        </svg>
        {format.text('layers.open')}
        {isHiding && <i aria-hidden="true" />}
      </button>
      {open && (
        <section className={styles.panel} aria-label={format.text('layers.title')} data-testid="layer-panel">
          <header>
            <h3>{format.text('layers.title')}</h3>
            <Button look="quiet" aria-label={format.text('layers.close')} onClick={() => setOpen(false)}>
              ✕
            </Button>
          </header>
          <div className={styles.all}>
            <Button disabled={!isHiding} onClick={() => hiddenKinds.hide([...hidden], false)}>
              {format.text('layers.all')}
            </Button>
            <Button
              onClick={() =>
                hiddenKinds.hide(
                  all.map(({ kind }) => kind),
                  true,
                )
              }
            >
              {format.text('layers.none')}
            </Button>
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
        </section>
      )}
    </>
  );
}

interface FacilityLayersProps {
  readonly facility: FacilityCount;
  readonly hidden: ReadonlySet<string>;
  onHide(kinds: readonly string[], hide: boolean): void;
}

function FacilityLayers({ facility: { declared, label, count, kinds }, hidden, onHide }: FacilityLayersProps) {
  const format = useFormat();
  const names = kinds.map(({ kind }) => kind);
  const shown = kinds.filter(({ kind }) => !hidden.has(kind)).reduce((sum, kind) => sum + kind.count, 0);
  return (
    <li>
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
