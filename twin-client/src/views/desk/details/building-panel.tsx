import { isPresented } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useAlarms, useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { Coordinates } from '../../../kit/coordinates/coordinates.tsx';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { ringAreaM2 } from '../../../state/area/ring-shape.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { BindingReview } from '../binding/binding-review.tsx';
import { useAddress, useDesk } from '../desk.ts';
import { PlaceModel } from '../placing/place-model.tsx';
import { StoreyEvacuation } from '../routes/storey-evacuation.tsx';
import { groundStorey, useStoreys } from '../use-storeys.ts';
import { Versions } from '../versions/versions.tsx';
import styles from './details.module.css';
import { ElementCard } from './element-card.tsx';
import { Homes } from './homes.tsx';
import { BuildingStored } from './stored.tsx';

const BUILDING_SYMBOL = 'M5 2h9v6h5v14h-6v-4h-2v4H5zM8 5v2h3V5zm0 4v2h3V9zm0 4v2h3v-2zm7-2v2h2v-2zm0 4v2h2v-2z';

export interface BuildingPanelProps {
  readonly building: BuildingView;
  readonly storey: string | null;
  /** GlobalId of the chosen IfcSpace. */
  readonly space?: string | undefined;
  /** GlobalId of the chosen element. */
  readonly element?: string | undefined;
}

/** A building: its storeys with what stands in them, and the record of 6.4.1-2. */
export function BuildingPanel({ building, storey, space, element }: BuildingPanelProps) {
  const { store } = useCenter();
  const desk = useDesk();
  const { view } = useAddress();
  const format = useFormat();
  useRegistryRevision();
  const storeys = useStoreys(building);
  const alarms = useAlarms().filter((alarm) => alarm.building === building.code && isPresented(alarm));
  const devices = store.state.devices.filter((device) => device?.building === building.code);
  const listed = storey === null ? devices : devices.filter((device) => device?.storey === storey);
  const most = Math.max(1, ...storeys.map((name) => devices.filter((device) => device?.storey === name).length));
  return (
    <div data-building={building.code} data-testid="building-panel">
      <header className={styles.head}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d={BUILDING_SYMBOL} fill="currentColor" fillRule="evenodd" />
        </svg>
        <h2 className={styles.name}>{building.name}</h2>
        {building.model !== null && view !== 'interior' && (
          <Button
            data-testid="open-interior"
            onClick={() => {
              desk.select({ kind: 'building', code: building.code, storey: storey ?? groundStorey(storeys) });
              desk.show('interior');
            }}
          >
            {format.text('building.open')}
          </Button>
        )}
        <p className={styles.sub}>
          <span>{building.code}</span>
          <span>{building.mainUse}</span>
          <button
            type="button"
            className={styles.list}
            data-testid="building-devices"
            onClick={() => desk.select({ kind: 'list', building: building.code, ...(storey !== null && { storey }) })}
          >
            {format.text('families.quiet', { count: listed.length })}
          </button>
          {alarms.length > 0 && <span>{format.text('families.open', { count: alarms.length })}</span>}
        </p>
      </header>
      {element !== undefined && <ElementCard key={element} building={building} storey={storey} globalId={element} />}
      <PlaceModel building={building} />
      {storey !== null && building.model !== null && <StoreyEvacuation building={building.code} storey={storey} />}
      {storey !== null && <Homes key={`${storey} ${space}`} building={building.code} storey={storey} space={space} />}
      {storeys.length > 0 && (
        <Panel title={format.text('building.storeys')} from="baseAndLive" aside={format.text('building.storeyCounts')}>
          <ul>
            {[...storeys].reverse().map((name) => {
              const here = devices.filter((device) => device?.storey === name).length;
              const open = alarms.filter((alarm) => alarm.storey === name).length;
              return (
                <li key={name}>
                  <button
                    type="button"
                    className={styles.storey}
                    aria-current={name === storey}
                    data-storey={name}
                    onClick={() => desk.open({ kind: 'building', code: building.code, storey: name })}
                  >
                    <span>{name}</span>
                    <span className={styles.storeyBar} aria-hidden="true">
                      <i style={{ width: `${((here - open) / most) * 100}%` }} />
                      <i style={{ width: `${(open / most) * 100}%` }} />
                    </span>
                    <span className={styles.counts}>
                      {here} / {open > 0 ? <b>{open}</b> : 0}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </Panel>
      )}
      {building.model !== null && <BindingReview building={building.code} />}
      <Panel title={format.text('building.record')} from="base">
        <Facts
          facts={[
            { label: format.text('building.code'), value: building.code },
            { label: format.text('building.name'), value: building.name },
            {
              label: format.text('building.footprint'),
              value: format.text('building.footprintValue', {
                count: building.footprint.length,
                area: format.number(ringAreaM2(building.footprint)),
              }),
            },
            { label: format.text('building.builtYear'), value: building.builtYear },
            { label: format.text('building.status'), value: building.status },
            {
              label: format.text('building.serviceLife'),
              value:
                building.serviceLifeYears === null
                  ? null
                  : format.text('building.years', { count: building.serviceLifeYears }),
            },
            { label: format.text('building.mainUse'), value: building.mainUse },
            { label: format.text('building.structureType'), value: building.structureType },
            {
              label: format.text('building.storeyCount'),
              value: format.text('building.storeysValue', {
                above: building.storeyCount,
                below: building.undergroundStoreyCount,
              }),
            },
            { label: format.text('building.height'), value: `${format.number(building.heightM, 1)} m` },
            {
              label: format.text('building.grossFloorArea'),
              value: building.grossFloorAreaM2 === null ? null : `${format.number(building.grossFloorAreaM2)} m²`,
            },
          ]}
        />
      </Panel>
      <Panel title={format.text('building.address')} from="base">
        <Facts
          facts={[
            { label: format.text('building.district'), value: building.districtCode },
            { label: format.text('building.street'), value: building.streetCode },
            { label: format.text('building.estate'), value: building.estateCode },
            { label: format.text('building.doorNumber'), value: building.doorNumber },
            {
              label: format.text('building.coordinates'),
              value: <Coordinates at={building.placement} />,
            },
          ]}
        />
        <BuildingStored code={building.code} />
      </Panel>
      <Versions building={building} />
    </div>
  );
}
