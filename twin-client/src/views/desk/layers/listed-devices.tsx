import { useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { StateMark } from '../../../kit/marks.tsx';
import { useDesk } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import styles from './layers.module.css';

/** The devices of a cluster that no nearer look could tell apart: a click on one opens it. */
export function ListedDevices() {
  const { store } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const codes = useSyncExternalStore(desk.listed.subscribe, desk.listed.get);
  const close = () => desk.listed.set(null);
  useDeskKeys({
    escape: () => {
      if (!codes) return false;
      close();
      return true;
    },
  });
  if (!codes) return null;
  return (
    <section className={styles.panel} aria-label={format.text('cluster.title')} data-testid="listed-devices">
      <header>
        <h3>{format.text('cluster.title')}</h3>
        <Button look="quiet" aria-label={format.text('cluster.close')} onClick={close}>
          ✕
        </Button>
      </header>
      <ul className={styles.list}>
        {codes.map((code) => {
          const device = store.device(code);
          const condition = device && store.condition(device.slot);
          const kind = device && store.catalogue.kind(device.deviceKind)?.kind.label;
          return (
            <li key={code}>
              <button
                type="button"
                className={styles.row}
                data-code={code}
                onClick={() => {
                  close();
                  desk.open({ kind: 'device', code });
                }}
              >
                <span>{device?.name ?? code}</span>
                {condition && <StateMark state={condition.state} priority={condition.priority} />}
                <small>{[code, kind && format.label(kind)].filter(Boolean).join(' · ')}</small>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
