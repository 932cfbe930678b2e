import { useSyncExternalStore } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { Facts } from '../../../kit/facts.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { HouseDetail, Stay } from '../../../state/records/house.ts';
import styles from './home-record.module.css';
import { Stored } from './stored.tsx';

/** A home in full (clause 6.4.1-3): basic fields, owner, who lives and lived there as far as this session may see it. */
export function HomeRecord({ code }: { code: string }) {
  const { api, siteRevision } = useCenter();
  const format = useFormat();
  // Somebody else may change the record while it is open.
  const revision = useSyncExternalStore(siteRevision.subscribe, siteRevision.get);
  const loaded = useLoaded(`${code} ${revision}`, (signal) => api.house(code, signal));
  const home = loaded.state === 'ready' ? loaded.value : loaded.last;
  if (loaded.state === 'failed') return <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />;
  if (!home) return <LoadingNotice text={format.text('shell.loading')} />;
  return (
    <div className={styles.record} data-testid="house-record" data-house={home.code}>
      <h4>{format.text('house.basics')}</h4>
      <Facts facts={basics(home, format)} />
      <h4>{format.text('house.owner')}</h4>
      {home.owner ? (
        <Facts
          facts={[
            { label: format.text('person.name'), value: home.owner.name },
            { label: format.text('person.sex'), value: format.text(`sex.${home.owner.sex}`) },
            {
              label: format.text('person.certificateKind'),
              value: format.text(`certificate.${home.owner.certificateKind}`),
            },
            { label: format.text('person.certificateNumber'), value: home.owner.certificateNumber },
          ]}
        />
      ) : (
        <p className={styles.none}>{format.text('house.noOwner')}</p>
      )}
      <h4>{format.text('house.residents')}</h4>
      {home.residents.length === 0 && <p className={styles.none}>{format.text('house.noResidents')}</p>}
      <ul className={styles.people}>
        {home.residents.map(({ code: person, name, phone, residentKind }) => (
          <li key={person}>
            <b>{name}</b>
            <span>{format.text(`resident.${residentKind}`)}</span>
            <span className={styles.number}>{phone}</span>
          </li>
        ))}
      </ul>
      <h4>{format.text('house.history')}</h4>
      {home.history.length === 0 && <p className={styles.none}>{format.text('house.noHistory')}</p>}
      <ol className={styles.people}>
        {home.history.map((stay) => (
          <StayRow key={stay.code} stay={stay} />
        ))}
      </ol>
      <Stored provenance={home} />
    </div>
  );
}

function basics(home: HouseDetail, format: Format) {
  return [
    { label: format.text('house.building'), value: home.building },
    { label: format.text('house.code'), value: home.code },
    { label: format.text('house.policeBureau'), value: home.policeBureau },
    { label: format.text('house.policeStation'), value: home.policeStation },
    { label: format.text('house.district'), value: home.districtCode },
    { label: format.text('house.street'), value: home.streetCode },
    { label: format.text('house.estate'), value: home.estateCode },
    { label: format.text('house.quarter'), value: home.quarterCode },
    { label: format.text('house.blockName'), value: home.blockName },
    { label: format.text('house.blockNumber'), value: home.blockNumber },
    { label: format.text('house.unitNumber'), value: home.unitNumber },
    { label: format.text('house.floorNumber'), value: home.floorNumber },
    { label: format.text('house.roomNumber'), value: home.roomNumber },
    { label: format.text('house.size'), value: format.text('house.area', { area: format.number(home.areaM2, 2) }) },
  ];
}

function StayRow({ stay }: { stay: Stay }) {
  const format = useFormat();
  const ethnicity = stay.withheld.includes('ethnicity') ? format.text('person.withheld') : stay.ethnicity;
  const to = stay.movedOutAt ?? format.text('house.untilNow');
  const origin = [
    [format.text('person.nationality'), stay.nationality],
    [format.text('person.ethnicity'), ethnicity],
    [format.text('person.nativePlace'), stay.nativePlace],
  ];
  return (
    <li>
      <b>{stay.name}</b>
      <span>{format.text(`sex.${stay.sex}`)}</span>
      <time className={styles.number}>{format.text('house.stay', { from: stay.movedInAt, to })}</time>
      <small>
        {origin.map(([label, value]) => (
          <span key={label}>
            {label} {value ?? format.text('value.notRecorded')}
          </span>
        ))}
        <span>
          {format.text(`certificate.${stay.certificateKind}`)} <i className={styles.number}>{stay.certificateNumber}</i>
        </span>
      </small>
    </li>
  );
}
