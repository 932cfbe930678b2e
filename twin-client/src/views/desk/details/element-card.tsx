import { useDeferredValue, useState, useSyncExternalStore } from 'react';
import type { PropertySets } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Coordinates } from '../../../kit/coordinates/coordinates.tsx';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { plainClass } from '../../../state/building-look.ts';
import type { ElementDetail } from '../../../state/records/element.ts';
import type { BuildingView } from '../../../state/site-view.ts';
import { type PickedElement, useDesk } from '../desk.ts';
import { className } from '../model-tools/class-name.ts';
import styles from './element-card.module.css';
import { filterProperties } from './filter-properties.ts';

export interface ElementCardProps {
  readonly building: BuildingView;
  readonly storey: string | null;
  readonly globalId: string;
}

/** An element of a building: identity, place, systems and properties. What the click itself told is shown at once. */
export function ElementCard({ building, storey, globalId }: ElementCardProps) {
  const { api } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const lastPicked = useSyncExternalStore(desk.picked.subscribe, desk.picked.get);
  const picked = lastPicked?.code === building.code && lastPicked.globalId === globalId ? lastPicked : null;
  const detail = useLoaded(`${building.code} ${globalId}`, (signal) =>
    api.models.element(building.code, globalId, signal),
  );
  const known = detail.state === 'ready' ? detail.value : null;
  const ifcClass = known?.ifcClass ?? picked?.ifcClass ?? null;
  return (
    <div data-element={globalId} data-state={detail.state} data-testid="element-card">
      <Panel
        from="model"
        title={known?.name || picked?.name || (ifcClass && className(format, plainClass(ifcClass))) || globalId}
        aside={
          <Button
            look="quiet"
            aria-label={format.text('element.close')}
            onClick={() => desk.select({ kind: 'building', code: building.code, storey })}
          >
            ✕
          </Button>
        }
      >
        <Facts facts={identityOf(format, { building, globalId, ifcClass, known, picked })} />
        {known?.device && (
          <p className={styles.links}>
            <Button onClick={() => desk.open({ kind: 'device', code: known.device! })}>
              {format.text('element.device')} {known.device}
            </Button>
          </p>
        )}
      </Panel>
      {detail.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {detail.state === 'failed' && <ProblemNotice cause={detail.cause} onRetry={detail.retry} />}
      {known && <Properties properties={known.properties} />}
    </div>
  );
}

interface Identity {
  readonly building: BuildingView;
  readonly globalId: string;
  readonly ifcClass: string | null;
  readonly known: ElementDetail | null;
  readonly picked: PickedElement | null;
}

function identityOf(format: Format, { building, globalId, ifcClass, known, picked }: Identity) {
  const plain = ifcClass && className(format, plainClass(ifcClass));
  const point = picked?.location;
  return [
    {
      label: format.text('element.class'),
      value: ifcClass && (plain === ifcClass ? ifcClass : `${plain} ${ifcClass}`),
    },
    ...(known?.type ? [{ label: format.text('element.type'), value: known.type }] : []),
    ...(known?.tag ? [{ label: format.text('element.tag'), value: known.tag }] : []),
    { label: format.text('element.globalId'), value: <code className={styles.id}>{globalId}</code> },
    { label: format.text('element.building'), value: building.name },
    { label: format.text('element.storey'), value: known?.storey ?? picked?.storey },
    ...(known?.space ? [{ label: format.text('element.space'), value: known.space }] : []),
    ...(known && known.systems.length > 0
      ? [
          {
            label: format.text('element.systems'),
            value: known.systems.map(({ name }) => name).join(format.text('element.separator')),
          },
        ]
      : []),
    ...(point
      ? [
          {
            label: format.text('element.point'),
            value: <Coordinates at={point} />,
          },
        ]
      : []),
  ];
}

/** All property and quantity sets, narrowed by what is typed. */
function Properties({ properties }: { properties: PropertySets }) {
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const sets = filterProperties(properties, useDeferredValue(typed));
  const none = Object.keys(properties).length === 0;
  return (
    <Panel
      from="model"
      title={format.text('element.properties')}
      aside={
        none ? undefined : (
          <input
            type="search"
            className={styles.filter}
            aria-label={format.text('element.filter')}
            placeholder={format.text('element.filter')}
            value={typed}
            data-testid="property-filter"
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          />
        )
      }
    >
      {sets.length === 0 && (
        <p className={styles.note}>{format.text(none ? 'element.propertiesNone' : 'element.filterNone')}</p>
      )}
      {sets.map(([set, rows]) => (
        <section key={set} className={styles.set}>
          <h4>{set}</h4>
          <Facts facts={rows.map(([label, value]) => ({ label, value: valueText(format, value) }))} />
        </section>
      ))}
    </Panel>
  );
}

function valueText(format: Format, value: PropertySets[string][string]): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return format.text(value ? 'element.yes' : 'element.no');
  return typeof value === 'number' ? String(Number(value.toPrecision(9))) : value;
}
