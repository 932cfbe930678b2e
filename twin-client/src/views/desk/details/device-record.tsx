import type { Device } from 'twin-core';
import { useCenter } from '../../../kit/center-context.ts';
import { Coordinates } from '../../../kit/coordinates/coordinates.tsx';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { DeviceDetail } from '../../../state/records/device-detail.ts';
import { useDesk } from '../desk.ts';
import styles from './details.module.css';
import { DeviceLedger } from './device-ledger.tsx';
import { Stored } from './stored.tsx';

/** Of each sort of help. */
const NEAREST_SHOWN = 2;

/** The base data of 6.4.1-8: six basic fields, three extended ones, since when and whence it is recorded, and the devices it works with. */
export function DeviceRecord({ device }: { device: Device }) {
  const { api, store } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  // Asked for again where an import moved or renamed it while it is open.
  const registered = JSON.stringify([device.code, device.name, device.location]);
  const record = useLoaded(registered, (signal) => api.device(device.code, signal));
  if (record.state === 'failed') return <ProblemNotice cause={record.cause} onRetry={record.retry} />;
  const detail = record.state === 'ready' ? record.value : record.last;
  if (!detail) return <LoadingNotice text={format.text('shell.loading')} />;
  const kind = store.catalogue.kind(detail.kind);
  const parent = detail.parent === null ? undefined : store.device(detail.parent);
  const related = [
    ...(parent ? [{ code: parent.code, name: parent.name, kind: parent.deviceKind }] : []),
    ...detail.links.filter(({ code }) => code !== parent?.code),
  ];
  return (
    <>
      <Panel title={format.text('device.record')} from="base">
        <h3 className={styles.group}>{format.text('device.basic')}</h3>
        <Facts
          testId="device-basic"
          facts={[
            { label: format.text('device.code'), value: detail.code },
            { label: format.text('device.name'), value: detail.name },
            { label: format.text('device.kind'), value: kind ? format.label(kind.kind.label) : detail.kind },
            { label: format.text('device.manufacturer'), value: manufacturer(detail) },
            { label: format.text('device.installPosition'), value: detail.installPosition },
            { label: format.text('device.installedAt'), value: installedAt(format, detail) },
          ]}
        />
        <h3 className={styles.group}>{format.text('device.extended')}</h3>
        <Facts
          testId="device-extended"
          facts={[
            { label: format.text('device.location'), value: <Coordinates at={detail.location} /> },
            { label: format.text('device.owningUnit'), value: detail.owningUnit },
            { label: format.text('device.maintainer'), value: maintainer(detail) },
          ]}
        />
        <div className={styles.inset}>
          <Stored provenance={detail} />
        </div>
      </Panel>
      <Panel
        title={format.text('device.links')}
        from="base"
        aside={related.length > 0 ? format.number(related.length) : undefined}
      >
        {related.length === 0 ? (
          <p className={styles.note}>{format.text('device.noLinks')}</p>
        ) : (
          <ul className={styles.links}>
            {related.map(({ code, name, kind: linkedKind }) => {
              const declared = linkedKind === null ? undefined : store.catalogue.kind(linkedKind);
              return (
                <li key={code}>
                  <button type="button" className={styles.item} onClick={() => desk.open({ kind: 'device', code })}>
                    <span>{name}</span>
                    <small>
                      {code === parent?.code
                        ? format.text('device.parent')
                        : declared
                          ? format.label(declared.kind.label)
                          : linkedKind}
                    </small>
                  </button>
                </li>
              );
            })}
          </ul>
        )}
      </Panel>
      <Nearby near={detail.near} />
      <DeviceLedger device={device} />
    </>
  );
}

/** The nearest help of each sort: cameras, sirens, hydrants (7.2.7-5). */
function Nearby({ near }: Pick<DeviceDetail, 'near'>) {
  const desk = useDesk();
  const format = useFormat();
  const helps = (['camera', 'siren', 'hydrant'] as const).flatMap((help) =>
    near[help].slice(0, NEAREST_SHOWN).map((neighbour) => ({ help, ...neighbour })),
  );
  if (helps.length === 0) return null;
  return (
    <Panel title={format.text('device.near')} from="places">
      <ul className={styles.links} data-testid="nearby">
        {helps.map(({ help, code, name, distanceM }) => (
          <li key={code} data-help={help}>
            <button type="button" className={styles.item} onClick={() => desk.open({ kind: 'device', code })}>
              <span>{name}</span>
              <small>{format.text(`device.near.${help}`, { distance: format.number(distanceM) })}</small>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function manufacturer({ manufacturer: maker, model }: DeviceDetail): string | null {
  return maker === null ? null : [maker, model].filter(Boolean).join(' ');
}

function installedAt(format: Format, { installedAt: at }: DeviceDetail): string | null {
  return at === null ? null : format.date(Date.parse(at));
}

function maintainer({ maintainer: person }: DeviceDetail): string | null {
  return person === null ? null : [person.name ?? person.code, person.phone].filter(Boolean).join(' ');
}
