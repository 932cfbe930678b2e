import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { useDesk } from '../desk.ts';
import { useDeskKeys } from '../desk-keys.ts';
import { useTool } from '../use-tool.ts';
import { DeviceLayers } from './device-layers.tsx';
import { GeoLayers } from './geo-layers.tsx';
import styles from './layers.module.css';

/** What the rooms show: layers of geographic information, and kinds of devices. Clauses 6.4.1-9 and 6.4.1-8-6. */
export function LayerTool() {
  const { layers } = useCenter();
  const { hiddenKinds } = useDesk();
  const format = useFormat();
  const [open, setOpen] = useTool('layers');
  const [tab, setTab] = useState<'geo' | 'devices'>('geo');
  const hidden = useSyncExternalStore(hiddenKinds.subscribe, hiddenKinds.get);
  const shown = useSyncExternalStore(layers.layers.subscribe, layers.layers.get);
  useDeskKeys({
    escape: () => {
      if (!open) return false;
      setOpen(false);
      return true;
    },
  });
  const isHiding = hidden.size > 0 || shown.some(({ record, visible }) => record.visible && !visible);
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
            <Choice<'geo' | 'devices'>
              label={format.text('layers.title')}
              value={tab}
              options={[
                { value: 'geo', label: format.text('layers.tab.geo') },
                { value: 'devices', label: format.text('layers.tab.devices') },
              ]}
              onChoose={setTab}
            />
            <Button look="quiet" aria-label={format.text('layers.close')} onClick={() => setOpen(false)}>
              ✕
            </Button>
          </header>
          {tab === 'geo' ? <GeoLayers /> : <DeviceLayers />}
        </section>
      )}
    </>
  );
}
