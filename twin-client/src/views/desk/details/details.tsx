import { useAlarms, useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice } from '../../../kit/notice.tsx';
import { useAddress, useDesk } from '../desk.ts';
import { TourInvitation } from '../tour/tour-card.tsx';
import { BuildingPanel } from './building-panel.tsx';
import { ClosedAlarm } from './closed-alarm.tsx';
import styles from './details.module.css';
import { DeviceFilterList } from './device-filter-list.tsx';
import { DevicePanel } from './device-panel.tsx';
import { FeaturePanel } from './feature-panel.tsx';
import { LayerPanel } from './layer-panel.tsx';
import { ZoneList } from './zone-list.tsx';

/** The panel of what is selected. */
export function Details() {
  const format = useFormat();
  return (
    <section className={styles.details} aria-label={format.text('device.label')} data-testid="details">
      <Selected />
    </section>
  );
}

function Selected() {
  const { site, store } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const { selection } = useAddress();
  const loaded = useRegistryRevision() > 0;
  useAlarms();
  if (selection === null) {
    return (
      <>
        <EmptyNotice title={format.text('details.empty')}>{format.text('details.emptyHint')}</EmptyNotice>
        <TourInvitation />
      </>
    );
  }
  if (selection.kind === 'building') {
    const building = site.buildings.find(({ code }) => code === selection.code);
    if (!building) return <EmptyNotice title={format.text('details.notFound', { code: selection.code })} />;
    return (
      <BuildingPanel
        key={building.code}
        building={building}
        storey={selection.storey}
        space={selection.space}
        element={selection.element}
      />
    );
  }
  if (selection.kind === 'layer') return <LayerPanel key={selection.code} code={selection.code} />;
  if (selection.kind === 'feature') {
    const { layer, id } = selection;
    return <FeaturePanel key={`${layer}/${id}`} layer={layer} id={id} />;
  }
  if (!loaded) return <LoadingNotice text={format.text('shell.loading')} />;
  if (selection.kind === 'list') return <DeviceFilterList filter={selection} />;
  if (selection.kind === 'zone') return <ZoneList zone={selection.code} />;
  if (selection.kind === 'alarm' && !store.state.alarms.has(selection.id)) {
    return <ClosedAlarm key={selection.id} id={selection.id} known={desk.deviceOf(selection)} />;
  }
  const device = desk.deviceOf(selection);
  if (device) return <DevicePanel key={device.code} device={device} />;
  const code = selection.kind === 'alarm' ? selection.id : selection.code;
  return <EmptyNotice title={format.text('details.notFound', { code })} />;
}
